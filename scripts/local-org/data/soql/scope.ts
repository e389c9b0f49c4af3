/** The tables one SELECT reads: its object and the parents its paths lead to, each joined once. */
import type { FieldSchema, ObjectSchema } from '../../schema/model';
import { UnsupportedError } from '../../values/errors';
import { columnForJson } from '../sql/codec';
import { hasRecycleBin, quoted, typeStorage } from '../sql/storage';
import type { Parameters, SqlEnvironment } from './environment';
import { mustBeCounted, mustBeStored } from './not-stored';
import { type PathStep, type ResolvedField, resolveField } from './resolve';
import { summarySql } from './summaries';

/** A table in the FROM clause. */
interface Node {
  readonly object: ObjectSchema;
  /** The table's alias; for a polymorphic parent there is one for each object it may be. */
  readonly alias: string;
  readonly polymorphic: {
    readonly reference: FieldSchema;
    readonly id: string;
    readonly aliases: Map<ObjectSchema, string>;
  } | null;
  /** Of entities that are named instead of stored (`EntityDefinition`): the SQL of the name. */
  readonly name: string | null;
  readonly parents: Map<string, Node>;
}

const NO_POSITION = { line: 1, column: 1 };

export class SqlScope {
  private readonly joins: string[] = [];
  private readonly root: Node;

  constructor(
    readonly environment: SqlEnvironment,
    readonly parameters: Parameters,
    readonly object: ObjectSchema,
  ) {
    this.root = { object, alias: parameters.alias(), polymorphic: null, name: null, parents: new Map() };
    mustBeStored(object);
    environment.tables.ensure(object);
  }

  /** The alias of the query's own table. */
  get alias(): string {
    return this.root.alias;
  }

  /** `"Contact" t0 LEFT JOIN "Account" t1 ON …`: to be asked for after everything else is translated. */
  get from(): string {
    return [`${quoted(this.object.name)} ${this.root.alias}`, ...this.joins].join(' ');
  }

  /** The SQL of a field, and whether it is a plain column (which brings its collation along). */
  column(resolved: Pick<ResolvedField, 'steps' | 'field'>): { sql: string; isPlain: boolean } {
    let node = this.root;
    for (const step of resolved.steps) node = this.parent(node, step);
    return this.fieldOf(node, resolved.field, resolved.steps);
  }

  /** The id of the parent a path leads to; null where there is none. */
  parentId(steps: readonly PathStep[]): string {
    let node = this.root;
    for (const step of steps) node = this.parent(node, step);
    return node.polymorphic?.id ?? node.name ?? `${node.alias}."Id"`;
  }

  private fieldOf(node: Node, field: FieldSchema, steps: readonly PathStep[]): { sql: string; isPlain: boolean } {
    if (node.polymorphic) return { sql: this.polymorphicField(node, field), isPlain: false };
    if (node.name !== null) return { sql: namedField(node.object, field, node.name), isPlain: false };
    if (field.formula !== null) return { sql: this.formula(node, field, steps), isPlain: false };
    if (field.summary) return { sql: summarySql(this, node.object, node.alias, field, field.summary), isPlain: false };
    if (typeStorage(field) === 'none') return { sql: compoundSql(node.object, node.alias, field), isPlain: false };
    mustBeCounted(node.object, field);
    return { sql: `${node.alias}.${quoted(field.name)}`, isPlain: true };
  }

  private formula(node: Node, field: FieldSchema, steps: readonly PathStep[]): string {
    const { formulas } = this.environment;
    const values = formulas.dependencies(node.object, field.name).map((each) => {
      const { sql } = this.column({ steps: [...steps, ...each.steps], field: each.field });
      return columnForJson(each.field, sql);
    });
    const key = this.parameters.add(`${node.object.name}.${field.name}`);
    const formula = `apex_formula(${key}, json_array(${values.join(', ')}))`;
    // A parent that is not there has no formulas.
    return steps.length === 0 ? formula : `CASE WHEN ${this.parentId(steps)} IS NULL THEN NULL ELSE ${formula} END`;
  }

  /** What owners, whos and whats share: looked up in each object the reference may point at. */
  private polymorphicField(node: Node, field: FieldSchema): string {
    const polymorphic = node.polymorphic;
    if (!polymorphic) throw new Error('not polymorphic');
    if (field.name === 'Id') return polymorphic.id;
    const objects = polymorphic.reference.referenceTo.flatMap((name) => this.environment.schema.object(name) ?? []);
    if (field.name === 'Type') {
      const cases = objects.map(
        (object) =>
          `WHEN ${this.parameters.add(object.keyPrefix)} THEN ${this.parameters.add(typeName(object, polymorphic.reference))}`,
      );
      return `CASE substr(${polymorphic.id}, 1, 3) ${cases.join(' ')} END`;
    }
    const columns: string[] = [];
    for (const object of objects) {
      const own = sameField(object, field);
      // An object without a table has no records to point at.
      if (!own || !this.environment.tables.exists(object)) continue;
      let alias = polymorphic.aliases.get(object);
      if (alias === undefined) {
        alias = this.join(object, polymorphic.id);
        polymorphic.aliases.set(object, alias);
      }
      columns.push(`${alias}.${quoted(own.name)}`);
    }
    return columns.length > 1 ? `coalesce(${columns.join(', ')})` : (columns[0] ?? 'NULL');
  }

  private parent(node: Node, step: PathStep): Node {
    const key = step.relationship.toLowerCase();
    const known = node.parents.get(key);
    if (known) return known;
    if (node.polymorphic) return this.parentOfPolymorphic(node, step);
    const id = `${node.alias}.${quoted(step.reference.name)}`;
    const parent = this.parentNode(step, id);
    node.parents.set(key, parent);
    return parent;
  }

  private parentNode(step: PathStep, id: string): Node {
    const node = { object: step.to, alias: '', polymorphic: null, name: null, parents: new Map<string, Node>() };
    if (step.isPolymorphic) return { ...node, polymorphic: { reference: step.reference, id, aliases: new Map() } };
    if (typeStorage(step.reference) === 'text') return { ...node, name: id };
    return { ...node, alias: this.join(step.to, id) };
  }

  /** `Owner.Profile.Name`: the parent of whatever the reference points at. */
  private parentOfPolymorphic(node: Node, step: PathStep): Node {
    const id = this.polymorphicField(node, step.reference);
    const parent = this.parentNode({ ...step, isPolymorphic: false }, id);
    node.parents.set(step.relationship.toLowerCase(), parent);
    return parent;
  }

  private join(object: ObjectSchema, id: string): string {
    mustBeStored(object);
    const alias = this.parameters.alias();
    const table = this.environment.tables.ensure(object);
    this.joins.push(`LEFT JOIN ${table} ${alias} ON ${alias}."Id" = ${id}`);
    return alias;
  }

  /** Resolves a path from the scope's object; for what the platform itself asks, not the program. */
  resolve(...path: string[]): ResolvedField {
    return resolveField(this.environment.schema, this.object, path, NO_POSITION);
  }

  /** The condition that leaves out what is in the recycle bin; null where there is none. */
  get notDeleted(): string | null {
    return hasRecycleBin(this.object) ? `${this.alias}."IsDeleted" = 0` : null;
  }
}

/** What `Type` says: of the groups, only queues own anything. */
function typeName(object: ObjectSchema, reference: FieldSchema): string {
  return object.name === 'Group' && reference.name === 'OwnerId' ? 'Queue' : object.name;
}

/** What is known of an entity by its name alone. */
function namedField(object: ObjectSchema, field: FieldSchema, name: string): string {
  switch (field.name) {
    case 'Id':
    case 'DurableId':
    case 'QualifiedApiName':
      return name;
    case 'DeveloperName':
      return `replace(replace(${name}, '__c', ''), '__mdt', '')`;
    default:
      throw new UnsupportedError(`${object.name}.${field.name} in SOQL`);
  }
}

/** Addresses and locations: null where all their parts are, and nothing the local org could answer where they are not. */
function compoundSql(object: ObjectSchema, alias: string, field: FieldSchema): string {
  const prefix = field.isCustom ? field.name.replace(/__c$/, '__') : field.name.replace(/(Address|Location)$/, '');
  const partNames = /^(Street|City|State|PostalCode|Country|Latitude|Longitude|Latitude__s|Longitude__s)$/;
  const columns = [...object.fields.values()]
    .filter((each) => each.name.startsWith(prefix) && partNames.test(each.name.slice(prefix.length)))
    .map((each) => `${alias}.${quoted(each.name)}`);
  return columns.length > 0 ? `coalesce(${columns.join(', ')}, NULL)` : 'NULL';
}

/** The field of an object that answers for a field of `Name`: the one of that name, or what names the record. */
function sameField(object: ObjectSchema, field: FieldSchema): FieldSchema | null {
  const same = object.fields.get(field.name.toLowerCase());
  if (same) return same;
  if (field.name !== 'Name') return null;
  return [...object.fields.values()].find((each) => each.isNameField) ?? null;
}
