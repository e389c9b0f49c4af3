/** Leaves out components that nothing refers to. */
import { child, isObject, keysOf, listOf, objectOf, own, textOf, valueAt, type JsonObject } from '../document/json';

/** Names of security schemes stand where no reference does. */
const ALWAYS_KEPT = 'securitySchemes';

export function withoutUnused(document: JsonObject): JsonObject {
  const { components, ...rest } = document;
  if (!isObject(components)) return document;
  const used = reached(document, rest);
  const kept = Object.entries(components).map(([kind, entries]) => {
    if (kind === ALWAYS_KEPT || !isObject(entries)) return [kind, entries];
    const path = child('#/components', kind);
    return [kind, Object.fromEntries(Object.entries(entries).filter(([name]) => used.has(child(path, name))))];
  });
  return { ...document, components: Object.fromEntries(kept) as JsonObject };
}

/** Components that a part of the document leads to, by path. */
function reached(document: JsonObject, from: unknown): Set<string> {
  const variants = variantsByBase(document);
  const used = new Set<string>();
  const waiting: unknown[] = [from];
  const reach = (reference: string): void => {
    const path = component(reference);
    if (path === null || used.has(path)) return;
    used.add(path);
    waiting.push(valueAt(document, path));
    for (const each of variants.get(path) ?? []) reach(each);
  };
  const seen = new Set<object>();
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    for (const each of referencesOf(value as JsonObject)) reach(each);
    for (const each of Object.values(value) as unknown[]) waiting.push(each);
  }
  return used;
}

/** A reference of an object, and the schemas its discriminator names. */
function referencesOf(value: JsonObject): string[] {
  const mapping = Object.values(objectOf(own(own(value, 'discriminator'), 'mapping'))).map(textOf);
  return [textOf(own(value, '$ref')), ...mapping.map(asReference)];
}

/** A mapping names a schema, or refers to it. */
function asReference(text: string): string {
  return text.includes('#') || text.includes('/') ? text : child('#/components/schemas', text);
}

/** `#/components/schemas/Order` of a reference to or into it. */
function component(reference: string): string | null {
  const [first, kind, name] = keysOf(reference);
  if (first !== 'components' || kind === undefined || name === undefined) return null;
  return child(child('#/components', kind), name);
}

/** What extends a schema with a discriminator is one of its variants, though the schema does not refer to it. */
function variantsByBase(document: JsonObject): Map<string, string[]> {
  const schemas = objectOf(objectOf(document.components).schemas);
  const variants = new Map<string, string[]>();
  for (const [name, schema] of Object.entries(schemas)) {
    for (const part of listOf(own(schema, 'allOf'))) {
      const base = component(textOf(own(part, '$ref')));
      if (base === null || own(valueAt(document, base), 'discriminator') === undefined) continue;
      variants.set(base, [...(variants.get(base) ?? []), child('#/components/schemas', name)]);
    }
  }
  return variants;
}
