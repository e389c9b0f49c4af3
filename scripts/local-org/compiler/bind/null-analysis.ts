/**
 * Which local variables of a body can never hold null: those that only ever get numbers, conditions and the like that
 * are certain. Their uses need no check, which is what makes counting loops fast.
 *
 * Names count, not variables: two variables of one name in different blocks must both qualify.
 */
import type { Block, Expression, Statement } from '../ast';

/** Names, in lower case, of locals that never hold null. */
export function nonNullLocals(body: Block): ReadonlySet<string> {
  const survey = new Survey();
  survey.statement(body);
  return survey.certain();
}

/** Types whose literals and operators give values that are never null. */
const SCALARS: ReadonlySet<string> = new Set(['integer', 'long', 'boolean', 'decimal', 'double', 'string']);

class Survey {
  /** What each declared name is ever set to; null where that may be anything. */
  private readonly assigned = new Map<string, (Expression | null)[]>();

  /** Names all of whose values are certain. */
  certain(): ReadonlySet<string> {
    const names = [...this.assigned].filter(([, values]) => values.every((each) => each !== null && isCertain(each)));
    return new Set(names.map(([name]) => name));
  }

  private assign(name: string, value: Expression | null): void {
    const key = name.toLowerCase();
    const values = this.assigned.get(key);
    if (values) values.push(value);
    else this.assigned.set(key, [value]);
  }

  statement(statement: Statement | null): void {
    if (!statement) return;
    switch (statement.kind) {
      case 'block':
        statement.statements.forEach((each) => this.statement(each));
        break;
      case 'variables': {
        const isScalar = statement.type.name.length === 1 && SCALARS.has(statement.type.name[0]?.toLowerCase() ?? '');
        for (const each of statement.variables) {
          this.assign(each.name, isScalar ? each.initializer : null);
          this.expression(each.initializer);
        }
        break;
      }
      case 'expression':
        this.expression(statement.expression);
        break;
      case 'if':
        this.expression(statement.condition);
        this.statement(statement.then);
        this.statement(statement.otherwise);
        break;
      case 'for':
        if (statement.init && 'kind' in statement.init) this.statement(statement.init);
        else statement.init?.forEach((each) => this.expression(each));
        this.expression(statement.condition);
        statement.update.forEach((each) => this.expression(each));
        this.statement(statement.body);
        break;
      case 'forEach':
        this.assign(statement.name, null);
        this.expression(statement.iterable);
        this.statement(statement.body);
        break;
      case 'while':
      case 'doWhile':
        this.expression(statement.condition);
        this.statement(statement.body);
        break;
      case 'try':
        this.statement(statement.body);
        for (const each of statement.catches) {
          this.assign(each.name, null);
          this.statement(each.body);
        }
        this.statement(statement.finally);
        break;
      case 'return':
      case 'throw':
        this.expression(statement.value);
        break;
      case 'switch':
        this.expression(statement.value);
        for (const each of statement.cases) {
          if (each.kind === 'type') this.assign(each.name, null);
          this.statement(each.body);
        }
        break;
      case 'dml':
        this.expression(statement.value);
        break;
      case 'runAs':
        statement.arguments.forEach((each) => this.expression(each));
        this.statement(statement.body);
        break;
      default:
    }
  }

  /** Finds assignments anywhere inside an expression. */
  private expression(expression: Expression | null): void {
    if (!expression) return;
    for (const each of parts(expression)) this.expression(each);
    if (expression.kind === 'assign' && expression.target.kind === 'name')
      this.assign(expression.target.name, expression.operator === '=' ? expression.value : CERTAIN);
  }
}

/** Stands for a result that is never null: `a += b` yields one or throws. */
const CERTAIN: Expression = { kind: 'literal', at: { line: 0, column: 0 }, literal: { type: 'boolean', value: true } };

function isCertain(expression: Expression): boolean {
  switch (expression.kind) {
    case 'literal':
      return expression.literal.type !== 'null';
    case 'binary':
      return expression.operator !== '??' || isCertain(expression.right);
    case 'unary':
    case 'instanceOf':
      return true;
    case 'ternary':
      return isCertain(expression.then) && isCertain(expression.otherwise);
    default:
      return false;
  }
}

/** The expressions directly inside one. Long chains of operators are flattened. */
function parts(expression: Expression): readonly (Expression | null)[] {
  switch (expression.kind) {
    case 'member':
      return [expression.target];
    case 'call':
      return [expression.target, ...expression.arguments];
    case 'index':
      return [expression.target, expression.index];
    case 'assign':
      return [expression.target, expression.value];
    case 'binary': {
      const operands: Expression[] = [];
      let current: Expression = expression;
      for (; current.kind === 'binary'; current = current.left) operands.push(current.right);
      return [...operands, current];
    }
    case 'unary':
    case 'postfix':
      return [expression.operand];
    case 'ternary':
      return [expression.condition, expression.then, expression.otherwise];
    case 'cast':
    case 'instanceOf':
      return [expression.value];
    case 'soql':
    case 'sosl':
      return expression.binds;
    case 'new':
      switch (expression.creation.form) {
        case 'arguments':
          return expression.creation.arguments;
        case 'named':
          return expression.creation.values.map((each) => each.value);
        case 'elements':
          return expression.creation.elements;
        case 'entries':
          return expression.creation.entries.flatMap((each) => [each.key, each.value]);
        case 'sized':
          return [expression.creation.size];
      }
      break;
    default:
  }
  return [];
}
