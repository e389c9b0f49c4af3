/**
 * What statements cost in steps, the local org's measure of CPU time: each statement one, and one more for each call
 * and creation in it. How long a step takes is the meter's business.
 */
import type { Expression, Statement } from '../ast';

/** Steps of a statement itself; the statements inside it pay for themselves. */
export function stepsOf(statement: Statement): number {
  switch (statement.kind) {
    case 'block':
      return 0;
    case 'variables':
      return statement.variables.reduce((sum, each) => sum + 1 + of(each.initializer), 0);
    case 'expression':
      return 1 + of(statement.expression);
    case 'if':
      return 1 + of(statement.condition);
    case 'forEach':
      return 1 + of(statement.iterable);
    case 'return':
      return 1 + of(statement.value);
    case 'throw':
      return 1 + of(statement.value);
    case 'switch':
      return 1 + of(statement.value) + statement.cases.length;
    case 'dml':
      return 1 + of(statement.value);
    default:
      return 1;
  }
}

/** Steps of one turn of a loop, apart from its body. */
export function stepsOfTurn(expressions: readonly (Expression | null)[]): number {
  return 1 + expressions.reduce((sum, each) => sum + of(each), 0);
}

function of(expression: Expression | null): number {
  if (!expression) return 0;
  switch (expression.kind) {
    case 'call':
      return 1 + of(expression.target) + all(expression.arguments);
    case 'member':
      return of(expression.target);
    case 'index':
      return of(expression.target) + of(expression.index);
    case 'assign':
      return of(expression.value);
    case 'binary':
      return chain(expression);
    case 'ternary':
      return of(expression.condition) + of(expression.then) + of(expression.otherwise);
    case 'cast':
    case 'instanceOf':
      return of(expression.value);
    case 'unary':
    case 'postfix':
      return of(expression.operand);
    case 'new':
      return 1 + creation(expression.creation);
    case 'soql':
    case 'sosl':
      return 10;
    default:
      return 0;
  }
}

/** Long chains of operators are walked, not recursed. */
function chain(expression: Expression): number {
  let steps = 0;
  let current = expression;
  while (current.kind === 'binary') {
    steps += of(current.right);
    current = current.left;
  }
  return steps + of(current);
}

function creation(how: Extract<Expression, { kind: 'new' }>['creation']): number {
  switch (how.form) {
    case 'arguments':
      return all(how.arguments);
    case 'named':
      return all(how.values.map((each) => each.value));
    case 'elements':
      return all(how.elements);
    case 'entries':
      return all(how.entries.flatMap((each) => [each.key, each.value]));
    case 'sized':
      return of(how.size);
  }
}

function all(expressions: readonly Expression[]): number {
  return expressions.reduce((sum, each) => sum + of(each), 0);
}
