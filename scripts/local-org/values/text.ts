/** Values as text: what `String.valueOf(Object)`, `+` with a String and `System.debug` print. */
import { BigDecimal } from 'bigdecimal.js';
import { ApexBlob } from './blob';
import { ApexDate } from './date';
import { ApexDatetime } from './datetime';
import { decimalText } from './decimal';
import { ApexDouble } from './double';
import { EnumValue } from './enum';
import { ApexException } from './errors';
import { ApexList } from './list';
import { ApexMap } from './map';
import { ApexObject, protocolOf } from './object';
import { ApexSet } from './set';
import { SObjectValue } from './sobject';
import { hooksOrNull } from './type-registry';
import type { ApexType } from './types';
import type { Value } from './value';

/** The text of a value; `null` for null. */
export function toText(value: Value): string {
  return textOf(value, new Set());
}

/** What `String.valueOf(Datetime)` prints: the user's wall clock. As part of other text a Datetime shows in GMT. */
export function datetimeText(value: ApexDatetime): string {
  return value.textIn(hooksOrNull()?.timeZone ?? 'GMT');
}

/** `String.valueOf(Date)`, `2024-02-29`; as part of other text it shows midnight too. */
export function dateText(value: ApexDate): string {
  return value.toString();
}

function textOf(value: Value, open: Set<object>): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return value;
  if (typeof value !== 'object') return String(value);
  if (value instanceof ApexDouble) return value.toString();
  if (value instanceof BigDecimal) return decimalText(value);
  if (value instanceof ApexDatetime) return value.textIn('GMT');
  if (value instanceof ApexDate) return `${value.toString()} 00:00:00`;
  if (value instanceof ApexBlob) return `Blob[${value.size}]`;
  if (value instanceof EnumValue) return value.name;
  const own = protocolOf(value);
  if (own.tostring$) return own.tostring$() ?? 'null';
  if (value instanceof ApexException && value.isOfLibrary) return value.description;
  if (open.has(value)) return '(already output)';
  open.add(value);
  const text = compoundText(value, open);
  open.delete(value);
  return text;
}

function compoundText(value: object, open: Set<object>): string {
  const inner = (each: Value): string => textOf(each, open);
  if (value instanceof ApexList) return `(${value.items.map(inner).join(', ')})`;
  if (value instanceof ApexSet) return `{${value.values().map(inner).join(', ')}}`;
  if (value instanceof ApexMap)
    return `{${[...value.entries()].map(([key, each]) => `${inner(key)}=${inner(each)}`).join(', ')}}`;
  if (value instanceof SObjectValue)
    return `${value.object.name}:{${[...value.populated()].map(([name, each]) => `${name}=${inner(each)}`).join(', ')}}`;
  if (value instanceof ApexObject || value instanceof ApexException) {
    const fields = instanceFields(value).map(([name, each]) => `${name}=${inner(each)}`);
    if (value instanceof ApexException) return `${value.typeName}:[${fields.join(', ')}]: ${value.apexMessage}`;
    // The simple name, of inner classes too: trigger frameworks read their handlers' names off it.
    return `${value.$type.name}:[${fields.join(', ')}]`;
  }
  if ('toString' in value && value.toString !== Object.prototype.toString) return ownText(value);
  return (value as { readonly $type: ApexType }).$type.displayName;
}

/** Of a library object that words itself. */
function ownText(value: { toString(): string }): string {
  return value.toString();
}

/** Instance fields with their values, by the alphabet. */
function instanceFields(value: ApexObject | ApexException): (readonly [string, Value])[] {
  const fields: (readonly [string, Value])[] = [];
  const slots = { ...value } as unknown as Record<string, Value | undefined>;
  const collect = (type: ApexType | null): void => {
    if (type?.superType) collect(type.superType);
    for (const field of type?.members.fields.values() ?? []) {
      const slot = slots[field.emitName];
      if (!field.isStatic && slot !== undefined) fields.push([field.name, slot]);
    }
  };
  collect(value.$type);
  return fields.sort(([a], [b]) => (a < b ? -1 : 1));
}
