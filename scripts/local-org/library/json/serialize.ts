/**
 * Apex values to JSON text, as `JSON.serialize` writes them.
 *
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Json.htm
 */
import { ApexBlob } from '../../values/blob';
import { ApexDate } from '../../values/date';
import { ApexDatetime } from '../../values/datetime';
import { ApexDecimal, decimalText } from '../../values/decimal';
import { ApexDouble } from '../../values/double';
import { EnumValue } from '../../values/enum';
import { apexException, ApexException } from '../../values/errors';
import { ApexList } from '../../values/list';
import { ApexMap } from '../../values/map';
import { ApexObject } from '../../values/object';
import { ApexSet } from '../../values/set';
import { SObjectValue } from '../../values/sobject';
import { ApexTime } from '../../values/time';
import type { ApexType } from '../../values/types';
import type { Value } from '../../values/value';
import { ApexUuid } from '../language/uuid';
import { SObjectFieldToken, SObjectTypeToken } from '../schema/tokens';
import { isJsonSerializable } from './exchange';
import { isForbidden, serializableFields } from './type-members';
import type { JsonWriter } from './writer';

/** The API version record URLs carry. */
export const API_VERSION = '67.0';

/** Writes one value; the recursion of {@link JsonSerializer} over what it holds. */
export class JsonSerializer {
  private readonly open = new Set<object>();

  constructor(
    private readonly writer: JsonWriter,
    /** Whether null fields of Apex objects are left away (`suppressApexObjectNulls`); those of sObjects and maps stay. */
    private readonly suppressNulls: boolean,
  ) {}

  /** @throws System.JSONException for values that have no JSON form */
  write(value: Value): void {
    const scalar = scalarText(value);
    if (scalar) {
      if (scalar.quoted) this.writer.string(scalar.text);
      else this.writer.literal(scalar.text);
      return;
    }
    this.compound(value as object);
  }

  private compound(value: object): void {
    if (this.open.has(value)) throw jsonException('Direct self-reference leading to cycle');
    this.open.add(value);
    if (value instanceof ApexList || value instanceof ApexSet) this.array(value);
    else if (value instanceof ApexMap) this.map(value);
    else if (value instanceof SObjectValue) this.record(value);
    else if (isJsonSerializable(value)) this.object(value.jsonEntries());
    else if (value instanceof ApexObject) this.object(this.fieldEntries(value));
    else throw unsupported(value);
    this.open.delete(value);
  }

  private array(value: ApexList | ApexSet): void {
    this.writer.startArray();
    for (const item of value) this.write(item);
    this.writer.endArray();
  }

  private map(value: ApexMap): void {
    this.writer.startObject();
    for (const [key, item] of value.entries()) {
      this.writer.name(keyText(key));
      this.write(item);
    }
    this.writer.endObject();
  }

  private object(entries: Iterable<readonly [string, Value]>): void {
    this.writer.startObject();
    for (const [name, item] of entries) {
      this.writer.name(name);
      this.write(item);
    }
    this.writer.endObject();
  }

  private *fieldEntries(value: ApexObject): Iterable<readonly [string, Value]> {
    const type = value.$type;
    if (isForbidden(type, 'serializable')) throw jsonException(`Serialization is not allowed: ${type.displayName}`);
    for (const field of serializableFields(type)) {
      const item = field.read(value);
      if (item !== null || !this.suppressNulls) yield [field.name, item];
    }
  }

  private record(record: SObjectValue): void {
    this.writer.startObject();
    this.writer.name('attributes');
    this.writer.startObject();
    this.writer.name('type');
    this.writer.string(record.object.name);
    if (record.id !== null) {
      this.writer.name('url');
      this.writer.string(`/services/data/v${API_VERSION}/sobjects/${record.object.name}/${record.id}`);
    }
    this.writer.endObject();
    for (const [name, item] of record.populated()) {
      this.writer.name(name);
      if (item instanceof ApexList) this.children(item);
      else if (item instanceof ApexDatetime) this.writer.string(recordDatetime(item));
      else this.write(item);
    }
    this.writer.endObject();
  }

  /** Child records stand as the query result they came in. */
  private children(records: ApexList): void {
    this.writer.startObject();
    this.writer.name('totalSize');
    this.writer.literal(String(records.items.length));
    this.writer.name('done');
    this.writer.literal('true');
    this.writer.name('records');
    this.array(records);
    this.writer.endObject();
  }
}

/** Name of a map's entry: keys are primitives, or tokens of objects and fields. */
function keyText(key: Value): string {
  if (key instanceof SObjectTypeToken || key instanceof SObjectFieldToken) return key.toApexText();
  const text = key === null ? null : scalarText(key);
  if (!text) throw jsonException('Key type is not supported in JSON');
  return text.text;
}

/** Text of a value that is neither object nor list; null for those. */
export function scalarText(value: Value): { readonly text: string; readonly quoted: boolean } | null {
  if (value === null) return { text: 'null', quoted: false };
  if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'bigint') {
    return { text: String(value), quoted: false };
  }
  if (typeof value === 'string') return { text: value, quoted: true };
  if (value instanceof ApexDouble) return { text: value.toString(), quoted: false };
  if (value instanceof ApexDecimal) return { text: decimalText(value), quoted: false };
  if (value instanceof ApexDatetime) return { text: new Date(value.ms).toISOString(), quoted: true };
  if (value instanceof ApexDate) return { text: value.toString(), quoted: true };
  if (value instanceof ApexTime) return { text: value.toString(), quoted: true };
  if (value instanceof ApexBlob) return { text: value.bytes.toString('base64'), quoted: true };
  if (value instanceof EnumValue) return { text: value.name, quoted: true };
  if (value instanceof ApexUuid) return { text: value.text, quoted: true };
  return null;
}

/** In records date-times carry the offset as the REST API writes it. */
function recordDatetime(value: ApexDatetime): string {
  return new Date(value.ms).toISOString().replace('Z', '+0000');
}

export function jsonException(message: string): ApexException {
  return apexException('System.JSONException', message);
}

/** Exceptions are refused since API 63: https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/versioned_behavior_changes.htm */
function unsupported(value: object): ApexException {
  const type = '$type' in value ? (value.$type as ApexType | null) : null;
  if (value instanceof ApexException) return jsonException(`Type unsupported in JSON: ${value.typeName}`);
  return jsonException(`Apex Type unsupported in JSON: ${type?.displayName ?? 'Object'}`);
}
