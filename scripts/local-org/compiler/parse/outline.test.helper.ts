/**
 * Syntax trees in one line, so that tests can say what a text means: `(- a (* b c))`.
 */
import type { Expression, LiteralExpression, NewExpression, Statement, TypeRef } from '../ast';
import { parseAnonymous } from '../parse';

/** The statements of anonymous Apex; throws with the problems if there are any. */
export function statementsOf(text: string): readonly Statement[] {
  const { unit, problems } = parseAnonymous(text);
  if (unit === null) throw new Error(problems.map((problem) => problem.message).join('; '));
  return unit.body.statements;
}

/** An expression as Apex source, as an outline. */
export function outlineOf(text: string): string {
  const [statement] = statementsOf(`x = ${text};`);
  if (statement?.kind !== 'expression' || statement.expression.kind !== 'assign') throw new Error('no expression');
  return outline(statement.expression.value);
}

/** The problems of anonymous Apex as `line:column message`. */
export function problemsOf(text: string): string[] {
  return parseAnonymous(text).problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

export function typeText(type: TypeRef): string {
  const args = type.typeArguments.map(typeText).join(', ');
  return type.name.join('.') + (args === '' ? '' : `<${args}>`);
}

export function outline(node: Expression): string {
  switch (node.kind) {
    case 'literal':
      return literal(node);
    case 'name':
      return node.name;
    case 'this':
    case 'super':
      return node.kind;
    case 'member':
      return `${outline(node.target)}${node.safe ? '?.' : '.'}${node.name}`;
    case 'call': {
      const target = node.target === null ? '' : `${outline(node.target)}${node.safe ? '?.' : '.'}`;
      return `${target}${node.name}(${node.arguments.map(outline).join(', ')})`;
    }
    case 'index':
      return `${outline(node.target)}[${outline(node.index)}]`;
    case 'new':
      return `(new ${typeText(node.type)} ${creation(node.creation)})`;
    case 'assign':
    case 'binary': {
      const [left, right] = node.kind === 'assign' ? [node.target, node.value] : [node.left, node.right];
      return `(${node.operator} ${outline(left)} ${outline(right)})`;
    }
    case 'unary':
      return `(${node.operator} ${outline(node.operand)})`;
    case 'postfix':
      return `(post${node.operator} ${outline(node.operand)})`;
    case 'ternary':
      return `(? ${outline(node.condition)} ${outline(node.then)} ${outline(node.otherwise)})`;
    case 'cast':
      return `(cast ${typeText(node.type)} ${outline(node.value)})`;
    case 'instanceOf':
      return `(instanceof ${outline(node.value)} ${typeText(node.type)})`;
    case 'typeLiteral':
      return `${typeText(node.type)}.class`;
    case 'soql':
    case 'sosl':
      return `[${node.kind} ${node.binds.map(outline).join(', ')}]`;
  }
}

function literal({ literal: value }: LiteralExpression): string {
  switch (value.type) {
    case 'null':
      return 'null';
    case 'string':
      return JSON.stringify(value.value);
    case 'boolean':
      return String(value.value);
    default:
      return `${value.type}:${value.text}`;
  }
}

function creation(value: NewExpression['creation']): string {
  switch (value.form) {
    case 'arguments':
      return `(${value.arguments.map(outline).join(', ')})`;
    case 'named':
      return `(${value.values.map((each) => `${each.name}=${outline(each.value)}`).join(', ')})`;
    case 'elements':
      return `{${value.elements.map(outline).join(', ')}}`;
    case 'entries':
      return `{${value.entries.map((each) => `${outline(each.key)}=>${outline(each.value)}`).join(', ')}}=>`;
    case 'sized':
      return `[${outline(value.size)}]`;
  }
}
