/** The heap, estimated: how much the values take that can be reached from a few roots. */
import { ApexBlob } from '../values/blob';
import { ApexType } from '../values/types';

/** What objects and references weigh here; Salesforce does not publish its own. */
const REFERENCE = 4;
const OBJECT = 8;

/**
 * Bytes reachable from the roots. Values shared by several owners count once. Types, schema and functions count nothing:
 * they are the program's, not the transaction's.
 */
export function reachableBytes(roots: Iterable<unknown>): number {
  const seen = new Set<object>();
  const waiting: unknown[] = [...roots];
  let bytes = 0;
  while (waiting.length) {
    const value = waiting.pop();
    switch (typeof value) {
      case 'string':
        bytes += value.length;
        break;
      case 'number':
        bytes += 4;
        break;
      case 'bigint':
        bytes += 8;
        break;
      case 'boolean':
        bytes += 1;
        break;
      case 'object':
        if (value === null || seen.has(value)) break;
        seen.add(value);
        bytes += OBJECT + contents(value, waiting);
        break;
      default:
        break;
    }
  }
  return bytes;
}

/** Weighs an object itself and puts what it refers to on the list. */
function contents(value: object, waiting: unknown[]): number {
  if (value instanceof ApexType || Object.isFrozen(value)) return 0;
  if (value instanceof ApexBlob) return value.bytes.length;
  if (Array.isArray(value)) {
    for (const item of value) waiting.push(item);
    return value.length * REFERENCE;
  }
  if (value instanceof Map) {
    for (const [key, item] of value) waiting.push(key, item);
    return value.size * 2 * REFERENCE;
  }
  if (value instanceof Set) {
    for (const item of value) waiting.push(item);
    return value.size * REFERENCE;
  }
  if (isSchema(value)) return 0;
  let count = 0;
  for (const key of Object.keys(value)) {
    // A property with accessors is Apex: weighing must not run it. What it stores stands under a name of its own.
    const slot = Object.getOwnPropertyDescriptor(value, key);
    if (!slot || slot.get) continue;
    count += 1;
    waiting.push(slot.value);
  }
  return count * REFERENCE;
}

/** Object and field schemas hang on every record; they are told by their shape. */
function isSchema(value: object): boolean {
  return 'keyPrefix' in value || 'relationshipName' in value;
}
