/** `sfdx-project.json` as data. */
import type { SourceTree } from '../source-tree';

/** @returns null when it is no JSON, which reading the project has refused before */
export function projectConfig(tree: SourceTree): unknown {
  try {
    return JSON.parse(tree.text('sfdx-project.json'));
  } catch {
    return null;
  }
}
