/**
 * Formulas of fields, default values and validation rules as trees.
 * https://help.salesforce.com/s/articleView?id=sf.customize_formuladef.htm
 */
import { Big, type BigDecimal } from 'bigdecimal.js';

export type BinaryOperator = '+' | '-' | '*' | '/' | '^' | '&' | '=' | '<>' | '<' | '<=' | '>' | '>=' | '&&' | '||';

export type Formula =
  | { readonly kind: 'literal'; readonly value: string | boolean | BigDecimal | null }
  /** `Account.Name`, `$User.Id` */
  | { readonly kind: 'field'; readonly path: readonly string[] }
  /** Name in upper case. */
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Formula[] }
  | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Formula; readonly right: Formula }
  | { readonly kind: 'unary'; readonly operator: '-' | 'not'; readonly operand: Formula };

/** A formula that cannot be read. */
export class FormulaError extends Error {}

interface Token {
  readonly kind: 'number' | 'text' | 'name' | 'sign' | 'end';
  readonly text: string;
}

const TOKENS =
  /\s+|\/\*[\s\S]*?\*\/|(?<number>\d+\.?\d*|\.\d+)|(?<text>"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*')|(?<name>\$?[A-Za-z_][\w]*(?:\s*\.\s*[A-Za-z_]\w*)*)|(?<sign>&&|\|\||<>|!=|==|<=|>=|[-+*/^&=<>!(),])/gy;

const OPERATORS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['=', '==', '<>', '!=', '<', '<=', '>', '>='],
  ['&'],
  ['+', '-'],
  ['*', '/'],
  ['^'],
];

const parsed = new Map<string, Formula>();

/** Reads a formula; the answer is kept. @throws FormulaError */
export function parseFormula(text: string): Formula {
  let formula = parsed.get(text);
  if (!formula) {
    formula = new FormulaParser(tokensOf(text), text).parse();
    parsed.set(text, formula);
  }
  return formula;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  TOKENS.lastIndex = 0;
  while (TOKENS.lastIndex < text.length) {
    const at = TOKENS.lastIndex;
    const match = TOKENS.exec(text);
    if (!match)
      throw new FormulaError(`Syntax error in formula at ${JSON.stringify(text.slice(at, at + 10))}: ${text}`);
    for (const kind of ['number', 'text', 'name', 'sign'] as const) {
      const found = match.groups?.[kind];
      if (found !== undefined) tokens.push({ kind, text: found });
    }
  }
  return tokens;
}

class FormulaParser {
  private place = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly text: string,
  ) {}

  parse(): Formula {
    const formula = this.binary(0);
    if (this.next.kind !== 'end') throw this.unexpected();
    return formula;
  }

  private get next(): Token {
    return this.tokens[this.place] ?? { kind: 'end', text: '' };
  }

  private take(): Token {
    const token = this.next;
    this.place += 1;
    return token;
  }

  private takeSign(sign: string): boolean {
    const found = this.next.kind === 'sign' && this.next.text === sign;
    if (found) this.place += 1;
    return found;
  }

  private binary(level: number): Formula {
    const signs = OPERATORS[level];
    if (!signs) return this.unary();
    let left = this.binary(level + 1);
    while (this.next.kind === 'sign' && signs.includes(this.next.text)) {
      const sign = this.take().text;
      left = { kind: 'binary', operator: operatorOf(sign), left, right: this.binary(level + 1) };
    }
    return left;
  }

  private unary(): Formula {
    if (this.takeSign('-')) return { kind: 'unary', operator: '-', operand: this.unary() };
    if (this.takeSign('+')) return this.unary();
    if (this.takeSign('!')) return { kind: 'unary', operator: 'not', operand: this.unary() };
    return this.primary();
  }

  private primary(): Formula {
    if (this.takeSign('(')) {
      const inner = this.binary(0);
      if (!this.takeSign(')')) throw this.unexpected();
      return inner;
    }
    const token = this.take();
    if (token.kind === 'number') return { kind: 'literal', value: Big(token.text) };
    if (token.kind === 'text') return { kind: 'literal', value: unquoted(token.text) };
    if (token.kind !== 'name') throw this.unexpected();
    if (this.takeSign('(')) return { kind: 'call', name: token.text.toUpperCase(), arguments: this.arguments() };
    const constant = { TRUE: true, FALSE: false, NULL: null }[token.text.toUpperCase()];
    if (constant !== undefined) return { kind: 'literal', value: constant };
    return { kind: 'field', path: token.text.split('.').map((part) => part.trim()) };
  }

  private arguments(): Formula[] {
    const all: Formula[] = [];
    if (this.takeSign(')')) return all;
    do all.push(this.binary(0));
    while (this.takeSign(','));
    if (!this.takeSign(')')) throw this.unexpected();
    return all;
  }

  private unexpected(): FormulaError {
    const found = this.next.kind === 'end' ? 'end of formula' : `'${this.next.text}'`;
    return new FormulaError(`Syntax error in formula: unexpected ${found}: ${this.text}`);
  }
}

function operatorOf(sign: string): BinaryOperator {
  if (sign === '==') return '=';
  return sign === '!=' ? '<>' : (sign as BinaryOperator);
}

function unquoted(text: string): string {
  return text.slice(1, -1).replace(/\\([\s\S])/g, (_, sign: string) => ({ n: '\n', r: '\r', t: '\t' })[sign] ?? sign);
}

/** The paths a formula reads. */
export function pathsOf(formula: Formula): readonly (readonly string[])[] {
  switch (formula.kind) {
    case 'literal':
      return [];
    case 'field':
      return [formula.path];
    case 'call':
      return formula.arguments.flatMap(pathsOf);
    case 'binary':
      return [...pathsOf(formula.left), ...pathsOf(formula.right)];
    case 'unary':
      return pathsOf(formula.operand);
  }
}
