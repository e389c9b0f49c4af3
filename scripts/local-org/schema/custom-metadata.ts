/** Custom metadata records from `customMetadata/Type.Record.md-meta.xml`, checked against their types. */

import type { CustomMetadataRecord, FieldSchema, ObjectSchema } from './model';
import type { ParsedFile, ProblemList } from './problems';
import { child, children, flag, textOf, type XmlElement } from './xml';

/**
 * Reads the records of a project.
 *
 * @param objectOf an object by name; null when there is none
 */
export function readCustomMetadata(
  files: readonly ParsedFile[],
  objectOf: (name: string) => ObjectSchema | null,
  problems: ProblemList,
): CustomMetadataRecord[] {
  const records = new Map<string, CustomMetadataRecord>();
  for (const file of files) {
    const dot = file.name.indexOf('.');
    const typeName = `${file.name.slice(0, dot).replace(/__mdt$/, '')}__mdt`;
    const developerName = file.name.slice(dot + 1);
    const object = dot > 0 ? objectOf(typeName) : null;
    if (!object) {
      problems.add(
        file.path,
        file.root,
        dot > 0
          ? `Custom metadata type ${typeName} is not declared in the project.`
          : `The file must be named <type>.<record>.md-meta.xml.`,
      );
      continue;
    }
    const key = `${object.name}.${developerName}`.toLowerCase();
    const earlier = records.get(key);
    if (earlier) {
      problems.add(
        file.path,
        file.root,
        `Custom metadata record ${object.name}.${developerName} is declared twice: also in ${earlier.file}.`,
      );
      continue;
    }
    records.set(key, {
      object: object.name,
      developerName,
      label: textOf(file.root, 'label') ?? developerName,
      isProtected: flag(file.root, 'protected'),
      values: readValues(file, object, problems),
      file: file.path,
    });
  }
  return [...records.values()];
}

function readValues(file: ParsedFile, object: ObjectSchema, problems: ProblemList): CustomMetadataRecord['values'] {
  const values: Record<string, string | number | boolean | null> = {};
  for (const element of children(file.root, 'values')) {
    const name = textOf(element, 'field');
    const field = name === null ? undefined : object.fields.get(name.toLowerCase());
    if (!name || !field) {
      problems.add(
        file.path,
        child(element, 'field') ?? element,
        name ? `Custom metadata type ${object.name} has no field ${name}.` : 'A value has no <field>.',
      );
      continue;
    }
    const value = child(element, 'value');
    values[field.name] = value && !isNil(value) ? convert(value, field, file, problems) : null;
  }
  return values;
}

function isNil(element: XmlElement): boolean {
  return Object.entries(element.attributes).some(([name, value]) => /(^|:)nil$/.test(name) && value === 'true');
}

function convert(
  element: XmlElement,
  field: FieldSchema,
  file: ParsedFile,
  problems: ProblemList,
): string | number | boolean | null {
  const text = element.text;
  if (field.type === 'boolean') return text.trim().toLowerCase() === 'true';
  if (field.type === 'double' || field.type === 'percent' || field.type === 'currency') {
    const value = Number(text);
    if (text.trim() && Number.isFinite(value)) return value;
    problems.add(file.path, element, `Field ${field.name} is a number, but the value is '${text.trim()}'.`);
    return null;
  }
  // Relationships hold a developer name or an API name, whatever the length of the id they stand for.
  if (field.type !== 'reference' && field.length > 0 && text.length > field.length)
    problems.add(
      file.path,
      element,
      `Field ${field.name} holds ${field.length} characters, but the value has ${text.length}.`,
    );
  return text === '' ? null : text;
}
