/** Reads the text of library signatures: `static Map<String, Object> f(List<Id> ids, String[] names)`. */
import type { Visibility } from '../values/types';
import type { ParameterText, TypeText } from './declare';

export interface ParsedModifiers {
  readonly isStatic: boolean;
  readonly isFinal: boolean;
  readonly isVirtual: boolean;
  readonly isAbstract: boolean;
  readonly visibility: Visibility;
}

export interface ParsedMember {
  readonly kind: 'method' | 'constructor' | 'property';
  readonly name: string;
  /** Return type, or type of the property; for a constructor `void`. */
  readonly type: TypeText;
  readonly parameters: readonly ParameterText[];
  readonly modifiers: ParsedModifiers;
}

export interface ParsedTypeName {
  readonly qualifiedName: string;
  readonly namespace: string;
  readonly outer: string | null;
  readonly name: string;
  readonly typeParameters: readonly string[];
}

/** A signature nobody can read: a mistake in the library itself. */
export class SignatureError extends Error {
  override readonly name = 'SignatureError';
}

const MODIFIERS = new Set([
  'static',
  'final',
  'virtual',
  'abstract',
  'protected',
  'private',
  'public',
  'global',
  'override',
]);
const TOKEN = /\s*([A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*|[<>(),[\]])/y;

/** Reads the name a type is declared under: `System.Map<K, V>`, `Messaging.InboundEmail.Header`. */
export function parseTypeName(text: string): ParsedTypeName {
  const type = parseType(text);
  const parts = type.name.split('.');
  const name = parts.at(-1);
  if (parts.length < 2 || name === undefined)
    throw new SignatureError(`'${text}': a library type is declared with its namespace`);
  return {
    qualifiedName: type.name,
    namespace: parts[0] ?? '',
    outer: parts.length > 2 ? parts.slice(0, -1).join('.') : null,
    name,
    typeParameters: type.arguments.map((each) => each.name),
  };
}

/** Reads one type. */
export function parseType(text: string): TypeText {
  const reader = new Reader(text, text);
  const type = reader.type();
  reader.end();
  return type;
}

/** Reads the signature of a member of `owner` (named in errors alone). */
export function parseMemberSignature(text: string, owner: string): ParsedMember {
  const reader = new Reader(text, `${owner}: ${text}`);
  const words = new Set<string>();
  while (MODIFIERS.has(reader.peek())) words.add(reader.next());
  const modifiers: ParsedModifiers = {
    isStatic: words.has('static'),
    isFinal: words.has('final'),
    isVirtual: words.has('virtual'),
    isAbstract: words.has('abstract'),
    visibility: words.has('private') ? 'private' : words.has('protected') ? 'protected' : 'global',
  };
  if (reader.peek() === 'new') {
    const name = reader.next();
    const parameters = reader.parameters();
    reader.end();
    return { kind: 'constructor', name, type: { name: 'void', arguments: [] }, parameters, modifiers };
  }
  const type = reader.type();
  const name = reader.next();
  if (reader.peek() !== '(') {
    reader.end();
    return { kind: 'property', name, type, parameters: [], modifiers };
  }
  const parameters = reader.parameters();
  reader.end();
  return { kind: 'method', name, type, parameters, modifiers };
}

class Reader {
  private readonly tokens: string[] = [];
  private at = 0;

  constructor(
    text: string,
    private readonly where: string,
  ) {
    const token = new RegExp(TOKEN.source, 'y');
    const end = text.trimEnd().length;
    while (token.lastIndex < end) {
      const found = token.exec(text);
      if (!found?.[1]) throw new SignatureError(`cannot read '${where}'`);
      this.tokens.push(found[1]);
    }
  }

  peek(): string {
    return this.tokens[this.at] ?? '';
  }

  next(): string {
    const token = this.tokens[this.at++];
    if (token === undefined) throw new SignatureError(`'${this.where}' ends too early`);
    return token;
  }

  end(): void {
    if (this.at < this.tokens.length) throw new SignatureError(`'${this.where}': unexpected '${this.peek()}'`);
  }

  type(): TypeText {
    const name = this.next();
    if (!/^[A-Za-z_]/.test(name)) throw new SignatureError(`'${this.where}': a type cannot start with '${name}'`);
    const typeArguments: TypeText[] = [];
    if (this.peek() === '<') {
      do {
        this.next();
        typeArguments.push(this.type());
      } while (this.peek() === ',');
      this.expect('>');
    }
    let type: TypeText = { name, arguments: typeArguments };
    while (this.peek() === '[') {
      this.next();
      this.expect(']');
      type = { name: 'List', arguments: [type] };
    }
    return type;
  }

  parameters(): ParameterText[] {
    this.expect('(');
    const parameters: ParameterText[] = [];
    while (this.peek() !== ')') {
      if (parameters.length) this.expect(',');
      const type = this.type();
      parameters.push({ type, name: this.next() });
    }
    this.expect(')');
    return parameters;
  }

  private expect(token: string): void {
    const found = this.next();
    if (found !== token) throw new SignatureError(`'${this.where}': expected '${token}', found '${found}'`);
  }
}
