/**
 * Reads JSON text token by token, in the strictness and with the error wording of the platform (whose parser is
 * Jackson: https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Json.htm).
 */

export type TokenKind =
  | 'START_OBJECT'
  | 'END_OBJECT'
  | 'START_ARRAY'
  | 'END_ARRAY'
  | 'FIELD_NAME'
  | 'VALUE_STRING'
  | 'VALUE_NUMBER_INT'
  | 'VALUE_NUMBER_FLOAT'
  | 'VALUE_TRUE'
  | 'VALUE_FALSE'
  | 'VALUE_NULL';

export interface JsonToken {
  readonly kind: TokenKind;
  /** Unescaped text of names and strings, the digits of numbers, otherwise the token as written. */
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** What is wrong in a JSON text, worded as the platform words it. */
export class JsonTextError extends Error {}

/** How a position is told: `JSON.deserialize…` and `JSONParser` differ. */
export type PositionStyle = (line: number, column: number) => string;

export const inputLocation: PositionStyle = (line, column) => `at input location [${line},${column}]`;
export const parserLocation: PositionStyle = (line, column) => `at [line:${line}, column:${column}]`;

interface Frame {
  readonly kind: 'object' | 'array';
  /** Entries begun so far. */
  count: number;
  /** A name was read, its value was not. */
  awaitsValue: boolean;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};
const NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y;
const WORD = /[A-Za-z_$][\w$]*/y;
const EXPECTED_VALUE = "expected a valid value (number, String, array, object, 'true', 'false' or 'null')";

/** A pull parser: {@link next} answers one token after another and null at the end of the text. */
export class JsonScanner {
  private position = 0;
  private line = 1;
  private lineStart = 0;
  private readonly frames: Frame[] = [];
  private rootRead = false;

  constructor(
    private readonly text: string,
    private readonly locate: PositionStyle = inputLocation,
  ) {}

  /** How many objects and arrays are open. */
  get depth(): number {
    return this.frames.length;
  }

  /** Whether nothing but space is left. */
  get isAtEnd(): boolean {
    this.skipSpace();
    return this.position >= this.text.length;
  }

  /** @throws JsonTextError when the text is not JSON. */
  next(): JsonToken | null {
    this.skipSpace();
    const frame = this.frames.at(-1);
    if (!frame) return this.nextAtRoot();
    if (this.position >= this.text.length) {
      const where = frame.awaitsValue
        ? 'was expecting a value'
        : `expected close marker for ${frame.kind.toUpperCase()}`;
      throw this.error(`Unexpected end-of-input: ${where}`);
    }
    return frame.kind === 'object' ? this.nextInObject(frame) : this.nextInArray(frame);
  }

  /** What a wrong value is reported with, at the place the scanner stands. */
  error(message: string): JsonTextError {
    return new JsonTextError(`${message} ${this.locate(this.line, this.position - this.lineStart + 1)}`);
  }

  private nextAtRoot(): JsonToken | null {
    if (this.position >= this.text.length) return null;
    // Like the platform's parser, more than one root value is only looked at when it is asked for.
    if (this.rootRead && this.text[this.position] === ',') throw this.unexpected(EXPECTED_VALUE);
    this.rootRead = true;
    return this.value();
  }

  private nextInObject(frame: Frame): JsonToken {
    if (frame.awaitsValue) {
      frame.awaitsValue = false;
      return this.value();
    }
    if (this.text[this.position] === '}') return this.close('END_OBJECT', '}');
    if (frame.count > 0) this.comma('OBJECT');
    if (this.text[this.position] !== '"') throw this.unexpected('was expecting double-quote to start field name');
    const name = this.string('FIELD_NAME');
    this.skipSpace();
    if (this.text[this.position] !== ':') {
      throw this.unexpected('was expecting a colon to separate field name and value');
    }
    this.position++;
    frame.count++;
    frame.awaitsValue = true;
    return name;
  }

  private nextInArray(frame: Frame): JsonToken {
    if (this.text[this.position] === ']') return this.close('END_ARRAY', ']');
    if (frame.count > 0) this.comma('ARRAY');
    frame.count++;
    return this.value();
  }

  private comma(inside: 'OBJECT' | 'ARRAY'): void {
    if (this.text[this.position] !== ',') throw this.unexpected(`was expecting comma to separate ${inside} entries`);
    this.position++;
    this.skipSpace();
    if (this.position >= this.text.length) {
      throw this.error(`Unexpected end-of-input: expected close marker for ${inside}`);
    }
  }

  private close(kind: 'END_OBJECT' | 'END_ARRAY', text: string): JsonToken {
    const token = this.token(kind, text);
    this.position++;
    this.frames.pop();
    return token;
  }

  private value(): JsonToken {
    const character = this.text[this.position];
    if (character === '{') return this.open('START_OBJECT', '{', 'object');
    if (character === '[') return this.open('START_ARRAY', '[', 'array');
    if (character === '"') return this.string('VALUE_STRING');
    if (character !== undefined && /[-0-9]/.test(character)) return this.number();
    return this.word();
  }

  private open(kind: 'START_OBJECT' | 'START_ARRAY', text: string, frame: 'object' | 'array'): JsonToken {
    const token = this.token(kind, text);
    this.position++;
    this.frames.push({ kind: frame, count: 0, awaitsValue: false });
    return token;
  }

  private string(kind: 'FIELD_NAME' | 'VALUE_STRING'): JsonToken {
    const start = this.token(kind, '');
    let text = '';
    this.position++;
    for (;;) {
      const character = this.text[this.position];
      if (character === undefined) {
        throw this.error(
          kind === 'FIELD_NAME'
            ? 'Unexpected end-of-input in field name'
            : 'Unexpected end-of-input: was expecting closing quote for a string value',
        );
      }
      if (character === '"') break;
      if (character < ' ') {
        throw this.error(
          `Illegal unquoted character ((CTRL-CHAR, code ${character.charCodeAt(0)})): has to be escaped using backslash to be included in ${kind === 'FIELD_NAME' ? 'name' : 'string value'}`,
        );
      }
      text += character === '\\' ? this.escape() : this.run();
      this.position++;
    }
    this.position++;
    return { ...start, text };
  }

  /** Plain characters up to the next special one; leaves the position on the last of them. */
  private run(): string {
    const start = this.position;
    while (this.position < this.text.length && !isSpecial(this.text.charCodeAt(this.position))) this.position++;
    return this.text.slice(start, this.position--);
  }

  /** Stands on the backslash; leaves the position on the last character of the escape. */
  private escape(): string {
    const letter = this.text[++this.position];
    if (letter === 'u') {
      const hex = this.text.slice(this.position + 1, this.position + 5);
      if (!/^[0-9a-fA-F]{4}$/.test(hex)) {
        throw this.error('Unexpected character: expected a hex-digit for character escape sequence');
      }
      this.position += 4;
      return String.fromCharCode(Number.parseInt(hex, 16));
    }
    const escaped = letter === undefined ? undefined : ESCAPES[letter];
    if (escaped === undefined) {
      throw this.error(`Unrecognized character escape ${describe(letter ?? '')}`);
    }
    return escaped;
  }

  private number(): JsonToken {
    NUMBER.lastIndex = this.position;
    const match = NUMBER.exec(this.text);
    if (!match) throw this.unexpected('expected digit (0-9) to follow minus sign, for valid numeric value');
    const isFloat = match[1] !== undefined || match[2] !== undefined;
    const token = this.token(isFloat ? 'VALUE_NUMBER_FLOAT' : 'VALUE_NUMBER_INT', match[0]);
    this.position += match[0].length;
    const after = this.text[this.position];
    if (after !== undefined && /[0-9]/.test(after))
      throw this.error('Invalid numeric value: Leading zeroes not allowed');
    if (after === '.') throw this.error('Unexpected character: Decimal point not followed by a digit');
    return token;
  }

  private word(): JsonToken {
    WORD.lastIndex = this.position;
    const word = WORD.exec(this.text)?.[0];
    const kind =
      word === 'true' ? 'VALUE_TRUE' : word === 'false' ? 'VALUE_FALSE' : word === 'null' ? 'VALUE_NULL' : null;
    if (kind && word) {
      const token = this.token(kind, word);
      this.position += word.length;
      return token;
    }
    if (word && /^[tfn]/.test(word)) {
      throw this.error(`Unrecognized token '${word}': was expecting 'null', 'true', 'false' or NaN`);
    }
    throw this.unexpected(EXPECTED_VALUE);
  }

  private unexpected(expectation: string): JsonTextError {
    const character = this.text[this.position] ?? '';
    this.position++;
    return this.error(`Unexpected character (${describe(character)}): ${expectation}`);
  }

  private token(kind: TokenKind, text: string): JsonToken {
    return { kind, text, line: this.line, column: this.position - this.lineStart + 1 };
  }

  private skipSpace(): void {
    for (; this.position < this.text.length; this.position++) {
      const character = this.text[this.position];
      if (character === '\n') {
        this.line++;
        this.lineStart = this.position + 1;
      } else if (character !== ' ' && character !== '\t' && character !== '\r') return;
    }
  }
}

/** Quote, backslash or control character: what cannot stand in a string as it is. */
export function isSpecial(code: number): boolean {
  return code < 0x20 || code === 0x22 || code === 0x5c;
}

function describe(character: string): string {
  return `'${character}' (code ${character.charCodeAt(0)})`;
}
