/** Records: an object's fields, parents and children as far as they were set or queried. */
import type { FieldSchema, ObjectSchema } from '../schema/model';
import { compositeKey, equals, hashCode, type KeyIndex, type ValueObject } from './equality';
import { apexException, FinalException } from './errors';
import { ApexList } from './list';
import { requiredType, typeRegistry } from './type-registry';
import type { ApexType } from './types';
import type { Value } from './value';

/** What `addError` left on a record. */
export interface RecordError {
  /** API name; null for the record as a whole. */
  readonly field: string | null;
  readonly message: string;
}

/**
 * What `Database.DMLOptions` say about saving a record; null is not said.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dml_database_dmloptions.htm
 */
export interface SaveOptions {
  readonly allowFieldTruncation: boolean | null;
  readonly optAllOrNone: boolean | null;
  /** The assignment rule to run: an id, or the default one of the object. */
  readonly assignmentRule: { readonly id: string } | 'default' | null;
  /** The locale of labels. */
  readonly localeName: string | null;
}

export interface CloneOptions {
  readonly preserveId?: boolean;
  readonly deep?: boolean;
  readonly preserveReadonlyTimestamps?: boolean;
  readonly preserveAutonumber?: boolean;
}

const TIMESTAMPS = new Set(['createdbyid', 'createddate', 'lastmodifiedbyid', 'lastmodifieddate', 'systemmodstamp']);

/** How far up a query can reach. */
const PARENT_LEVELS = 5;

export class SObjectValue implements ValueObject {
  readonly errors: RecordError[] = [];
  /** In triggers, records that may not be changed (`Trigger.old`, `Trigger.new` after the fact). */
  isReadOnly = false;
  /** Whether `addError` takes it: rows of queries do not, nor the old rows of an update. */
  takesErrors = true;
  /** What `setOptions` said. */
  saveOptions: SaveOptions | null = null;
  /** Id of the record this one was cloned from. */
  cloneSourceId: string | null = null;
  /** Fields, parents and children by lower-case name, in the order they were set or queried. */
  private readonly slots = new Map<string, Value>();
  /** Spelling of names the schema does not have as fields: relations, aliases of aggregates. */
  private readonly spelling = new Map<string, string>();

  /**
   * @param queriedFields lower-case names a query asked for; null for records made in memory, which answer null for
   *   what was never set
   */
  constructor(
    readonly object: ObjectSchema,
    readonly queriedFields: ReadonlySet<string> | null = null,
  ) {}

  get $type(): ApexType {
    return typeRegistry().sobject(this.object.name) ?? requiredType('System.SObject');
  }

  get id(): string | null {
    const id = this.slots.get('id');
    return typeof id === 'string' ? id : null;
  }

  /** For the org: also on read-only records. */
  set id(id: string | null) {
    this.slots.set('id', id);
  }

  isSet(field: string): boolean {
    return this.slots.has(field.toLowerCase());
  }

  /** What is stored, null where nothing is: for the org, never throws. */
  rawField(field: string): Value {
    return this.slots.get(field.toLowerCase()) ?? null;
  }

  /**
   * `record.Field`. A checkbox that is null reads as false.
   *
   * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_SObjects_accessing_fields.htm
   * @throws System.SObjectException when the row was queried without the field
   */
  getField(field: string): Value {
    const key = field.toLowerCase();
    const value = this.slots.get(key);
    if (value !== undefined && value !== null) return value;
    if (value === undefined) this.checkQueried(key, field);
    return this.object.fields.get(key)?.type === 'boolean' ? false : null;
  }

  /** @throws System.FinalException when the record is read-only */
  putField(field: string, value: Value): void {
    if (this.isReadOnly) throw new FinalException('Record is read-only');
    this.store(field, value);
  }

  /** As {@link putField}, for the org: also on read-only records. */
  store(field: string, value: Value): void {
    const key = field.toLowerCase();
    if (!this.object.fields.has(key)) this.spelling.set(key, field);
    this.slots.set(key, value);
  }

  /** Forgets a field, as if it had never been set. */
  unset(field: string): void {
    this.slots.delete(field.toLowerCase());
  }

  /** `contact.Account`. @throws System.SObjectException when the row was queried without it */
  parent(relationship: string): SObjectValue | null {
    const value = this.slots.get(relationship.toLowerCase());
    if (value instanceof SObjectValue) return value;
    if (value === undefined) this.checkQueried(relationship.toLowerCase(), relationship);
    return null;
  }

  putParent(relationship: string, record: SObjectValue | null): void {
    this.putField(relationship, record);
  }

  /** `account.Contacts`: empty where nothing was set. @throws System.SObjectException when the row was queried without it */
  children(relationship: string): ApexList | null {
    const key = relationship.toLowerCase();
    const value = this.slots.get(key);
    if (value instanceof ApexList) return value;
    if (value === undefined) this.checkQueried(key, relationship);
    const child = this.object.childRelationships.find((each) => each.name?.toLowerCase() === key);
    const type = child ? typeRegistry().sobject(child.childObject) : null;
    return type ? new ApexList(typeRegistry().list(type)) : null;
  }

  putChildren(relationship: string, records: ApexList): void {
    this.putField(relationship, records);
  }

  /** Fields, parents and children that were set or queried, in that order, by API name. */
  *populated(): Generator<readonly [string, Value], void, void> {
    for (const [key, value] of this.slots) yield [this.nameOf(key), value];
  }

  /** @throws System.FinalException when no error can be put on the record */
  addError(message: string, field: string | null = null): void {
    if (!this.takesErrors) throw new FinalException('SObject row does not allow errors');
    this.errors.push({ field, message });
  }

  /** `record.clone(…)`. https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_sobject.htm */
  clone(options: CloneOptions = {}): SObjectValue {
    const copy = new SObjectValue(this.object, this.queriedFields);
    for (const [key, value] of this.slots) {
      if (key === 'id' && !options.preserveId) continue;
      if (TIMESTAMPS.has(key) && !options.preserveReadonlyTimestamps) continue;
      if (this.object.fields.get(key)?.isAutoNumber && !options.preserveAutonumber) continue;
      const related = value instanceof SObjectValue || value instanceof ApexList;
      copy.store(this.nameOf(key), options.deep && related ? deepCopy(value) : value);
    }
    copy.cloneSourceId = this.id;
    return copy;
  }

  /** All of it as it is, for the org: what a query answers from a store, what a trigger sees as old. */
  duplicate(): SObjectValue {
    const copy = new SObjectValue(this.object, this.queriedFields);
    for (const [key, value] of this.slots) copy.store(this.nameOf(key), value);
    return copy;
  }

  valueEquals(other: object): boolean {
    if (!(other instanceof SObjectValue) || other.object.name !== this.object.name) return false;
    const keys = new Set([...this.fieldKeys(), ...other.fieldKeys()]);
    return [...keys].every((key) => equals(this.rawField(key), other.rawField(key)));
  }

  /** Records above count, too: public suites that pass on an org tell records apart by them. */
  valueHash(): number {
    return this.hashWithParents(PARENT_LEVELS);
  }

  private hashWithParents(levels: number): number {
    let hash = this.fieldKeys().reduce((sum, key) => sum + (hashCode(key) ^ hashCode(this.rawField(key))), 0);
    for (const [key, value] of levels > 0 ? this.slots : [])
      if (value instanceof SObjectValue) hash += hashCode(key) ^ value.hashWithParents(levels - 1);
    return hash | 0;
  }

  valueKey(index: KeyIndex): string {
    const parts: Value[] = [this.object.name];
    for (const key of this.fieldKeys().sort()) parts.push(key, this.rawField(key));
    return compositeKey('R', parts, index);
  }

  /** Fields that have a value; relations do not count for equality. */
  private fieldKeys(): string[] {
    return [...this.slots]
      .filter(([, value]) => value !== null && !(value instanceof SObjectValue) && !(value instanceof ApexList))
      .map(([key]) => key);
  }

  private nameOf(key: string): string {
    const field: FieldSchema | undefined = this.object.fields.get(key);
    return field?.name ?? this.spelling.get(key) ?? key;
  }

  private checkQueried(key: string, written: string): void {
    if (this.queriedFields === null || key === 'id' || this.queriedFields.has(key)) return;
    throw apexException(
      'System.SObjectException',
      `SObject row was retrieved via SOQL without querying the requested field: ${this.object.name}.${this.object.fields.get(key)?.name ?? written}`,
    );
  }
}

function deepCopy(value: SObjectValue | ApexList): Value {
  const options: CloneOptions = {
    preserveId: true,
    deep: true,
    preserveReadonlyTimestamps: true,
    preserveAutonumber: true,
  };
  if (value instanceof SObjectValue) return value.clone(options);
  return new ApexList(
    value.type,
    value.items.map((item) => (item instanceof SObjectValue ? item.clone(options) : item)),
  );
}
