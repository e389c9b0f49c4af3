/** How library objects stand in JSON: most do not, some (DML results) do. */
import type { Value } from '../../values/value';
import type { JsonNode } from './tree';

/** Library objects that can be serialised. */
export interface JsonSerializable {
  /** Name and value of what is written, in order. */
  jsonEntries(): Iterable<readonly [string, Value]>;
}

export function isJsonSerializable(value: object): value is object & JsonSerializable {
  return 'jsonEntries' in value;
}

type Reader = (node: JsonNode, read: (node: JsonNode, typeName: string) => Value) => Value;

const readers = new Map<string, Reader>();

/** Lets `JSON.deserialize` make objects of a library class (`Database.SaveResult`, which tests mock this way). */
export function registerJsonReader(typeName: string, reader: Reader): void {
  readers.set(typeName, reader);
}

/** The reader of a library class, by qualified name. */
export function jsonReaderOf(typeName: string): Reader | null {
  return readers.get(typeName) ?? null;
}
