/** OpenAPI 3.0 → 3.1 as the library does it, but nothing is copied that needs no change: most of a document of megabytes. */
import type { JsonObject } from './json';

/** What the way to a value says of it. */
interface Way {
  /** How many keys lead there. */
  readonly depth: number;
  readonly isInComponents: boolean;
  readonly isSchema: boolean;
  /** A map of named examples, or in one. */
  readonly isInExamples: boolean;
  readonly isInContent: boolean;
  readonly isBytes: boolean;
  /** Of what it is a part of. */
  readonly mediaType: string | undefined;
}

const TOP: Way = {
  depth: 0,
  isInComponents: false,
  isSchema: false,
  isInExamples: false,
  isInContent: false,
  isBytes: false,
  mediaType: undefined,
};

const BYTES = 'application/octet-stream';
const SCHEMAS = new Set(['properties', 'items', 'allOf', 'anyOf', 'oneOf', 'not', 'additionalProperties', 'schema']);
const TELLING = new Set([...SCHEMAS, 'components', 'schemas', 'examples', 'content', BYTES]);
/** An object with none of these under it stays as it is. */
const CHANGED = ['nullable', 'exclusiveMinimum', 'exclusiveMaximum', 'example', 'format', 'x-webhooks'];

/** @returns the document as OpenAPI 3.1; the one given stays as it is */
export function upgraded30(document: JsonObject): JsonObject {
  return { ...upgradedAt(document, '', '', TOP), openapi: '3.1.1' };
}

/**
 * @param key what it stands under
 * @param before the key before that
 */
function upgradedAt(value: JsonObject, key: string, before: string, way: Way): JsonObject {
  const below = inMediaType(way, key, before);
  let changed: Record<string, unknown> | undefined;
  for (const name in value) {
    const each = value[name];
    if (typeof each !== 'object' || each === null) continue;
    const there = Array.isArray(each)
      ? itemsAt(each, name, inMediaType(along(below, name, key), name, key))
      : upgradedAt(each as JsonObject, name, key, along(below, name, key));
    if (there !== each) (changed ??= { ...value })[name] = there;
  }
  if (way.isInContent && way.isBytes) return {};
  const now = changed ?? value;
  return CHANGED.some((each) => Object.hasOwn(now, each)) ? rewritten({ ...now }, way) : now;
}

function itemsAt(list: readonly unknown[], key: string, way: Way): readonly unknown[] {
  const inItem = way.depth > 1 ? way : { ...way, depth: 2, isInComponents: false };
  let changed: unknown[] | undefined;
  for (let index = 0; index < list.length; index++) {
    const each = list[index];
    if (typeof each !== 'object' || each === null || Array.isArray(each)) continue;
    const there = upgradedAt(each as JsonObject, String(index), key, inItem);
    if (there !== each) (changed ??= [...list])[index] = there;
  }
  return changed ?? list;
}

/** A media type's own object is no part of it; what stands in that is. */
function inMediaType(way: Way, key: string, before: string): Way {
  return before === 'content' && way.mediaType === undefined ? { ...way, mediaType: key } : way;
}

function along(way: Way, key: string, before: string): Way {
  const isSchema = SCHEMAS.has(key) || key.endsWith('Schema');
  if (way.depth > 1 && !isSchema && !TELLING.has(key)) return way;
  const { depth } = way;
  return {
    depth: depth + 1,
    isInComponents: depth === 0 && key === 'components',
    isSchema: way.isSchema || isSchema || (way.isInComponents && key === 'schemas'),
    isInExamples: way.isInExamples || (key === 'examples' && depth > 0 && before !== 'properties'),
    isInContent: way.isInContent || key === 'content',
    isBytes: way.isBytes || key === BYTES,
    mediaType: way.mediaType,
  };
}

/** @param schema a schema, or what has keys like one: its own copy */
function rewritten(schema: Record<string, unknown>, way: Way): JsonObject {
  if (schema.type !== undefined && schema.nullable === true) {
    schema.type = [schema.type, 'null'];
    delete schema.nullable;
  }
  limit(schema, 'exclusiveMinimum', 'minimum');
  limit(schema, 'exclusiveMaximum', 'maximum');
  if (schema.example !== undefined && !way.isInExamples) {
    schema.examples = way.isSchema ? [schema.example] : { default: { value: schema.example } };
    delete schema.example;
  }
  const { format, ...rest } = schema;
  if (schema.type === 'string') {
    if (format === 'binary') return { ...rest, contentMediaType: BYTES };
    if (format === 'base64') return { ...rest, contentEncoding: 'base64' };
    if (format === 'byte') {
      const { mediaType } = way;
      return {
        ...rest,
        contentEncoding: 'base64',
        ...(mediaType === undefined ? {} : { contentMediaType: mediaType }),
      };
    }
  }
  if (schema['x-webhooks'] !== undefined) {
    schema.webhooks = schema['x-webhooks'];
    delete schema['x-webhooks'];
  }
  return schema;
}

/** In 3.0 it says of the limit that it is left out itself; in 3.1 it is the limit. */
function limit(schema: Record<string, unknown>, exclusive: string, inclusive: string): void {
  if (schema[exclusive] === true) {
    schema[exclusive] = schema[inclusive];
    delete schema[inclusive];
  } else if (schema[exclusive] === false) delete schema[exclusive];
}
