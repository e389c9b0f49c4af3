/** Which fields the members of field sets are. */
import type { FieldSchema, ObjectSchema } from './model';
import type { ObjectDraft } from './object-draft';
import type { ProblemList } from './problems';
import { child, children, textOf } from './xml';

type Objects = (name: string) => ObjectSchema | null;

/** A field and the object that has it. */
export interface FieldOfPath {
  readonly owner: ObjectSchema;
  readonly field: FieldSchema;
}

/** The field at the end of `Owner.Profile.Name`; null where the path leads nowhere. */
export function fieldOfPath(object: ObjectSchema, path: string, objectOf: Objects): FieldOfPath | null {
  const names = path.toLowerCase().split('.');
  const last = names.pop() ?? '';
  const owner = names.reduce<ObjectSchema | null>((from, name) => from && parentNamed(from, name, objectOf), object);
  const field = owner?.fields.get(last);
  return owner && field ? { owner, field } : null;
}

function parentNamed(object: ObjectSchema, relationship: string, objectOf: Objects): ObjectSchema | null {
  const field = [...object.fields.values()].find((each) => each.relationshipName?.toLowerCase() === relationship);
  return objectOf(field?.referenceTo[0] ?? '');
}

/** Reports what is no field. Of standard fields which there are depends on the org's features: they are not judged. */
export function checkFieldSets(drafts: Iterable<ObjectDraft>, objectOf: Objects, problems: ProblemList): void {
  for (const draft of drafts) {
    const object = objectOf(draft.name);
    for (const set of object ? draft.fieldSets : [])
      for (const member of children(set.element, 'displayedFields')) {
        const path = textOf(member, 'field') ?? '';
        if (object && (fieldOfPath(object, path, objectOf) || /^[^_]+$/.test(path))) continue;
        const what = path ? `there is no field ${path}` : 'a member has no <field>';
        problems.add(set.file, child(member, 'field') ?? member, `Field set ${draft.name}.${set.name}: ${what}.`);
      }
  }
}
