/** What goes when a record goes: details with it, look-ups to nothing, or nothing at all where somebody restricts it. */
import type { FieldSchema, ObjectSchema, Schema } from '../../schema/model';
import { hasRecycleBin, isStored } from '../sql/storage';
import type { Tables } from '../sql/tables';
import type { ClearedLinks, Link } from './cleared-links';
import type { Records } from './records';
import { rowError, type RowError } from './results';

interface Dependant {
  readonly object: ObjectSchema;
  readonly field: FieldSchema;
}

export class Deletion {
  private readonly dependants = new Map<ObjectSchema, readonly Dependant[]>();

  constructor(
    private readonly schema: Schema,
    private readonly tables: Tables,
    private readonly records: Records,
    private readonly links: ClearedLinks,
  ) {}

  /** Deletes a record and its details; answers what stands against it, in which case nothing is deleted. */
  remove(object: ObjectSchema, id: string): RowError | null {
    const restricted = this.restriction(object, id);
    if (restricted) return restricted;
    this.removeWith(object, id, id);
    return null;
  }

  /** Takes a record and what went with it out of the recycle bin. */
  restore(object: ObjectSchema, id: string): void {
    for (const each of this.goingAlongWith(object)) this.records.restore(each, id);
    this.links.restore(id);
  }

  /** Leaves a record and what went with it no way back. */
  forget(object: ObjectSchema, id: string): void {
    for (const each of this.goingAlongWith(object)) this.records.forget(each, id);
    this.links.forget(id);
  }

  /** The object itself and those whose records may be deleted along with its own, as far as they have a recycle bin. */
  private goingAlongWith(object: ObjectSchema): ObjectSchema[] {
    const seen = new Set<ObjectSchema>();
    const visit = (each: ObjectSchema): void => {
      if (seen.has(each)) return;
      seen.add(each);
      for (const { object: child, field } of this.dependantsOf(each)) if (goesAlong(field)) visit(child);
    };
    visit(object);
    return [...seen].filter(hasRecycleBin);
  }

  /** Points everything that refers to one record at another; answers the ids of what did. */
  handOver(object: ObjectSchema, from: string, to: string): string[] {
    const moved: string[] = [];
    for (const { object: child, field } of this.dependantsOf(object)) {
      for (const row of this.records.findAll(child, this.records.idsByField(child, field, from)).values()) {
        row.store(field.name, to);
        this.records.update(row, [field]);
        if (child.kind !== 'share') moved.push(row.id ?? '');
      }
    }
    return moved;
  }

  private removeWith(object: ObjectSchema, id: string, root: string): void {
    for (const { object: child, field } of this.dependantsOf(object)) {
      for (const childId of this.records.idsByField(child, field, id)) {
        if (goesAlong(field)) this.removeWith(child, childId, root);
        else this.clear({ object: child, field, id: childId, parent: id }, root);
      }
    }
    this.records.remove(object, id, root);
  }

  private clear(link: Link, root: string): void {
    const row = this.records.find(link.object, link.id);
    if (!row) return;
    row.store(link.field.name, null);
    this.records.update(row, [link.field]);
    this.links.remember(link, root);
  }

  private restriction(object: ObjectSchema, id: string): RowError | null {
    for (const { object: child, field } of this.dependantsOf(object)) {
      if (field.deleteConstraint === 'restrict' && this.records.idsByField(child, field, id).length > 0) {
        const message = `Your attempt to delete record could not be completed because it is associated with ${child.pluralLabel}`;
        return rowError('DELETE_FAILED', message);
      }
    }
    return null;
  }

  /** Only objects that have a table can have rows that refer to the record. */
  private dependantsOf(object: ObjectSchema): readonly Dependant[] {
    let all = this.dependants.get(object);
    if (!all) {
      all = object.childRelationships.flatMap((relationship) => {
        const child = this.schema.object(relationship.childObject);
        const field = child?.fields.get(relationship.field.toLowerCase());
        return child && field && isStored(field) ? [{ object: child, field }] : [];
      });
      this.dependants.set(object, all);
    }
    return all.filter((each) => this.tables.exists(each.object));
  }
}

/** Whether records go when what the field points at goes. */
function goesAlong(field: FieldSchema): boolean {
  return field.isMasterDetail || field.deleteConstraint === 'cascade';
}
