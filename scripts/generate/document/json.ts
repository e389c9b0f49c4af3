/** JSON values as a document holds them, and JSON pointers into them (RFC 6901). */

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @returns the value as an object; an empty one where it is none */
export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** @returns the value as a list; an empty one where it is none */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** @returns the value as text; empty where it is none */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** @returns a text or number as text; empty where it is neither: YAML takes `version: 1.0` for a number */
export function wordOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Its own property, never one of JavaScript's: a document may have a schema called `constructor`. */
export function own(object: unknown, key: string): unknown {
  return typeof object === 'object' && object !== null && Object.hasOwn(object, key)
    ? (object as Record<string, unknown>)[key]
    : undefined;
}

/** @returns the pointer to a child: `child('#/paths', '/orders')` is `#/paths/~1orders` */
export function child(path: string, key: string | number): string {
  if (typeof key === 'number' || !/[~/]/.test(key)) return `${path}/${key}`;
  return `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The keys of a pointer, `#/a/b~1c` → `['a', 'b/c']`. */
export function keysOf(path: string): string[] {
  if (!path.startsWith('#/')) return [];
  const keys = path.slice(2).split('/');
  if (!/[%~]/.test(path)) return keys;
  return keys.map((key) => decoded(key).replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A reference is a URI fragment, so that its keys may be percent-encoded. */
function decoded(key: string): string {
  if (!key.includes('%')) return key;
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}

/** @returns what a pointer points at, undefined where there is nothing */
export function valueAt(root: unknown, path: string): unknown {
  let value: unknown = root;
  for (const key of keysOf(path)) value = own(value, key);
  return value;
}

/** The pointer with its keys written in one way, so that two references to one thing are equal. */
export function canonical(path: string): string {
  return keysOf(path).reduce<string>(child, '#');
}
