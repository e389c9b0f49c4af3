/**
 * Writes JSON text token by token, compact or in the layout of `JSON.serializePretty`: entries of an object a line
 * each, items of an array on one line (https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Json.htm).
 */
import { isSpecial, JsonTextError } from './scanner';

interface Frame {
  readonly kind: 'object' | 'array';
  count: number;
  named: boolean;
}

/** @throws JsonTextError from every write that does not fit where the text stands. */
export class JsonWriter {
  private readonly parts: string[] = [];
  private readonly frames: Frame[] = [];
  private isClosed = false;

  constructor(private readonly pretty: boolean) {}

  get closed(): boolean {
    return this.isClosed;
  }

  get text(): string {
    return this.parts.join('');
  }

  /** Closes what is open, as the platform's generator does. */
  close(): void {
    while (this.frames.length) {
      if (this.frames.at(-1)?.kind === 'object') this.endObject();
      else this.endArray();
    }
    this.isClosed = true;
  }

  startObject(): void {
    this.beforeValue('start an object');
    this.parts.push('{');
    this.frames.push({ kind: 'object', count: 0, named: false });
  }

  endObject(): void {
    this.end('object', '}');
  }

  startArray(): void {
    this.beforeValue('start an array');
    this.parts.push('[');
    this.frames.push({ kind: 'array', count: 0, named: false });
  }

  endArray(): void {
    this.end('array', ']');
  }

  name(name: string): void {
    const frame = this.frames.at(-1);
    if (this.isClosed || frame?.kind !== 'object' || frame.named) {
      throw new JsonTextError('Can not write a field name, expecting a value');
    }
    if (frame.count++) this.parts.push(',');
    if (this.pretty) this.parts.push('\n', '  '.repeat(this.objectDepth));
    this.parts.push(quote(name), this.pretty ? ' : ' : ':');
    frame.named = true;
  }

  string(text: string): void {
    this.beforeValue('write a string');
    this.parts.push(quote(text));
  }

  /** A number, `true`, `false` or `null`, as it is to stand. */
  literal(text: string): void {
    this.beforeValue(text === 'null' ? 'write a null' : `write ${/[tf]/.test(text) ? 'a boolean value' : 'a number'}`);
    this.parts.push(text);
  }

  /** Arrays stand on their line, so only objects indent. */
  private get objectDepth(): number {
    return this.frames.filter((frame) => frame.kind === 'object').length;
  }

  private beforeValue(attempt: string): void {
    if (this.isClosed) throw new JsonTextError(`Can not ${attempt}, the generator is closed`);
    const frame = this.frames.at(-1);
    if (!frame) return;
    if (frame.kind === 'object') {
      if (!frame.named) throw new JsonTextError(`Can not ${attempt}, expecting field name`);
      frame.named = false;
      return;
    }
    if (frame.count++) this.parts.push(',');
    if (this.pretty) this.parts.push(' ');
  }

  private end(kind: 'object' | 'array', closing: string): void {
    const frame = this.frames.at(-1);
    if (frame?.kind !== kind) {
      const actual = frame ? frame.kind.toUpperCase() : 'ROOT';
      throw new JsonTextError(`Current context not an ${kind.toUpperCase()} but ${actual}`);
    }
    if (frame.named) throw new JsonTextError('Can not end an object, expecting a value');
    this.frames.pop();
    if (this.pretty) {
      if (kind === 'array' || frame.count === 0) this.parts.push(' ');
      else this.parts.push('\n', '  '.repeat(this.objectDepth));
    }
    this.parts.push(closing);
  }
}

const NAMED_ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** A JSON string literal, escaped as the platform escapes: quotes, backslashes and control characters only. */
export function quote(text: string): string {
  let result = '"';
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (!isSpecial(code)) continue;
    const escape = NAMED_ESCAPES[text.charAt(at)] ?? `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`;
    result += text.slice(start, at) + escape;
    start = at + 1;
  }
  return `${result}${text.slice(start)}"`;
}
