/** Whether what references point at is there: one look-up a target object for all rows. */
import type { FieldSchema, ObjectSchema, Schema } from '../../schema/model';
import { isIdText } from '../../values/ids';
import { completeId } from '../sql/ids';
import { typeStorage } from '../sql/storage';
import type { Records } from './records';
import { rowError } from './results';
import { alive, type Work } from './work';

/** References the org fills itself, or whose targets it does not keep as rows. */
const UNCHECKED = new Set(['createdbyid', 'lastmodifiedbyid']);

interface Reference {
  readonly work: Work;
  readonly field: FieldSchema;
  readonly id: string;
}

export function checkReferences(schema: Schema, records: Records, works: readonly Work[]): void {
  const byTarget = new Map<ObjectSchema, Reference[]>();
  for (const work of alive(works)) {
    for (const field of work.changed) {
      const id = work.row.rawField(field.name);
      if (typeof id !== 'string' || field.type !== 'reference' || typeStorage(field) !== 'id') continue;
      if (UNCHECKED.has(field.name.toLowerCase()) || field.referenceTo.length === 0) continue;
      const target = targetOf(schema, field, id);
      if (target === null) {
        work.errors.push(
          rowError(
            isIdText(id) ? 'FIELD_INTEGRITY_EXCEPTION' : 'MALFORMED_ID',
            `${field.label}: id value of incorrect type: ${id}`,
            [field.name],
          ),
        );
        continue;
      }
      const known = byTarget.get(target);
      const reference = { work, field, id: completeId(id) };
      if (known) known.push(reference);
      else byTarget.set(target, [reference]);
    }
  }
  for (const [target, references] of byTarget) {
    const there = records.existing(target, [...new Set(references.map((each) => each.id))]);
    for (const { work, field, id } of references) {
      if (!there.has(id))
        work.errors.push(rowError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', [field.name]));
    }
  }
}

function targetOf(schema: Schema, field: FieldSchema, id: string): ObjectSchema | null {
  if (!isIdText(id)) return null;
  const targets = field.referenceTo.flatMap((name) => schema.object(name) ?? []);
  return targets.find((target) => target.keyPrefix !== '' && id.startsWith(target.keyPrefix)) ?? null;
}
