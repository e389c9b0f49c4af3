/** The results of DML: `Database.SaveResult` and its like. Tests make them from JSON, so they read and write it. */
import type { DmlRowError, DmlRowResult } from '../../platform/services';
import type { ApexList } from '../../values/list';
import type { LibraryFunction } from '../../values/types';
import type { Value } from '../../values/value';
import { Bean } from '../bean';
import { listOf } from '../collections';
import { libraryClass, type LibraryDeclaration } from '../declare';
import { enumValue } from '../enums';
import { registerJsonReader, type JsonSerializable } from '../json/exchange';
import { entry, flag, text, type JsonNode } from '../json/tree';
import { PlatformObject } from '../platform-object';
import { withProperties, readOnly } from '../properties';

/** A `Database.Error`. */
export class DatabaseError extends PlatformObject implements JsonSerializable {
  protected readonly typeName = 'Database.Error';

  constructor(
    readonly statusCode: string | null,
    readonly message: string | null,
    readonly fields: readonly string[],
  ) {
    super();
  }

  *jsonEntries(): Iterable<readonly [string, Value]> {
    yield ['message', this.message];
    yield ['statusCode', this.statusCode];
    yield ['fields', listOf('System.String', this.fields)];
  }

  override toApexText(): string {
    return `Database.Error[getFields=(${this.fields.join(', ')});getMessage=${this.message};getStatusCode=${this.statusCode};]`;
  }
}

/** What all results of DML say, under their own names. */
export class DmlResult extends PlatformObject implements JsonSerializable {
  constructor(
    protected readonly typeName: string,
    readonly id: string | null,
    readonly success: boolean,
    readonly errors: readonly DatabaseError[],
    /** Upsert: whether the record was inserted; null for other results. */
    readonly created: boolean | null = null,
    /** Merge: the records merged into this one. */
    readonly mergedIds: readonly string[] = [],
    /** Merge: what belonged to them and belongs to this one now. */
    readonly movedIds: readonly string[] = [],
  ) {
    super();
  }

  get errorList(): ApexList {
    return listOf('Database.Error', this.errors);
  }

  *jsonEntries(): Iterable<readonly [string, Value]> {
    if (this.created !== null) yield ['created', this.created];
    yield ['errors', this.errorList];
    yield ['id', this.id];
    yield ['success', this.success];
  }

  override toApexText(): string {
    const errors = `(${this.errors.map((error) => error.toApexText()).join(', ')})`;
    const created = this.created === null ? '' : `isCreated=${this.created};`;
    return `${this.typeName}[getErrors=${errors};getId=${this.id};${created}isSuccess=${this.success};]`;
  }
}

/** The results a statement gives, as objects of `typeName`. */
export function dmlResults(typeName: string, rows: readonly DmlRowResult[]): DmlResult[] {
  return rows.map(
    (row) =>
      new DmlResult(
        typeName,
        row.id,
        row.success,
        row.errors.map(databaseError),
        typeName === 'Database.UpsertResult' ? row.created : null,
      ),
  );
}

export function databaseError(error: DmlRowError): DatabaseError {
  return new DatabaseError(error.statusCode, error.message, error.fields);
}

function readError(node: JsonNode): DatabaseError {
  const fields = entry(node, 'fields');
  const names = fields?.kind === 'array' ? fields.items.map((each) => (each.kind === 'string' ? each.text : '')) : [];
  return new DatabaseError(text(node, 'statusCode'), text(node, 'message'), names);
}

/**
 * Declares the result class of an operation on one record: its id, whether it went well, the errors.
 *
 * @param more members only this class has
 */
export function resultClass(typeName: string, more: Parameters<typeof libraryClass>[1] = {}): LibraryDeclaration {
  registerJsonReader(typeName, (node: JsonNode) => {
    const errors = entry(node, 'errors');
    return new DmlResult(
      typeName,
      text(node, 'id'),
      flag(node, 'success'),
      errors?.kind === 'array' ? errors.items.map(readError) : [],
      typeName === 'Database.UpsertResult' ? flag(node, 'created') : null,
    );
  });
  return libraryClass(
    typeName,
    {
      'List<Database.Error> getErrors()': (self: DmlResult) => self.errorList,
      'Id getId()': (self: DmlResult) => self.id,
      'Boolean isSuccess()': (self: DmlResult) => self.success,
      'Id id': readOnly<DmlResult>('id'),
      'Boolean success': readOnly<DmlResult>('success'),
      'List<Database.Error> errors': readOnly<DmlResult>('errorList'),
      ...more,
    },
    {
      docs: `https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_database_${typeName.slice(9).toLowerCase()}.htm`,
    },
  );
}

/** What a result of no single record holds: an approval, a converted lead. */
class NamedValues extends Bean implements JsonSerializable {
  constructor(
    typeName: string,
    private readonly names: readonly string[],
  ) {
    super(typeName);
  }

  *jsonEntries(): Iterable<readonly [string, Value]> {
    for (const name of this.names) yield [name, this.read(name) as Value];
  }
}

/**
 * Declares a result class the local org never answers, so that tests can make its objects from JSON.
 *
 * @param fields name and type by what the getter is called after: `{ LeadId: 'Id' }` gives `getLeadId()` and `leadId`
 */
export function deserializedResult(typeName: string, fields: Readonly<Record<string, string>>): LibraryDeclaration {
  const types: Record<string, string> = { ...fields, Errors: 'List<Database.Error>', Success: 'Boolean' };
  registerJsonReader(typeName, (node, read) => {
    const result = new NamedValues(typeName, Object.keys(types));
    for (const [name, type] of Object.entries(types)) {
      const found = entry(node, name);
      if (found) result.write(name, read(found, jsonType(type)));
      else if (name === 'Success') result.write(name, false);
      else if (name === 'Errors') result.write(name, listOf('Database.Error'));
    }
    return result;
  });
  const accessors = Object.entries(types).map(([name, type]) => [
    `${type} ${name === 'Success' ? 'is' : 'get'}${name}()`,
    (self: Bean) => self.read(name),
  ]);
  return libraryClass(typeName, withProperties(Object.fromEntries(accessors) as Record<string, LibraryFunction>));
}

/** `List<Id>` as the JSON readers name it: `List<System.Id>`. */
function jsonType(type: string): string {
  return type.replace(/\b(Id|String|Boolean)\b/, 'System.$1');
}

registerJsonReader('Database.Error', (node: JsonNode) => readError(node));

export const DATABASE_RESULTS: readonly LibraryDeclaration[] = [
  libraryClass('Database.Error', {
    'String message': readOnly<DatabaseError>('message'),
    'List<String> fields': { get: (self: DatabaseError) => listOf('System.String', self.fields) },
    'System.StatusCode statusCode': {
      get: (self: DatabaseError) => (self.statusCode === null ? null : enumValue('System.StatusCode', self.statusCode)),
    },
    'List<String> getFields()': (self: DatabaseError) => listOf('System.String', self.fields),
    'String getMessage()': (self: DatabaseError) => self.message,
    'System.StatusCode getStatusCode()': (self: DatabaseError) =>
      self.statusCode === null ? null : enumValue('System.StatusCode', self.statusCode),
  }),
  resultClass('Database.SaveResult'),
  resultClass('Database.DeleteResult'),
  resultClass('Database.UndeleteResult'),
  resultClass('Database.EmptyRecycleBinResult'),
  resultClass('Database.UpsertResult', {
    'Boolean isCreated()': (self: DmlResult) => self.created ?? false,
    'Boolean created': readOnly<DmlResult>('created'),
  }),
  resultClass('Database.MergeResult', {
    'List<String> getMergedRecordIds()': (self: DmlResult) => listOf('System.String', self.mergedIds),
    'List<String> getUpdatedRelatedIds()': (self: DmlResult) => listOf('System.String', self.movedIds),
  }),
];
