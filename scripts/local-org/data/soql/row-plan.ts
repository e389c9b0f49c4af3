/** Which columns a query reads and how a row of them becomes a record with its parents. */
import type { FieldSchema, ObjectSchema } from '../../schema/model';
import { SObjectValue } from '../../values/sobject';
import { columnForJson, type Decoder, decoderOf } from '../sql/codec';
import type { SqlRow } from '../sql/database';
import type { BoundField, BoundQuery, BoundSelectItem } from './bound';
import { operand } from './operands';
import type { PathStep } from './resolve';
import type { SqlScope } from './scope';

interface PlannedField {
  readonly name: string;
  readonly column: number;
  readonly decode: Decoder;
}

/** A record to make of a row: the query's own, or a parent. */
interface RecordPlan {
  readonly object: ObjectSchema;
  readonly idColumn: number;
  readonly names: Set<string>;
  readonly fields: PlannedField[];
  readonly parents: Map<string, ParentPlan>;
}

interface ParentPlan {
  readonly relationship: string;
  /** More than one for TYPEOF: the one whose object's ids begin as the parent's does; then the one for all others. */
  readonly choices: { readonly keyPrefix: string | null; readonly record: RecordPlan }[];
}

export class RowPlan {
  /** The columns, ready for `json_array`. */
  readonly columns: string[] = [];
  private readonly known = new Map<string, number>();
  private readonly root: RecordPlan;

  constructor(
    private readonly scope: SqlScope,
    query: BoundQuery,
  ) {
    this.root = this.record(query.object, []);
    for (const item of query.select) this.add(item);
  }

  /** The column of the row's own id. */
  get idColumn(): number {
    return this.root.idColumn;
  }

  /** Reads one more column; answers its place. */
  column(sql: string): number {
    let place = this.known.get(sql);
    if (place === undefined) {
      place = this.columns.push(sql) - 1;
      this.known.set(sql, place);
    }
    return place;
  }

  /** The record of a row; children are put in by who queries them. */
  build(row: SqlRow): SObjectValue {
    return build(this.root, row);
  }

  /** Notes that the query asks for children under this name. */
  queried(relationship: string): void {
    this.root.names.add(relationship.toLowerCase());
  }

  private record(object: ObjectSchema, steps: readonly PathStep[]): RecordPlan {
    return {
      object,
      idColumn: this.column(this.scope.parentId(steps)),
      names: new Set(['id']),
      fields: [],
      parents: new Map(),
    };
  }

  private add(item: BoundSelectItem): void {
    if (item.kind === 'children') return this.queried(item.children.name);
    if (item.kind === 'typeOf') return this.addTypeOf(item);
    const { expression, alias } = item;
    if (expression.kind === 'field' && alias === null) return this.addField(this.root, expression, []);
    const { sql, field } = operand(this.scope, expression);
    // `toLabel(Status)` without an alias takes the field's place.
    const name =
      alias ?? (expression.kind === 'field' ? expression.field.name : (expression.field?.name ?? expression.name));
    this.addColumn(this.root, name, field, sql);
  }

  private addField(
    root: RecordPlan,
    { steps, field }: Pick<BoundField, 'steps' | 'field'>,
    before: readonly PathStep[],
  ): void {
    let record = root;
    const path = [...before];
    for (const step of steps) {
      const { reference } = step;
      if (path.length === 0 || !isMadeUp(path[path.length - 1])) this.addReference(record, reference, path);
      path.push(step);
      record = this.parent(record, step, path);
    }
    this.addColumn(record, field.name, field, this.scope.column({ steps: path, field }).sql);
  }

  /** A path brings the reference along: `Account.Name` also reads `AccountId`. */
  private addReference(record: RecordPlan, reference: FieldSchema, path: readonly PathStep[]): void {
    this.addColumn(record, reference.name, reference, this.scope.column({ steps: path, field: reference }).sql);
  }

  private addColumn(record: RecordPlan, name: string, field: FieldSchema, sql: string): void {
    const key = name.toLowerCase();
    if (record.names.has(key)) return;
    record.names.add(key);
    record.fields.push({ name, column: this.column(columnForJson(field, sql)), decode: decoderOf(field) });
  }

  private parent(record: RecordPlan, step: PathStep, path: readonly PathStep[]): RecordPlan {
    const key = step.relationship.toLowerCase();
    let plan = record.parents.get(key);
    if (!plan) {
      plan = { relationship: step.relationship, choices: [{ keyPrefix: null, record: this.record(step.to, path) }] };
      record.parents.set(key, plan);
      record.names.add(key);
    }
    return plan.choices[0]!.record;
  }

  private addTypeOf({ reference, cases, otherwise }: BoundSelectItem & { kind: 'typeOf' }): void {
    const relationship = reference.relationshipName ?? reference.name;
    this.addReference(this.root, reference, []);
    const plan: ParentPlan = { relationship, choices: [] };
    for (const { object, fields } of cases) {
      const step: PathStep = {
        from: this.root.object,
        reference,
        to: object,
        isPolymorphic: false,
        relationship: typeOfName(relationship, object),
      };
      const record = this.record(object, [step]);
      plan.choices.push({ keyPrefix: object.keyPrefix, record });
      for (const field of fields) this.addField(record, field, [step]);
    }
    const nameObject = this.scope.environment.schema.object('Name');
    if (nameObject) {
      const step: PathStep = { from: this.root.object, reference, to: nameObject, isPolymorphic: true, relationship };
      const record = this.record(nameObject, [step]);
      plan.choices.push({ keyPrefix: null, record });
      for (const field of otherwise) this.addField(record, field, [step]);
    }
    this.root.parents.set(relationship.toLowerCase(), plan);
    this.root.names.add(relationship.toLowerCase());
  }
}

/** A relationship of its own for each case of a TYPEOF, so that each joins its own table. */
function typeOfName(relationship: string, object: ObjectSchema): string {
  return `${relationship}:${object.name}`;
}

function isMadeUp(step: PathStep | undefined): boolean {
  return step?.relationship.includes(':') ?? false;
}

function build(plan: RecordPlan, row: SqlRow): SObjectValue {
  const record = new SObjectValue(plan.object, plan.names);
  record.takesErrors = false;
  for (const { name, column, decode } of plan.fields) record.store(name, decode(row[column] ?? null));
  record.id = row[plan.idColumn] as string;
  for (const { relationship, choices } of plan.parents.values()) {
    record.store(relationship, parentOf(choices, row));
  }
  return record;
}

function parentIdOf(choices: ParentPlan['choices'], row: SqlRow): string | null {
  for (const { record } of choices) {
    const id = row[record.idColumn];
    if (typeof id === 'string') return id;
  }
  return null;
}

function parentOf(choices: ParentPlan['choices'], row: SqlRow): SObjectValue | null {
  const id = parentIdOf(choices, row);
  if (id === null) return null;
  const choice =
    choices.find((each) => each.keyPrefix !== null && id.startsWith(each.keyPrefix)) ??
    choices.find((each) => each.keyPrefix === null);
  return choice ? build(choice.record, row) : null;
}
