/**
 * Lays statements out as Prettier does with its Apex plugin, so that what is generated is already formatted: on one line
 * where that is short enough, else what stands in brackets an item a line, outermost first.
 */

const WIDTH = 120;
const INDENT = '    ';

/** An expression: text that stays on one line, or what can be laid out over several. */
export type Code = string | Brackets | Chain;

/** `head(items)`, `head{ items }`. */
export interface Brackets {
  readonly kind: 'brackets';
  readonly head: string;
  readonly items: readonly Code[];
  readonly braces: boolean;
  /** Between items: a comma, but for annotations. */
  readonly separator: ',' | '';
  /** What follows the closing bracket. */
  readonly after: string;
}

/** `new Client(endpoint).method(id)`: calls of what calls answer. */
export interface Chain {
  readonly kind: 'chain';
  readonly first: Brackets;
  readonly links: readonly Brackets[];
}

/** A call, a constructor, a declaration with parameters. @param after what follows the closing bracket */
export function called(head: string, items: readonly Code[], after = ''): Brackets {
  return { kind: 'brackets', head, items, braces: false, separator: ',', after };
}

/** A collection and what is in it. */
export function filled(head: string, items: readonly Code[]): Code {
  return items.length ? { kind: 'brackets', head, items, braces: true, separator: ',', after: '' } : called(head, []);
}

/** An annotation and its parameters. */
export function annotated(head: string, items: readonly string[]): Brackets {
  return { kind: 'brackets', head, items, braces: false, separator: '', after: '' };
}

/** Calls one after the other. */
export function chained(first: Brackets, ...links: readonly Brackets[]): Chain {
  return { kind: 'chain', first, links };
}

/** The expression on one line. */
export function flat(code: Code): string {
  if (typeof code === 'string') return code;
  if (code.kind === 'chain') return [code.first, ...code.links].map(flat).join('.');
  const items = code.items.map(flat).join(`${code.separator} `);
  return `${code.head}${code.braces ? `{ ${items} }` : `(${items})`}${code.after}`;
}

/** A statement: `before`, the expression, `after`. */
export function statement(indent: string, before: string, code: Code, after = ';'): string[] {
  const line = `${indent}${before}${flat(code)}${after}`;
  if (line.length <= WIDTH || typeof code === 'string') return [line];
  return code.kind === 'brackets' ? opened(indent, before, code, after) : linked(indent, before, code, after);
}

/** A statement that is a call. */
export function call(indent: string, head: string, items: readonly Code[], after: string): string[] {
  return statement(indent, '', called(head, items), after);
}

/** A statement that takes one of two values. */
export function choice(indent: string, before: string, condition: string, yes: string, no: string): string[] {
  const line = `${indent}${before}${condition} ? ${yes} : ${no};`;
  if (line.length <= WIDTH) return [line];
  const deeper = `${indent}${INDENT}`;
  return [`${indent}${before}${condition}`, `${deeper}? ${yes}`, `${deeper}: ${no};`];
}

function opened(indent: string, before: string, code: Brackets, after: string, inside = indent): string[] {
  const { head, items, braces, separator } = code;
  if (items.length === 0) return [`${indent}${before}${flat(code)}${after}`];
  return [
    `${indent}${before}${head}${braces ? '{' : '('}`,
    ...items.flatMap((item, index) =>
      statement(`${inside}${INDENT}`, '', item, index < items.length - 1 ? separator : ''),
    ),
    `${inside}${braces ? '}' : ')'}${code.after}${after}`,
  ];
}

function linked(indent: string, before: string, { first, links }: Chain, after: string): string[] {
  const start = `${indent}${before}${flat(first)}`;
  const deeper = `${indent}${INDENT}`;
  return [
    ...(start.length <= WIDTH ? [start] : opened(indent, before, first, '', deeper)),
    ...links.flatMap((link, index) => statement(deeper, '.', link, index < links.length - 1 ? '' : after)),
  ];
}
