import { ApexBlob } from '../../values/blob';
import type { TypeValue } from '../../values/type-value';
import { libraryClass, libraryEnum } from '../declare';
import { enumValue } from '../enums';
import { PlatformObject } from '../platform-object';
import { deserialize } from './deserialize';
import { scalarValue } from './scalars';
import { JsonScanner, JsonTextError, parserLocation, type JsonToken } from './scanner';
import { jsonException } from './serialize';
import { readNode, type JsonNode } from './tree';
import type { Value } from '../../values/value';

/** A `System.JSONParser`. */
export class JsonParser extends PlatformObject {
  protected readonly typeName = 'System.JSONParser';
  token: JsonToken | null = null;
  lastCleared: JsonToken | null = null;
  private readonly scanner: JsonScanner;
  /** Names of the open objects' entries, innermost last; null where none was read. */
  private readonly names: (string | null)[] = [null];

  constructor(text: string) {
    super();
    this.scanner = new JsonScanner(text, parserLocation);
  }

  next(): JsonToken | null {
    try {
      this.token = this.scanner.next();
    } catch (error) {
      if (error instanceof JsonTextError) throw jsonException(error.message);
      throw error;
    }
    if (this.token?.kind === 'FIELD_NAME') this.names[this.names.length - 1] = this.token.text;
    else if (this.token && isStart(this.token)) this.names.push(null);
    else if (this.token && isEnd(this.token)) this.names.pop();
    return this.token;
  }

  /** Of a start marker, the name it is the value of. */
  get currentName(): string | null {
    const level = this.token && isStart(this.token) ? -2 : -1;
    return this.names.at(level) ?? null;
  }

  skipChildren(): void {
    if (!this.token || !isStart(this.token)) return;
    const depth = this.scanner.depth;
    while (this.scanner.depth >= depth && this.next());
  }

  /** The value that begins at the current token, all of it. */
  node(): JsonNode {
    const start = this.token?.kind === 'FIELD_NAME' || !this.token ? this.next() : this.token;
    if (!start) throw jsonException('No content to map to Object due to end of input');
    return readNode(() => this.next() ?? unexpectedEnd(), start);
  }

  scalar(typeName: string): Value {
    const { token } = this;
    if (!token) throw jsonException('Illegal value for primitive');
    if (isStart(token) || isEnd(token)) throw jsonException(`Current token (${token.kind}) is not a value`);
    return scalarValue(readNode(unexpectedEnd, token), typeName);
  }
}

const isStart = (token: JsonToken): boolean => token.kind === 'START_OBJECT' || token.kind === 'START_ARRAY';
const isEnd = (token: JsonToken): boolean => token.kind === 'END_OBJECT' || token.kind === 'END_ARRAY';

function unexpectedEnd(): never {
  throw jsonException('Unexpected end-of-input');
}

function tokenEnum(token: JsonToken | null): Value {
  return token && enumValue('System.JSONToken', token.kind);
}

/** `System.JSONParser`. */
export const jsonParserClass = libraryClass(
  'System.JSONParser',
  {
    'void clearCurrentToken()': (self: JsonParser) => {
      self.lastCleared = self.token;
      self.token = null;
    },
    'Blob getBlobValue()': (self: JsonParser) => new ApexBlob(Buffer.from(self.token?.text ?? '', 'base64')),
    'Boolean getBooleanValue()': (self: JsonParser) => self.scalar('boolean'),
    'String getCurrentName()': (self: JsonParser) => self.currentName,
    'System.JSONToken getCurrentToken()': (self: JsonParser) => tokenEnum(self.token),
    'Datetime getDatetimeValue()': (self: JsonParser) => self.scalar('datetime'),
    'Date getDateValue()': (self: JsonParser) => self.scalar('date'),
    'Decimal getDecimalValue()': (self: JsonParser) => self.scalar('decimal'),
    'Double getDoubleValue()': (self: JsonParser) => self.scalar('double'),
    'Id getIdValue()': (self: JsonParser) => self.scalar('id'),
    'Integer getIntegerValue()': (self: JsonParser) => self.scalar('integer'),
    'System.JSONToken getLastClearedToken()': (self: JsonParser) => tokenEnum(self.lastCleared),
    'Long getLongValue()': (self: JsonParser) => self.scalar('long'),
    'String getText()': (self: JsonParser) => self.token?.text ?? null,
    'Time getTimeValue()': (self: JsonParser) => self.scalar('time'),
    'Boolean hasCurrentToken()': (self: JsonParser) => self.token !== null,
    'System.JSONToken nextToken()': (self: JsonParser) => tokenEnum(self.next()),
    'System.JSONToken nextValue()': (self: JsonParser) => {
      const token = self.next();
      return tokenEnum(token?.kind === 'FIELD_NAME' ? self.next() : token);
    },
    'Object readValueAs(System.Type apexType)': (self: JsonParser, type: TypeValue) =>
      deserialize(self.node(), type.type, false),
    'Object readValueAsStrict(System.Type apexType)': (self: JsonParser, type: TypeValue) =>
      deserialize(self.node(), type.type, true),
    'void skipChildren()': (self: JsonParser) => self.skipChildren(),
  },
  { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_JsonParser.htm' },
);

/** `System.JSONToken`. */
export const jsonTokenEnum = libraryEnum(
  'System.JSONToken',
  [
    'END_ARRAY',
    'END_OBJECT',
    'FIELD_NAME',
    'NOT_AVAILABLE',
    'START_ARRAY',
    'START_OBJECT',
    'VALUE_EMBEDDED_OBJECT',
    'VALUE_FALSE',
    'VALUE_NULL',
    'VALUE_NUMBER_FLOAT',
    'VALUE_NUMBER_INT',
    'VALUE_STRING',
    'VALUE_TRUE',
  ],
  'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_enum_System_JsonToken.htm',
);
