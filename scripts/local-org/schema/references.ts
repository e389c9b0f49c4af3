/** What can only be settled once every object is known: where references lead and what roll-ups sum up. */

import type { FieldSchema, ObjectSchema } from './model';
import type { BuiltObject } from './objects';
import type { ProblemList } from './problems';
import { child } from './xml';

/** Reports references of custom fields to objects that do not exist. */
export function checkReferences(
  objects: readonly BuiltObject[],
  objectOf: (name: string) => ObjectSchema | null,
  problems: ProblemList,
): void {
  for (const { object, origins } of objects)
    for (const field of object.fields.values()) {
      const origin = origins.get(field.name.toLowerCase());
      if (!origin) continue;
      for (const target of field.referenceTo)
        if (!objectOf(target))
          problems.add(
            origin.file,
            child(origin.element, 'referenceTo') ?? origin.element,
            `Field ${object.name}.${field.name} refers to unknown object ${target}.`,
          );
    }
}

/** A sum has the type of what it sums up, and so have a minimum and a maximum; a count is a whole number. */
export function settleSummaries(objects: readonly BuiltObject[]): BuiltObject[] {
  const byName = new Map(objects.map((each) => [each.object.name.toLowerCase(), each.object]));
  return objects.map((built) => {
    const summaries = [...built.object.fields.values()].filter((field) => field.summary);
    if (summaries.length === 0) return built;
    const fields = new Map(built.object.fields);
    for (const field of summaries) fields.set(field.name.toLowerCase(), settle(field, byName));
    return { ...built, object: { ...built.object, fields } };
  });
}

function settle(field: FieldSchema, byName: ReadonlyMap<string, ObjectSchema>): FieldSchema {
  const { summary } = field;
  if (!summary?.childField) return field;
  const summed = byName.get(summary.childObject.toLowerCase())?.fields.get(summary.childField.toLowerCase());
  return summed ? { ...field, type: summed.type, precision: summed.precision, scale: summed.scale } : field;
}
