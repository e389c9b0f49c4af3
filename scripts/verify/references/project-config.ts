/** `sfdx-project.json` as data that may be of any shape. */
import type { SourceTree } from '../source-tree';

/** @returns null when it is no JSON, which reading the project has refused before */
export function projectConfig(tree: SourceTree): unknown {
  try {
    return JSON.parse(tree.text('sfdx-project.json').replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}

/** The list under a key; empty when there is none. */
export function listOf(value: unknown, key: string): readonly unknown[] {
  const list = property(value, key);
  return Array.isArray(list) ? (list as unknown[]) : [];
}

/** The value under a key; undefined of what has none. */
export function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
