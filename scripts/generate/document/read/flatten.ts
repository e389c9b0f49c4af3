/** One schema with its `allOf` merged into it, to look at; nothing is turned into types here. */
import type { Choices, Limits } from '../../model/model';
import { child, isObject, listOf, own, textOf, type JsonObject } from '../json';
import { shortened, type Place, type ReadContext } from './context';

export interface FlatSchema {
  readonly types: ReadonlySet<string>;
  readonly nullable: boolean;
  readonly format: string;
  readonly description: string;
  readonly deprecated: boolean;
  readonly enumeration: readonly unknown[] | null;
  readonly properties: ReadonlyMap<string, SchemaAt>;
  readonly required: ReadonlySet<string>;
  /** `additionalProperties`, wherever it says something. */
  readonly additional: SchemaAt | null;
  readonly items: SchemaAt | null;
  /** Whether it forbids other properties. */
  readonly isClosed: boolean;
  readonly limits: Limits;
  /** What alternatives that say nothing else require. */
  readonly choices: Choices | null;
  /** `oneOf` and `anyOf`, without the alternatives that are only null. */
  readonly alternatives: readonly SchemaAt[];
  readonly discriminator: JsonObject | null;
}

/** A schema where it stands, references not followed. */
export interface SchemaAt {
  readonly path: string;
  readonly schema: unknown;
}

interface Draft {
  types: Set<string>;
  nullable: boolean;
  format: string;
  description: string;
  deprecated: boolean;
  enumeration: readonly unknown[] | null;
  properties: Map<string, SchemaAt>;
  required: Set<string>;
  additional: SchemaAt | null;
  items: SchemaAt | null;
  isClosed: boolean;
  limits: Limits;
  choices: Choices | null;
  alternatives: SchemaAt[];
  discriminator: JsonObject | null;
}

/** How many schemas one may be made of. */
const MAXIMUM_PARTS = 500;

export function flatten(context: ReadContext, place: Place): FlatSchema {
  const draft: Draft = {
    types: new Set(),
    nullable: false,
    format: '',
    description: '',
    deprecated: false,
    enumeration: null,
    properties: new Map(),
    required: new Set(),
    additional: null,
    items: null,
    isClosed: false,
    limits: {},
    choices: null,
    alternatives: [],
    discriminator: null,
  };
  add(context, draft, place, new Set(), []);
  return draft;
}

/** @param through the schemas that have this one in their `allOf` */
function add(
  context: ReadContext,
  draft: Draft,
  { path, value }: Place,
  seen: Set<string>,
  through: readonly string[],
): void {
  if (through.includes(path)) context.problem(path, 'This schema is made of itself: an allOf leads back to it.');
  if (seen.has(path) || seen.size > MAXIMUM_PARTS) return;
  seen.add(path);
  for (const [index, part] of listOf(own(value, 'allOf')).entries()) {
    const resolved = context.resolve(part, child(child(path, 'allOf'), index));
    if (resolved) add(context, draft, resolved, seen, [...through, path]);
  }
  for (const type of typesOf(value)) {
    if (type === 'null') draft.nullable = true;
    else draft.types.add(type);
  }
  draft.format = textOf(own(value, 'format')) || draft.format;
  draft.enumeration = enumerationOf(value) ?? draft.enumeration;
  if (draft.enumeration?.includes(null)) draft.nullable = true;
  for (const name of listOf(own(value, 'required'))) if (typeof name === 'string') draft.required.add(name);
  addProperties(draft, value, path);
  const additional = own(value, 'additionalProperties') ?? own(value, 'unevaluatedProperties');
  if (additional === false) draft.isClosed = true;
  else if (additional !== undefined) {
    draft.additional = { path: child(path, 'additionalProperties'), schema: additional };
  }
  const items = own(value, 'items') ?? listOf(own(value, 'prefixItems'))[0];
  if (items !== undefined) draft.items = { path: child(path, 'items'), schema: items };
  Object.assign(draft.limits, limitsOf(value));
  addAlternatives(context, draft, value, path);
  draft.choices = choicesOf(value) ?? draft.choices;
  check(context, value, path);
  if (through.length === 0) {
    draft.description = textOf(own(value, 'description')).trim() || textOf(own(value, 'title')).trim();
    draft.deprecated = own(value, 'deprecated') === true;
    const discriminator = own(value, 'discriminator');
    if (isObject(discriminator)) draft.discriminator = discriminator;
  }
}

const TYPES = new Set(['null', 'string', 'number', 'integer', 'boolean', 'object', 'array', 'file']);

/** Tells of keywords that say nothing, since what stands there is of another kind. */
function check(context: ReadContext, value: JsonObject, path: string): void {
  const tell = (key: string, message: string): void => context.problem(child(path, key), message);
  const type = own(value, 'type');
  for (const each of Array.isArray(type) ? listOf(type) : type === undefined ? [] : [type])
    if (typeof each !== 'string' || !TYPES.has(each))
      tell('type', `${JSON.stringify(each)} is no type of JSON Schema.`);
  for (const [key, { isLimit, what }] of LIMITS) {
    const limit = own(value, key);
    if (limit !== undefined && !isLimit(limit)) tell(key, `${shortened(limit)} is no ${key}: that is ${what}.`);
  }
  const properties = own(value, 'properties');
  if (properties !== undefined && !isObject(properties)) tell('properties', 'Properties are an object of schemas.');
  for (const key of ['enum', 'allOf', 'oneOf', 'anyOf'])
    if (own(value, key) !== undefined && !Array.isArray(own(value, key))) tell(key, `${key} is a list.`);
}

function addProperties(draft: Draft, value: JsonObject, path: string): void {
  const properties = own(value, 'properties');
  if (!isObject(properties)) return;
  for (const [name, schema] of Object.entries(properties)) {
    // A part that only says more about a property does not take away its type.
    if (draft.properties.has(name) && !saysAType(schema)) continue;
    draft.properties.set(name, { path: child(child(path, 'properties'), name), schema });
  }
}

function addAlternatives(context: ReadContext, draft: Draft, value: JsonObject, path: string): void {
  for (const key of ['oneOf', 'anyOf']) {
    for (const [index, schema] of listOf(own(value, key)).entries()) {
      if (isNull(schema)) draft.nullable = true;
      else if (saysAType(schema)) draft.alternatives.push({ path: child(child(path, key), index), schema });
      const resolved = context.resolve(schema, child(child(path, key), index));
      if (resolved && typesOf(resolved.value).includes('null')) draft.nullable = true;
    }
  }
}

/** `oneOf: [{ required: [email] }, { required: [phone] }]`. */
function choicesOf(value: JsonObject): Choices | null {
  for (const key of ['oneOf', 'anyOf']) {
    const all = listOf(own(value, key));
    const required = all.flatMap((each) =>
      isObject(each) && Object.keys(each).length === 1 && Array.isArray(each.required)
        ? [listOf(each.required).filter((name): name is string => typeof name === 'string')]
        : [],
    );
    if (required.length > 1 && required.length === all.length) return { isExclusive: key === 'oneOf', required };
  }
  return null;
}

const TYPE_WORDS = [
  '$ref',
  'type',
  'enum',
  'const',
  'properties',
  'items',
  'allOf',
  'oneOf',
  'anyOf',
  'additionalProperties',
];

/** Whether it says of what type a value is, and not only how it is constrained. */
export function saysAType(schema: unknown): boolean {
  return isObject(schema) && TYPE_WORDS.some((key) => Object.hasOwn(schema, key));
}

export function isNull(schema: unknown): boolean {
  if (!isObject(schema)) return false;
  const values = own(schema, 'enum');
  return (
    own(schema, 'type') === 'null' ||
    own(schema, 'const') === null ||
    (Array.isArray(values) && values.length > 0 && values.every((each) => each === null))
  );
}

function typesOf(value: JsonObject): string[] {
  const type = own(value, 'type');
  const types =
    typeof type === 'string' ? [type] : listOf(type).filter((each): each is string => typeof each === 'string');
  return own(value, 'nullable') === true ? [...types, 'null'] : types;
}

function enumerationOf(value: JsonObject): readonly unknown[] | null {
  if (Object.hasOwn(value, 'const')) return [own(value, 'const')];
  const values = own(value, 'enum');
  return Array.isArray(values) ? (values as readonly unknown[]) : null;
}

interface LimitKind {
  readonly isLimit: (value: unknown) => boolean;
  readonly what: string;
}

const NUMBER: LimitKind = { isLimit: Number.isFinite, what: 'a number' };
const STEP: LimitKind = { isLimit: (value) => Number.isFinite(value) && Number(value) > 0, what: 'a number above 0' };
const COUNT: LimitKind = {
  isLimit: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
  what: 'a whole number, 0 or more',
};
const WORDS: LimitKind = { isLimit: (value) => typeof value === 'string', what: 'a text' };
const LIMITS: readonly (readonly [keyof Limits, LimitKind])[] = [
  ['minimum', NUMBER],
  ['maximum', NUMBER],
  ['exclusiveMinimum', NUMBER],
  ['exclusiveMaximum', NUMBER],
  ['multipleOf', STEP],
  ['minLength', COUNT],
  ['maxLength', COUNT],
  ['minItems', COUNT],
  ['maxItems', COUNT],
  ['pattern', WORDS],
  ['format', WORDS],
  ['uniqueItems', { isLimit: (value) => typeof value === 'boolean', what: 'true or false' }],
];

function limitsOf(value: JsonObject): Limits {
  const limits: Record<string, unknown> = {};
  for (const [key, { isLimit }] of LIMITS) {
    const limit = own(value, key);
    // What is empty or false limits nothing.
    if (limit !== undefined && limit !== '' && limit !== false && isLimit(limit)) limits[key] = limit;
  }
  const values = enumerationOf(value)?.filter((each) => typeof each === 'number');
  if (values?.length) limits.values = values;
  return limits;
}
