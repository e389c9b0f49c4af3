/**
 * Binds `switch on`: the first case that matches, no falling through. Text is compared exactly.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_switch.htm
 */
import type { Expression, StatementOf, SwitchCase } from '../ast';
import { coerce, isUnknown } from './coerce';
import type { BodyContext } from './context';
import { bindExpression } from './expressions';
import { readStatic } from './fields';
import { localName } from './locals';
import { caseProblem, caseText, checkCases, duplicate } from './switch-rules';
import { bindBlock, flow, type Flow } from './statements';
import { typed, type Typed } from './typed';

export function bindSwitch(statement: StatementOf<'switch'>, context: BodyContext): Flow {
  const value = bindExpression(statement.value, context);
  const { types } = context;
  const allowed =
    [types.integer, types.long, types.string, types.id].includes(value.type) ||
    value.type.kind === 'enum' ||
    value.type.kind === 'sobject';
  if (!allowed && !isUnknown(value.type))
    context.report(
      statement.value.at,
      `${value.type.displayName} is not a valid switch expression type`,
      'switch-type',
    );
  checkCases(statement, value.type, context);
  const kept = typed(context.temporary(), value.type);
  const seen = new Set<string>();
  const parts: string[] = [`${kept.js}=${value.js};`];
  let completes = false;
  let otherwise: Flow | null = null;
  let isFirst = true;
  for (const each of statement.cases) {
    const bound = bindCase(each, kept, seen, context);
    completes ||= bound.flow.completes;
    if (bound.test === null) {
      otherwise = bound.flow;
      continue;
    }
    parts.push(`${isFirst ? '' : 'else '}if(${bound.test})${bound.flow.js}`);
    isFirst = false;
  }
  if (otherwise) parts.push(isFirst ? otherwise.js : `else${otherwise.js}`);
  return flow(`${parts.join('')}`, completes || !otherwise);
}

/** A case's test (null for `when else`) and block. */
function bindCase(
  each: SwitchCase,
  value: Typed,
  seen: Set<string>,
  context: BodyContext,
): { test: string | null; flow: Flow } {
  if (each.kind === 'else') return { test: null, flow: bindBlock(each.body, context) };
  if (each.kind === 'values') {
    const tests = each.values.map((one) => {
      const constant = caseValue(one, value, context);
      if (seen.has(constant) && !isUnknown(value.type))
        context.report(one.at, duplicate(caseText(one)), 'duplicate-when');
      seen.add(constant);
      return `${value.js}===${constant}`;
    });
    return { test: tests.join('||'), flow: bindBlock(each.body, context) };
  }
  const type = context.type(each.type);
  return context.scoped(() => {
    context.declareLocal(each.nameAt, each.name, type, { nonNull: true });
    const body = bindBlock(each.body, context);
    const test = isUnknown(type) ? 'false' : `$.isInstance(${value.js},${context.tables.type(type)})`;
    return { test, flow: { ...body, js: `{const ${localName(each.name)}=${value.js};${body.js.slice(1)}` } };
  });
}

/** A literal, or the bare name of an enum's constant. */
function caseValue(expression: Expression, value: Typed, context: BodyContext): string {
  if (expression.kind === 'name' && value.type.kind === 'enum') {
    const member = context.resolver.findField(value.type, expression.name);
    if (member) return readStatic(member, context, expression.at).js;
  }
  // Of what enum it is, nobody can tell.
  if (isUnknown(value.type) && expression.kind === 'name') return 'null';
  const problem = isUnknown(value.type) ? null : caseProblem(expression, value.type, context);
  if (problem !== null) {
    context.report(expression.at, problem, 'when-clause');
    return 'null';
  }
  const bound = bindExpression(expression, context);
  if (isUnknown(value.type) || value.type.kind === 'sobject') return bound.js;
  const mismatch = `${bound.type.displayName} value in when expression cannot be implicitly converted to the ${value.type.displayName} type in switch expression`;
  return coerce(bound, value.type, context, expression.at, mismatch).js;
}
