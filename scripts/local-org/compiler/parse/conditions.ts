/**
 * WHERE and HAVING. AND and OR may not be mixed without parentheses, which the grammar sees to.
 */
import type {
  ComparisonOperatorContext,
  ConditionalExpressionContext,
  FieldExpressionContext,
  LogicalExpressionContext,
  WhereConditionalExpressionContext,
  WhereLogicalExpressionContext,
} from '@apexdevtools/apex-parser';
import type { ComparisonOperator, Condition } from '../../data/soql/query';
import { type Build, present, word } from './build';
import { fieldItem, functionItem } from './fields';
import { stringValue } from './literals';
import { queryValue } from './values';

export function whereCondition(build: Build, context: WhereLogicalExpressionContext): Condition {
  const parts = context.whereConditionalExpression_list().map((each) => wherePart(build, each));
  return combined(parts, present(context.NOT()), context.SOQLOR_list().length > 0);
}

/** The same outside WHERE: HAVING and the filters of a SOSL object, where FORMULA has no place. */
export function condition(build: Build, context: LogicalExpressionContext): Condition {
  const parts = context.conditionalExpression_list().map((each) => part(build, each));
  return combined(parts, present(context.NOT()), context.SOQLOR_list().length > 0);
}

function combined(conditions: readonly Condition[], negated: boolean, either: boolean): Condition {
  const [first] = conditions;
  if (first === undefined) throw new Error('a condition without a part');
  if (negated) return { kind: 'not', condition: first };
  return conditions.length === 1 ? first : { kind: either ? 'or' : 'and', conditions };
}

function wherePart(build: Build, context: WhereConditionalExpressionContext): Condition {
  const nested = context.whereLogicalExpression();
  if (present(nested)) return whereCondition(build, nested);
  const comparison = context.whereFieldExpression();
  const plain = comparison.fieldExpression();
  if (present(plain)) return compare(build, plain);
  const at = build.at(comparison);
  const formula = stringValue(comparison.StringLiteral().getText());
  return {
    kind: 'compare',
    at,
    field: {
      kind: 'function',
      at,
      name: word(comparison),
      arguments: [],
      parameters: [{ kind: 'string', value: formula }],
    },
    operator: operator(comparison.comparisonOperator()),
    value: queryValue(build, comparison.value()),
  };
}

function part(build: Build, context: ConditionalExpressionContext): Condition {
  const nested = context.logicalExpression();
  return present(nested) ? condition(build, nested) : compare(build, context.fieldExpression());
}

function compare(build: Build, context: FieldExpressionContext): Condition {
  const field = context.fieldName();
  return {
    kind: 'compare',
    at: build.at(context),
    field: present(field) ? fieldItem(build, field) : functionItem(build, context.soqlFunction()),
    operator: operator(context.comparisonOperator()),
    value: queryValue(build, context.value()),
  };
}

function operator(context: ComparisonOperatorContext): ComparisonOperator {
  const words = (context.children ?? []).map((token) => token.getText().toLowerCase());
  // `< =` is two tokens of one operator, `not in` two words
  const written = words.join(words[0] === 'not' ? ' ' : '');
  return written === '<>' ? '!=' : (written as ComparisonOperator);
}
