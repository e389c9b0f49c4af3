/** Schema cuts: a property whose type leads to half of the API becomes "anything". */
import { isObject, objectOf, type JsonObject } from '../document/json';
import { matcher } from './patterns';

/** What remains of a schema that is cut. */
const REMAINS = ['title', 'description', 'deprecated', 'readOnly', 'writeOnly'];
/** Where the parts of a schema hold schemas of the same object. */
const PARTS = ['allOf', 'anyOf', 'oneOf'];

/**
 * @param cuts `Schema` or `Schema.property`, and on through objects in it: `Schema.property.property`; with wildcards
 * @returns the document with these schemas open, and the cuts that match nothing
 */
export function cutSchemas(
  document: JsonObject,
  cuts: readonly string[],
): { document: JsonObject; warnings: string[] } {
  if (cuts.length === 0) return { document, warnings: [] };
  const matchers = cuts.map(matcher);
  const isCut = (name: string): boolean => matchers.map((each) => each.matches(name)).includes(true);
  const components = objectOf(document.components);
  const schemas = Object.entries(objectOf(components.schemas)).map(([name, schema]) => [
    name,
    cut(schema, name, isCut),
  ]);
  const unused = matchers.filter((each) => !each.isUsed());
  return {
    document: { ...document, components: { ...components, schemas: Object.fromEntries(schemas) as JsonObject } },
    warnings: unused.map(({ pattern }) => `cut: there is no ${pattern} in the document's schemas.`),
  };
}

function cut(schema: unknown, name: string, isCut: (name: string) => boolean): unknown {
  if (!isObject(schema)) return schema;
  if (isCut(name)) return Object.fromEntries(Object.entries(schema).filter(([key]) => REMAINS.includes(key)));
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (key === 'properties' && isObject(value)) {
        const properties = Object.entries(value).map(([property, each]) => [
          property,
          cut(each, `${name}.${property}`, isCut),
        ]);
        return [key, Object.fromEntries(properties)];
      }
      if (key === 'items') return [key, inside(value, name, isCut)];
      if (PARTS.includes(key) && Array.isArray(value))
        return [key, (value as unknown[]).map((each) => inside(each, name, isCut))];
      return [key, value];
    }),
  );
}

/** A part of the schema of this name, which is not cut itself. */
function inside(schema: unknown, name: string, isCut: (name: string) => boolean): unknown {
  return cut(schema, name, (each) => each !== name && isCut(each));
}
