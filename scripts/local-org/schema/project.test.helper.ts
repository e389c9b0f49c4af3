/** Puts small projects on disk for the tests of this folder. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadSchema, type LoadedSchema } from './load';
import type { FieldSchema, ObjectSchema, SchemaProblem } from './model';

const NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

/** A metadata file's text: the root element on line 2, its content from line 3. */
export function xml(root: string, content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} ${NAMESPACE}>\n${content.trim()}\n</${root}>\n`;
}

export function customObject(label: string, content = ''): string {
  return xml(
    'CustomObject',
    `<label>${label}</label>\n<pluralLabel>${label}s</pluralLabel>\n<nameField><label>${label} Name</label><type>Text</type></nameField>\n<sharingModel>ReadWrite</sharingModel>\n${content}`,
  );
}

export function customField(name: string, type: string, content = ''): string {
  return xml('CustomField', `<fullName>${name}</fullName>\n<label>${name}</label>\n<type>${type}</type>\n${content}`);
}

/** Projects that are gone after the test. */
export class TestProjects {
  private readonly folders: string[] = [];

  /** Writes files by their path in a new folder and returns the folder. */
  write(files: Readonly<Record<string, string>>): string {
    const folder = mkdtempSync(join(tmpdir(), 'courier-schema-'));
    this.folders.push(folder);
    for (const [path, text] of Object.entries(files)) {
      const file = join(folder, ...path.split('/'));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    return folder;
  }

  load(files: Readonly<Record<string, string>>): LoadedSchema {
    return loadSchema([this.write(files)]);
  }

  removeAll(): void {
    for (const folder of this.folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  }
}

export function objectOf(loaded: LoadedSchema, name: string): ObjectSchema {
  const object = loaded.schema.object(name);
  if (!object) throw new Error(`no object ${name}: ${loaded.problems.map((each) => each.message).join('; ')}`);
  return object;
}

export function fieldOf(loaded: LoadedSchema, object: string, field: string): FieldSchema {
  const found = objectOf(loaded, object).fields.get(field.toLowerCase());
  if (!found) throw new Error(`no field ${object}.${field}`);
  return found;
}

/** `file:line message` with the file's last name only. */
export function told(problems: readonly SchemaProblem[]): string[] {
  return problems.map((each) => `${each.file.split(/[\\/]/).pop()}:${each.line} ${each.message}`);
}
