/** Random schemas and random JSON that fits them, for the round trip. */
import fc from 'fast-check';
import type { JsonObject } from '../document/json';

/** How deep inline schemas go, and how deep values go before what could be left out is. */
const DEPTH = 2;
const VALUE_DEPTH = 4;
const HAS_CLASS = '#/components/schemas/';

/** Names that Apex cannot have, has already, does not tell apart, or that mean something to JavaScript. */
const NAMES = [
  'id',
  'Id',
  'ID',
  'limit',
  'class',
  'order-id',
  'order_id',
  'order id',
  '2nd',
  '$ref2',
  '@type',
  'a.b',
  'toString',
  'hashCode',
  'exchange',
  'extra',
  'json',
  '__proto__',
  'constructor',
  'prototype',
  '名前',
  'naïve',
  "it's",
  '"quoted"',
  'back\\slash',
  '*/',
  '',
];
const ENUM = ['open', 'in-progress', 'OPEN', '1', '', 'null', '名'];

const name = fc.oneof(fc.constantFrom(...NAMES), fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }));

/** The schemas of one document: objects that refer to each other and to themselves. */
export function schemaSet(count: number): fc.Arbitrary<Readonly<Record<string, JsonObject>>> {
  const names = [...Array(count).keys()].map((index) => `Type${index}`);
  return fc
    .tuple(...names.map(() => object(names, 0)))
    .map((schemas) =>
      Object.fromEntries(names.map((each, index): [string, JsonObject] => [each, schemas[index] ?? {}])),
    );
}

function object(names: readonly string[], depth: number): fc.Arbitrary<JsonObject> {
  const properties = fc.uniqueArray(fc.tuple(name, schema(names, depth + 1)), {
    minLength: 1,
    maxLength: 6,
    selector: ([each]) => each,
  });
  const additional = fc.option(schema(names, DEPTH + 1), { nil: undefined, freq: 2 });
  return fc.tuple(properties, additional).map(([entries, additionalProperties]) => ({
    type: 'object',
    properties: Object.fromEntries(entries),
    ...(additionalProperties ? { additionalProperties } : {}),
  }));
}

function schema(names: readonly string[], depth: number): fc.Arbitrary<JsonObject> {
  const plain = fc.constantFrom<JsonObject>(
    { type: 'string' },
    { type: ['string', 'null'] },
    { type: 'string', enum: ENUM },
    { type: 'string', format: 'date' },
    { type: 'string', format: 'date-time' },
    { type: 'string', format: 'uuid' },
    { type: 'string', format: 'byte' },
    { type: 'integer' },
    { type: 'integer', format: 'int32' },
    { type: 'number' },
    { type: 'number', format: 'double' },
    { type: 'boolean' },
    {},
  );
  const reference = fc.constantFrom(...names).map((each) => ({ $ref: HAS_CLASS + each }));
  if (depth > DEPTH) return fc.oneof(plain, reference);
  const inner = schema(names, depth + 1);
  return fc.oneof(
    { arbitrary: plain, weight: 6 },
    { arbitrary: reference, weight: 3 },
    { arbitrary: inner.map((items) => ({ type: 'array', items })), weight: 2 },
    { arbitrary: inner.map((additionalProperties) => ({ type: 'object', additionalProperties })), weight: 1 },
    { arbitrary: object(names, depth), weight: 1 },
    { arbitrary: union(names), weight: 1 },
  );
}

/** Told apart by the kind of value, or by a property. */
function union(names: readonly string[]): fc.Arbitrary<JsonObject> {
  const tagged = (kind: string): JsonObject => ({
    type: 'object',
    required: ['kind'],
    properties: { kind: { type: 'string', enum: [kind] }, next: { $ref: `${HAS_CLASS}${names[0]}` } },
  });
  return fc.constantFrom<JsonObject>(
    { oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'integer' } }] },
    { oneOf: [tagged('card'), tagged('bank-transfer')] },
    { anyOf: [{ type: 'integer' }, { type: 'boolean' }, { $ref: `${HAS_CLASS}${names[0]}` }] },
  );
}

/* ------------------------------------------------------------------ values */

const text = fc.string({ unit: 'grapheme', maxLength: 20 }).map((each) => JSON.stringify(each));
const digits = (most: number): fc.Arbitrary<string> => fc.stringMatching(new RegExp(`^[1-9][0-9]{0,${most - 1}}$`));
const int32 = fc.integer().map(String);
const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String);
/** Zeros at the end, too: 10.50 is another amount on paper. But no negative zero, which a Decimal cannot hold. */
const decimal = fc
  .tuple(fc.constantFrom('', '-'), fc.oneof(fc.constant('0'), digits(15)), fc.stringMatching(/^[0-9]{1,6}$/))
  .map(([sign, whole, fraction]) => `${sign}${whole}.${fraction}`)
  .filter((each) => !/^-0\.0+$/.test(each));
const day = fc
  .tuple(fc.integer({ min: 1900, max: 2999 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([year, month, date]) => `${year}-${two(month)}-${two(date)}`);
const moment = fc
  .tuple(
    day,
    fc.tuple(fc.nat(23), fc.nat(59), fc.nat(59)),
    fc.constantFrom('', '.5', '.123', '.123456'),
    fc.constantFrom('Z', '+00:00', '+05:30', '-08:00', '+14:00'),
  )
  .map(([date, time, fraction, zone]) => `"${date}T${time.map(two).join(':')}${fraction}${zone}"`);
const anything = fc
  .json({ maxDepth: 2, stringUnit: 'grapheme' })
  // What JavaScript writes with an exponent is the same number to Apex, written out.
  .filter((each) => !/\de[+-]?\d|-0\b/i.test(each));

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** JSON text that fits a schema, with keys left out, nulls, and keys and values that the schema does not know. */
export function valueOf(
  schemas: Readonly<Record<string, JsonObject>>,
  value: JsonObject,
  depth = 0,
): fc.Arbitrary<string> {
  const inside = (each: JsonObject): fc.Arbitrary<string> => valueOf(schemas, each, depth + 1);
  const reference = value.$ref;
  if (typeof reference === 'string') return valueOf(schemas, schemas[reference.slice(HAS_CLASS.length)] ?? {}, depth);
  const alternatives = (value.oneOf ?? value.anyOf) as readonly JsonObject[] | undefined;
  if (alternatives) return fc.oneof(...(depth >= VALUE_DEPTH ? alternatives.slice(0, 1) : alternatives).map(inside));
  switch (value.type) {
    case 'array':
      return depth >= VALUE_DEPTH
        ? fc.constant('[]')
        : fc.array(orNull(inside(value.items as JsonObject)), { maxLength: 3 }).map((all) => `[${all.join(',')}]`);
    case 'object':
      return objectText(schemas, value, depth);
    case 'integer':
      return value.format === 'int32' ? int32 : int64;
    case 'number':
      return decimal;
    case 'boolean':
      return fc.constantFrom('true', 'false');
    case undefined:
      return anything;
    default:
      return textOf(value);
  }
}

function textOf({ enum: values, format }: JsonObject): fc.Arbitrary<string> {
  // One value tells which of several types it is; of others, one that nobody knew may come.
  if (Array.isArray(values)) {
    const known = values.map((each) => JSON.stringify(each));
    return values.length === 1 ? fc.constantFrom(...known) : fc.constantFrom(...known, '"never heard of"');
  }
  switch (format) {
    case 'date':
      return day.map((each) => `"${each}"`);
    case 'date-time':
      return moment;
    case 'uuid':
      return fc.uuid().map((each) => `"${each}"`);
    case 'byte':
      return fc.base64String({ maxLength: 20 }).map((each) => `"${each}"`);
    default:
      return text;
  }
}

function objectText(
  schemas: Readonly<Record<string, JsonObject>>,
  { properties = {}, additionalProperties, required = [] }: JsonObject,
  depth: number,
): fc.Arbitrary<string> {
  const known = Object.entries(properties as Readonly<Record<string, JsonObject>>);
  const must = new Set(required as readonly string[]);
  const entries = known.map(([key, each]) =>
    must.has(key)
      ? valueOf(schemas, each, depth + 1).map((value) => [`${JSON.stringify(key)}:${value}`])
      : depth >= VALUE_DEPTH
        ? fc.constant([])
        : fc
            .option(orNull(valueOf(schemas, each, depth + 1)), { nil: undefined, freq: 3 })
            .map((value) => (value === undefined ? [] : [`${JSON.stringify(key)}:${value}`])),
  );
  const others = depth >= VALUE_DEPTH ? fc.constant([]) : more(schemas, known, additionalProperties, depth);
  return fc.tuple(others, ...entries).map((all) => `{${all.flat().join(',')}}`);
}

/** Keys that are no property. */
function more(
  schemas: Readonly<Record<string, JsonObject>>,
  known: readonly (readonly [string, JsonObject])[],
  additional: unknown,
  depth: number,
): fc.Arbitrary<string[]> {
  const taken = new Set(known.map(([key]) => key));
  const value = additional === undefined ? anything : valueOf(schemas, additional as JsonObject, depth + 1);
  return fc
    .uniqueArray(fc.tuple(name, value), { maxLength: 2, selector: ([key]) => key })
    .map((entries) =>
      entries.filter(([key]) => !taken.has(key)).map(([key, each]) => `${JSON.stringify(key)}:${each}`),
    );
}

function orNull(value: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof({ arbitrary: value, weight: 6 }, { arbitrary: fc.constant('null'), weight: 1 });
}

/** The same text for the same JSON: keys in order, numbers as they are written. */
export function canonical(json: string): string {
  const numbersAsTexts = json.replaceAll(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
    token.startsWith('"') ? token : `{"#":"${token}"}`,
  );
  const sorted = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(sorted)
      : typeof value === 'object' && value !== null
        ? Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, each]) => [key, sorted(each)])
        : value;
  return JSON.stringify(sorted(JSON.parse(numbersAsTexts)));
}
