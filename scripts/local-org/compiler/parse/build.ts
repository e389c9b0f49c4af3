/**
 * What the tree builders share: positions, problems, names and types.
 */
import type {
  ApexParserRuleContext,
  ApexTerminalNode,
  ApexToken,
  IdContext,
  QualifiedNameContext,
  TypeListContext,
  TypeRefContext,
} from '@apexdevtools/apex-parser';
import type { Expression, Position, TypeRef } from '../ast';
import { type Wording, unexpectedToken } from './errors';
import { checkSpelling } from './names';

/** Longer chains of operators or calls are refused, so that every later stage may use recursion. */
export const LONGEST_CHAIN = 1500;
export const TOO_LONG = 'Expression is too long, please split this expression into multiple statements';

/** A problem before the file is known. */
export interface PlacedProblem {
  readonly at: Position;
  readonly message: string;
  /** The feature's name, if all that is wrong is that the local org does not carry it. */
  readonly unsupported?: string;
}

/** Gathers what is wrong with a unit while its tree is built. */
export class Build {
  readonly problems: PlacedProblem[] = [];
  /** Binds of the query under construction, in the order they stand in the text. */
  binds: Expression[] = [];

  /** @param firstLineShift columns to take off in line 1, where the text was wrapped to suit the grammar */
  constructor(
    private readonly wording: Wording = 'apex',
    private readonly firstLineShift = 0,
  ) {}

  /** Position of a token, counted from 1 (the parser counts columns from 0). */
  token(token: ApexToken): Position {
    const shift = token.line === 1 ? this.firstLineShift : 0;
    return { line: token.line, column: token.column + 1 - shift };
  }

  /** Position of the first token of a rule. */
  at(context: ApexParserRuleContext): Position {
    return this.token(context.start);
  }

  problem(at: Position, message: string): void {
    this.problems.push({ at, message });
  }

  /** Refuses a token the grammar lets through. */
  unexpected(at: Position, text: string): void {
    this.problem(at, unexpectedToken(this.wording, text));
  }

  /** Refuses an expression; something harmless stands in for it. */
  tooLong(at: Position): Expression {
    this.problem(at, TOO_LONG);
    return { kind: 'literal', at, literal: { type: 'null' } };
  }

  /** What the grammar reads but the local org does not carry. */
  unsupported(at: Position, feature: string): void {
    this.problems.push({ at, message: `not supported by the local org: ${feature}`, unsupported: feature });
  }
}

/** Text of a rule that is one token (`id`, `anyId`). */
export function word(context: ApexParserRuleContext): string {
  return context.start.text;
}

/** An identifier at a place where any spelling the language allows will do. */
export function nameOf(build: Build, context: IdContext): string {
  const name = word(context);
  const message = checkSpelling(name);
  if (message !== null) build.problem(build.at(context), message);
  return name;
}

export function qualifiedName(context: QualifiedNameContext): string[] {
  return context.id_list().map(word);
}

/** `List<String>`, `Outer.Inner`, and `String[]` as `List<String>`. */
export function typeRef(build: Build, context: TypeRefContext): TypeRef {
  const at = build.at(context);
  const parts = context.typeName_list();
  const last = parts[parts.length - 1];
  let type: TypeRef = {
    at,
    name: parts.map((part) => part.start.text),
    typeArguments: typeArguments(build, last?.typeArguments()?.typeList() ?? null),
  };
  for (let i = context.arraySubscripts().LBRACK_list().length; i > 0; i--) type = listOf(type);
  return type;
}

export function listOf(type: TypeRef): TypeRef {
  return { at: type.at, name: ['List'], typeArguments: [type] };
}

export function typeArguments(build: Build, context: TypeListContext | null): TypeRef[] {
  return context === null ? [] : context.typeRef_list().map((each) => typeRef(build, each));
}

export function qualifiedType(build: Build, context: QualifiedNameContext): TypeRef {
  return { at: build.at(context), name: qualifiedName(context), typeArguments: [] };
}

/** The generated accessors answer null for what is absent although their types do not say so. */
export function present<T extends ApexParserRuleContext | ApexTerminalNode>(node: T | null | undefined): node is T {
  return node !== null && node !== undefined;
}
