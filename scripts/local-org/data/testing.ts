/** A store of its own for the tests of this room: a schema of one's choice, triggers as functions, a user with every right. */
import { parseSoql } from '../compiler/parse';
import { loadSchema, makeField, type FieldSchema, type ObjectSchema, type Schema } from '../schema';
import { fieldMap, makeObject } from '../schema/make';
import { OWNER_FIELD, systemField } from '../schema/system-fields';
import { SObjectValue } from '../values/sobject';
import { toText } from '../values/operations';
import { installHooks, type ProgramHooks } from '../values/type-registry';
import { ApexType } from '../values/types';
import type { Value } from '../values/value';
import type { AccessOptions, SecurityUser } from './access';
import type { RowResult } from './dml/results';
import type { TriggerFiring } from './dml/room';
import type { DmlVerb } from './dml/statement';
import type { QueryResult } from './soql/run';
import { completeId } from './sql/ids';
import { DataStore, type StatementOptions } from './store';

/** 2026-11-23T10:00:00Z, a Monday. */
export const NOON = Date.UTC(2026, 10, 23, 10);

const SYSTEM_FIELDS = [
  'Id',
  'IsDeleted',
  'CreatedDate',
  'CreatedById',
  'LastModifiedDate',
  'LastModifiedById',
  'SystemModstamp',
].flatMap((name) => systemField(name) ?? []);

/** A custom object with a text name, an owner and these fields. */
export function customObject(
  name: string,
  fields: readonly FieldSchema[],
  details: Partial<ObjectSchema> = {},
): ObjectSchema {
  const nameField = makeField('Name', 'string', { length: 80, isNameField: true });
  return makeObject(name, {
    kind: 'custom',
    keyPrefix: 'a00',
    fields: fieldMap([
      ...SYSTEM_FIELDS,
      nameField,
      OWNER_FIELD,
      ...fields.map((field) => ({ ...field, isCustom: true })),
    ]),
    ...details,
  });
}

let standard: Schema | null = null;

/** The standard objects and some more. */
export function schemaWith(...objects: readonly ObjectSchema[]): Schema {
  const base = (standard ??= loadSchema([]).schema);
  const own = new Map(objects.map((object) => [object.name.toLowerCase(), object]));
  return {
    ...base,
    objects: [...base.objects, ...objects],
    object: (name) => own.get(name.toLowerCase()) ?? base.object(name),
    objectByKeyPrefix: (prefix) => objects.find((each) => each.keyPrefix === prefix) ?? base.objectByKeyPrefix(prefix),
    labels: base.labels,
    fingerprint: 'test',
  };
}

/** A value as a test compares it: numbers as plain text. */
export function shown(value: Value | undefined): string {
  return value === null || value === undefined ? 'null' : toText(value);
}

/** A user who may do everything but what is overridden. */
export function user(id: string, rights: Partial<SecurityUser> = {}): SecurityUser {
  const yes = (): boolean => true;
  return {
    id,
    timeZone: 'America/Los_Angeles',
    canReadObject: yes,
    canCreate: yes,
    canEdit: yes,
    canDelete: yes,
    canReadField: yes,
    canEditField: yes,
    viewAll: () => false,
    modifyAll: () => false,
    seesRecordType: yes,
    hasCustomPermission: () => false,
    ...rights,
  };
}

type TriggerBody = (firing: TriggerFiring) => void;

export class TestStore {
  readonly store: DataStore;
  /** By `Object case`: `Account beforeInsert`. */
  readonly triggers = new Map<string, TriggerBody>();
  now = NOON;
  readonly admin: SecurityUser;
  private readonly ids = new Map<string, number>();

  constructor(readonly schema: Schema = schemaWith()) {
    this.store = new DataStore(schema, {
      now: () => this.now,
      nextId: (prefix) => this.nextId(prefix),
      markLimits: () => () => undefined,
      hasTriggers: (object) => [...this.triggers.keys()].some((key) => key.startsWith(`${object.name} `)),
      fire: (firing) => this.triggers.get(`${firing.object.name} ${firing.case}`)?.(firing),
    });
    installHooks(hooksFor(schema));
    const profile = this.store.insertRow('Profile', { Name: 'System Administrator' });
    this.admin = user(
      this.store.insertRow('User', {
        Username: 'admin@example.com',
        LastName: 'Admin',
        Name: 'Ada Admin',
        ProfileId: profile,
      }),
    );
  }

  close(): void {
    this.store.close();
    installHooks(null);
  }

  record(object: string, values: Readonly<Record<string, Value>> = {}): SObjectValue {
    const schema = this.schema.object(object);
    if (!schema) throw new Error(`no object ${object}`);
    const record = new SObjectValue(schema);
    for (const [field, value] of Object.entries(values)) record.store(field, value);
    return record;
  }

  dml(verb: DmlVerb | 'upsert', records: SObjectValue[], options: Partial<StatementOptions> = {}): RowResult[] {
    return this.store.dml(verb, records, {
      ...this.system,
      allOrNone: false,
      saveOptions: null,
      externalIdField: null,
      ...options,
    });
  }

  /** Inserts records that have to be right; answers them with their ids. */
  insert(object: string, ...rows: Readonly<Record<string, Value>>[]): SObjectValue[] {
    const records = rows.map((values) => this.record(object, values));
    for (const result of this.dml('insert', records)) {
      if (!result.success)
        throw new Error(result.errors.map((error) => `${error.statusCode}: ${error.message}`).join('; '));
    }
    return records;
  }

  query(text: string, binds: readonly Value[] = [], options: Partial<AccessOptions> = {}): QueryResult {
    const { query, problems } = parseSoql(text);
    if (!query) throw new Error(problems.map((problem) => problem.message).join('; '));
    return this.store.query(query, binds, { ...this.system, ...options });
  }

  /** The values of one field of a query's rows. */
  column(text: string, field: string, binds: readonly Value[] = [], options: Partial<AccessOptions> = {}): Value[] {
    return this.query(text, binds, options).records.map((record) => record.getField(field));
  }

  /** SQLite's plan for a query. */
  explain(text: string): string[] {
    const { query } = parseSoql(text);
    return query ? this.store.explain(query, [], this.system) : [];
  }

  get system(): AccessOptions {
    return { access: 'system', sharing: 'without', user: this.admin };
  }

  private nextId(prefix: string): string {
    const number = (this.ids.get(prefix) ?? 0) + 1;
    this.ids.set(prefix, number);
    return completeId(`${prefix}Te0${String(number).padStart(9, '0')}`);
  }
}

/** Just enough of a program for lists and records to have types. */
function hooksFor(schema: Schema): ProgramHooks {
  const types = new Map<string, ApexType>();
  const named = (name: string, kind: 'class' | 'sobject'): ApexType => {
    let type = types.get(name.toLowerCase());
    if (!type) types.set(name.toLowerCase(), (type = new ApexType({ kind, name, namespace: '' })));
    return type;
  };
  const missing = (): never => {
    throw new Error('the tests of the store have no program');
  };
  return {
    types: {
      lookup: (name) => named(name, 'class'),
      list: (element) => named(`List<${element.name}>`, 'class'),
      set: (element) => named(`Set<${element.name}>`, 'class'),
      map: (key, value) => named(`Map<${key.name},${value.name}>`, 'class'),
      sobject: (name) => (schema.object(name) ? named(name, 'sobject') : null),
    },
    now: () => NOON,
    timeZone: 'America/Los_Angeles',
    locale: 'en_US',
    random: () => 0.5,
    newInstance: missing,
    allocate: missing,
    typeForName: () => null,
    invokeInterface: missing,
    objectNameOfId: (id) => schema.objectByKeyPrefix(id.slice(0, 3))?.name ?? null,
    sobjectToken: missing,
    fieldToken: missing,
    apexStack: () => [],
  };
}
