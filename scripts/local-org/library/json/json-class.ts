import { chargeParsed } from '../../platform/cost';
import { nullArgument } from '../../values/errors';
import type { TypeValue } from '../../values/type-value';
import type { Value } from '../../values/value';
import { libraryClass } from '../declare';
import { checkBeginning, deserialize, deserializeUntyped } from './deserialize';
import { JsonGenerator } from './generator';
import { JsonParser } from './parser';
import { JsonTextError } from './scanner';
import { JsonSerializer, jsonException } from './serialize';
import { parseJson, type JsonNode } from './tree';
import { JsonWriter } from './writer';

function serialize(value: Value, pretty: boolean, suppressNulls: boolean): string {
  const writer = new JsonWriter(pretty);
  new JsonSerializer(writer, suppressNulls).write(value);
  const { text } = writer;
  chargeParsed(text.length);
  return text;
}

function parse(text: string | null): JsonNode {
  if (text === null) throw nullArgument();
  chargeParsed(text.length);
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonTextError) throw jsonException(error.message);
    throw error;
  }
}

/**
 * Reads a text as a type. How the text begins is looked at before the rest of it, so that a text of the wrong shape is
 * called malformed however it goes on.
 */
function read(text: string | null, type: TypeValue | null, strict: boolean): Value {
  if (text !== null && type) checkBeginning(text, type.type);
  const node = parse(text);
  if (!type) throw nullArgument();
  return deserialize(node, type.type, strict);
}

/** `System.JSON`. */
export const jsonClass = libraryClass(
  'System.JSON',
  {
    'static System.JSONGenerator createGenerator(Boolean prettyPrint)': (pretty: boolean) => new JsonGenerator(pretty),
    'static System.JSONParser createParser(String jsonString)': (text: string) => new JsonParser(text),
    'static Object deserialize(String jsonString, System.Type apexType)': (
      text: string | null,
      type: TypeValue | null,
    ) => read(text, type, false),
    'static Object deserializeStrict(String jsonString, System.Type apexType)': (
      text: string | null,
      type: TypeValue | null,
    ) => read(text, type, true),
    'static Object deserializeUntyped(String jsonString)': (text: string | null) => deserializeUntyped(parse(text)),
    'static String serialize(Object objectToSerialize)': (value: Value) => serialize(value, false, false),
    'static String serialize(Object objectToSerialize, Boolean suppressApexObjectNulls)': (
      value: Value,
      suppress: boolean,
    ) => serialize(value, false, suppress),
    'static String serializePretty(Object objectToSerialize)': (value: Value) => serialize(value, true, false),
    'static String serializePretty(Object objectToSerialize, Boolean suppressApexObjectNulls)': (
      value: Value,
      suppress: boolean,
    ) => serialize(value, true, suppress),
  },
  { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Json.htm' },
);
