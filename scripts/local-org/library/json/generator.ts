import type { Value } from '../../values/value';
import { libraryClass, type MemberTable } from '../declare';
import { PlatformObject } from '../platform-object';
import { JsonTextError } from './scanner';
import { JsonSerializer, jsonException } from './serialize';
import { JsonWriter } from './writer';

/** A `System.JSONGenerator`. */
export class JsonGenerator extends PlatformObject {
  protected readonly typeName = 'System.JSONGenerator';
  readonly writer: JsonWriter;

  constructor(pretty: boolean) {
    super();
    this.writer = new JsonWriter(pretty);
  }

  /** @throws System.JSONException when the write does not fit where the text stands */
  write(step: (writer: JsonWriter) => void): void {
    try {
      step(this.writer);
    } catch (error) {
      if (error instanceof JsonTextError) throw jsonException(error.message);
      throw error;
    }
  }

  value(value: Value): void {
    this.write((writer) => new JsonSerializer(writer, false).write(value));
  }

  field(name: string, value: Value): void {
    this.write((writer) => writer.name(name));
    this.value(value);
  }
}

/** `writeX(X value)` and `writeXField(String fieldName, X value)`: method name part → Apex types. */
const SCALARS: Readonly<Record<string, readonly string[]>> = {
  Blob: ['Blob'],
  Boolean: ['Boolean'],
  Date: ['Date'],
  DateTime: ['Datetime'],
  Id: ['Id'],
  Number: ['Decimal', 'Double', 'Integer', 'Long'],
  Object: ['Object'],
  String: ['String'],
  Time: ['Time'],
};

function scalarMembers(): MemberTable {
  const members: Record<string, MemberTable[string]> = {};
  for (const [part, types] of Object.entries(SCALARS)) {
    for (const type of types) {
      members[`void write${part}(${type} value)`] = (self: JsonGenerator, value: Value) => self.value(value);
      members[`void write${part}Field(String fieldName, ${type} value)`] = (
        self: JsonGenerator,
        name: string,
        value: Value,
      ) => self.field(name, value);
    }
  }
  return members;
}

/** `System.JSONGenerator`. */
export const jsonGeneratorClass = libraryClass(
  'System.JSONGenerator',
  {
    ...scalarMembers(),
    'void close()': (self: JsonGenerator) => self.writer.close(),
    'String getAsString()': (self: JsonGenerator): string => {
      self.writer.close();
      return self.writer.text;
    },
    'Boolean isClosed()': (self: JsonGenerator) => self.writer.closed,
    'void writeEndArray()': (self: JsonGenerator) => self.write((writer) => writer.endArray()),
    'void writeEndObject()': (self: JsonGenerator) => self.write((writer) => writer.endObject()),
    'void writeFieldName(String fieldName)': (self: JsonGenerator, name: string) =>
      self.write((writer) => writer.name(name)),
    'void writeNull()': (self: JsonGenerator) => self.value(null),
    'void writeNullField(String fieldName)': (self: JsonGenerator, name: string) => self.field(name, null),
    'void writeStartArray()': (self: JsonGenerator) => self.write((writer) => writer.startArray()),
    'void writeStartObject()': (self: JsonGenerator) => self.write((writer) => writer.startObject()),
  },
  {
    docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_JsonGenerator.htm',
  },
);
