/** Collects what is wrong in metadata files. */

import type { MetadataFile } from './files';
import type { SchemaProblem } from './model';
import type { XmlElement } from './xml';

/** A metadata file whose XML could be read. */
export interface ParsedFile extends MetadataFile {
  readonly root: XmlElement;
}

export class ProblemList {
  private readonly found: SchemaProblem[] = [];

  /** Something wrong in a file, at an element of it or at its beginning. */
  add(file: string, at: { readonly line: number; readonly column: number } | null, message: string): void {
    this.found.push({ file, line: at?.line ?? 1, column: at?.column ?? 1, message });
  }

  /** In order of file and place. */
  all(): SchemaProblem[] {
    return [...this.found].sort(
      (a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column,
    );
  }
}

/**
 * Text an element must have; a problem where it is missing.
 *
 * @param owner what the element belongs to, for the message: `Field Name__c`
 */
export function required(
  problems: ProblemList,
  file: string,
  element: XmlElement,
  name: string,
  owner: string,
): string | null {
  const found = element.children.find((each) => each.name === name);
  const text = found?.text.trim();
  if (text) return text;
  problems.add(file, found ?? element, `${owner} has no <${name}>.`);
  return null;
}
