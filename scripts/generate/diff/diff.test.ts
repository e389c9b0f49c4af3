/** `generate diff` over real documents: what it calls each change, how it ends. */
import { ExitCode } from '../../cli/errors';
import { recordOutput } from '../../cli/recorded-output.testing';
import { disposeProjects, project } from '../../local-org/runner/project.test.helper';
import type { JsonObject } from '../document/json';
import { api, diff, limit, text, type Parts } from './versions.testing';

const said = recordOutput();

afterEach(disposeProjects);

/** `severity where: message` of every change. */
async function changes(before: JsonObject, after: JsonObject): Promise<string[]> {
  said.output = '';
  await diff(before, after, project(), '--json');
  const { changes: found } = JSON.parse(said.output) as {
    changes: { severity: string; where: string; message: string }[];
  };
  return found.map(({ severity, where, message }) => `${severity} ${where}: ${message}`);
}

const sorting = { name: 'sort', in: 'query', schema: { type: 'string', enum: ['up', 'down'] } };
const status = (...values: string[]) => ({ state: { type: 'string', enum: values } });

test.each<[string, Parts, Parts, string[]]>([
  ['nothing', {}, {}, []],
  [
    'a parameter before one that has values of its own',
    { parameters: [sorting] },
    { parameters: [limit, sorting] },
    ['additive POST /orders: query parameter limit is new'],
  ],
  [
    'an operation that is gone',
    { paths: { '/items': { get: { responses: {} } } } },
    {},
    ['breaking GET /items: is gone'],
  ],
  ['an operation more', {}, { paths: { '/items': { get: { responses: {} } } } }, ['additive GET /items: is new']],
  ['a parameter more', {}, { parameters: [limit] }, ['additive POST /orders: query parameter limit is new']],
  [
    'a required parameter more',
    {},
    { parameters: [{ ...limit, required: true }] },
    ['breaking POST /orders: query parameter limit is new and required'],
  ],
  ['a parameter that is gone', { parameters: [limit] }, {}, ['breaking POST /orders: query parameter limit is gone']],
  [
    'a parameter of another type',
    { parameters: [limit] },
    { parameters: [{ ...limit, schema: { type: 'integer' } }] },
    ['breaking POST /orders: query parameter limit is a whole number of 64 bits now, not a whole number of 32 bits'],
  ],
  ['a property more that is sent', {}, { sent: { sku: text, note: text } }, ['additive NewOrder: note is new']],
  [
    'a required property more that is sent',
    {},
    { sent: { sku: text, note: text }, requiredSent: ['note'] },
    ['breaking NewOrder: note is new and required'],
  ],
  [
    'a required property more that is received',
    {},
    { received: { id: text, at: text }, requiredReceived: ['at'] },
    ['additive Order: at is new'],
  ],
  [
    'a property that is required now',
    {},
    { requiredSent: ['sku'], requiredReceived: ['id'] },
    ['breaking NewOrder: sku is required now', 'additive Order: id is required now'],
  ],
  [
    'a property that is optional now',
    { requiredSent: ['sku'], requiredReceived: ['id'] },
    {},
    ['breaking Order: id is optional now', 'additive NewOrder: sku is optional now'],
  ],
  [
    'properties that are gone',
    { sent: { sku: text, note: text }, received: { id: text, at: text } },
    {},
    ['breaking NewOrder: note is not taken any more', 'breaking Order: at is gone'],
  ],
  [
    'a property that may be null',
    {},
    { sent: { sku: { type: ['string', 'null'] } }, received: { id: { type: ['string', 'null'] } } },
    ['breaking Order: id may be null now', 'additive NewOrder: sku may be null now'],
  ],
  [
    'words',
    {},
    { sent: { sku: { ...text, description: 'Which', default: 'A' } }, operation: { summary: 'Make' } },
    [
      'cosmetic NewOrder: sku has another default',
      'cosmetic NewOrder: sku is described in other words',
      'cosmetic POST /orders: summary is another',
    ],
  ],
  [
    'an answer that is gone',
    {},
    { operation: { responses: { 202: { description: '' } } } },
    ['breaking POST /orders: answer 201 is gone', 'additive POST /orders: answer 202 is new'],
  ],
  [
    'a body that is no JSON any more',
    {},
    {
      operation: {
        requestBody: {
          required: true,
          content: { 'application/x-www-form-urlencoded': { schema: { $ref: '#/components/schemas/NewOrder' } } },
        },
      },
    },
    expect.arrayContaining([
      'breaking POST /orders: the body is application/x-www-form-urlencoded now, not application/json',
    ]) as string[],
  ],
])('tells %s', async (_what, before, after, expected) => {
  expect(await changes(api(before), api(after))).toEqual(expected);
});

test('tells values of an enumeration apart by whether they are sent or received', async () => {
  const sides = (...values: string[]): Parts => ({ sent: status(...values), received: status(...values) });
  const found = await changes(api(sides('open', 'closed')), api(sides('open', 'lost')));
  expect(found).toEqual([
    expect.stringMatching(/^breaking .*: closed is not taken any more$/),
    expect.stringMatching(/^breaking .*: closed is gone$/),
    expect.stringMatching(/^additive .*: lost is new$/),
    expect.stringMatching(/^additive .*: lost is new$/),
  ]);
});

test.each<[string, object, object, string, string]>([
  ['a shorter text', { maxLength: 9 }, { maxLength: 5 }, 'breaking', 'has the longest length 5 now, not 9'],
  ['a longer text', { maxLength: 5 }, { maxLength: 9 }, 'additive', 'has the longest length 9 now, not 5'],
  ['no longest text', { maxLength: 5 }, {}, 'additive', 'has no longest length any more (it was 5)'],
  ['a shortest text', {}, { minLength: 1 }, 'breaking', 'has the shortest length 1 now'],
  ['a pattern', {}, { pattern: '^a' }, 'breaking', 'has the pattern ^a now'],
  ['no pattern', { pattern: '^a' }, {}, 'additive', 'has no pattern any more (it was ^a)'],
  ['a format', {}, { format: 'email' }, 'breaking', 'has the format email now'],
  ['a maximum', { type: 'integer' }, { type: 'integer', maximum: 5 }, 'breaking', 'has the maximum 5 now'],
  [
    'a higher minimum',
    { type: 'number', minimum: 0 },
    { type: 'number', minimum: 1 },
    'breaking',
    'has the minimum 1 now, not 0',
  ],
  ['a step', { type: 'integer' }, { type: 'integer', multipleOf: 5 }, 'breaking', 'has the step 5 now'],
  [
    'a number less',
    { type: 'integer', enum: [1, 2, 3] },
    { type: 'integer', enum: [1, 2] },
    'breaking',
    'may not be 3 any more',
  ],
  [
    'a number more',
    { type: 'integer', enum: [1, 2] },
    { type: 'integer', enum: [1, 2, 3] },
    'additive',
    'may be 3 now',
  ],
  [
    'more items',
    { type: 'array', items: text, maxItems: 2 },
    { type: 'array', items: text, maxItems: 3 },
    'additive',
    'has the largest number of items 3 now, not 2',
  ],
  [
    'items that differ',
    { type: 'array', items: text },
    { type: 'array', items: text, uniqueItems: true },
    'breaking',
    'may not repeat an item now',
  ],
])('tells a limit by whether it is sent: %s', async (_what, before, after, severity, message) => {
  const sku = (limits: object): JsonObject => api({ sent: { sku: { type: 'string', ...limits } } });
  expect(await changes(sku(before), sku(after))).toEqual([`${severity} NewOrder: sku ${message}`]);
});

test.each<[string, object, object, string[]]>([
  ['wider', { maxLength: 5 }, { maxLength: 9 }, ['breaking Order: id has the longest length 9 now, not 5']],
  ['stricter', { maxLength: 9 }, { maxLength: 5 }, ['additive Order: id has the longest length 5 now, not 9']],
  ['another', { pattern: 'a' }, { pattern: 'b' }, ['breaking Order: id has the pattern b now, not a']],
  ['the same', { pattern: 'a', maxLength: 2 }, { maxLength: 2, pattern: 'a' }, []],
])('tells a limit of what is received: %s', async (_what, before, after, expected) => {
  const id = (limits: object): JsonObject => api({ received: { id: { type: 'string', ...limits } } });
  expect(await changes(id(before), id(after))).toEqual(expected);
});

test.each<[string, object, object, string[], string[]]>([
  [
    'a number more than the only one',
    { type: 'integer', enum: [1] },
    { type: 'integer', enum: [1, 2] },
    ['additive NewOrder: kind may be 2 now'],
    ['additive Order: kind may be 2 now'],
  ],
  [
    'another number than the only one',
    { type: 'integer', const: 1 },
    { type: 'integer', const: 2 },
    ['breaking NewOrder: kind may not be 1 any more', 'additive NewOrder: kind may be 2 now'],
    ['breaking Order: kind is never 1 any more', 'additive Order: kind may be 2 now'],
  ],
  [
    'a text more than the only one',
    { ...text, enum: ['a'] },
    { ...text, enum: ['a', 'b'] },
    ['additive NewOrder.kind: b is new'],
    ['additive Order.kind: b is new'],
  ],
  [
    'a flag that was always on',
    { type: 'boolean', const: true },
    { type: 'boolean' },
    ['additive NewOrder: kind need not be true any more'],
    ['additive Order: kind need not be true any more'],
  ],
  [
    'a flag that is always on',
    { type: 'boolean' },
    { type: 'boolean', const: true },
    ['breaking NewOrder: kind is always true now'],
    ['additive Order: kind is always true now'],
  ],
  [
    'a flag that is always off',
    { type: 'boolean', const: true },
    { type: 'boolean', const: false },
    ['breaking NewOrder: kind is always false now, not true'],
    ['breaking Order: kind is always false now, not true'],
  ],
])('tells %s', async (_what, before, after, sent, received) => {
  const of = (part: 'sent' | 'received', kind: object): JsonObject => api({ [part]: { kind } });
  expect(await changes(of('sent', before), of('sent', after))).toEqual(sent);
  expect(await changes(of('received', before), of('received', after))).toEqual(received);
});

test('tells a parameter that becomes a key, and one that is none any more', async () => {
  const key = { name: 'key', in: 'query', schema: text };
  const secured = api({ operation: { security: [{ key: [] }] } });
  const components = {
    ...(secured.components as JsonObject),
    securitySchemes: { key: { type: 'apiKey', name: 'key', in: 'query' } },
  };
  const before = api({ parameters: [key] });
  const after = { ...secured, components };
  expect(await changes(before, after)).toContain(
    'breaking POST /orders: query parameter key is a key now: requests that carry it are sent at once, and cannot be stored as messages',
  );
  expect(await changes(after, before)).toContain(
    'breaking POST /orders: query parameter key is no key any more: it is stored with messages, and shown in errors',
  );
});

test('tells limits of parameters, also within lists', async () => {
  const list = (items: object): JsonObject =>
    api({
      parameters: [{ in: 'query', name: 'ids', schema: { type: 'array', items: { type: 'integer', ...items } } }],
    });
  expect(await changes(list({ maximum: 9 }), list({ maximum: 8 }))).toEqual([
    'breaking POST /orders: query parameter ids has the maximum 8 now, not 9',
  ]);
});

test('goes through lists and recursion once', async () => {
  const node = (name: object) => ({
    schemas: {
      Order: {
        type: 'object',
        properties: { ...name, parts: { type: 'array', items: { $ref: '#/components/schemas/Order' } } },
      },
    },
  });
  expect(await changes(api(node({ id: text })), api(node({ id: { type: 'boolean' } })))).toEqual([
    'breaking Order: id is a boolean now, not text',
  ]);
});

test('ends well below the severity that counts', async () => {
  const before = api();
  const after = api({ parameters: [limit] });
  expect(await diff(before, after, project())).toBe(ExitCode.ok);
  expect(await diff(before, after, project(), '--fail-on', 'additive')).toBe(ExitCode.failed);
  expect(await diff(before, before, project(), '--fail-on', 'cosmetic')).toBe(ExitCode.ok);
  expect(said.output).toContain('Nothing is different.');
});

test('reads both versions as the configuration says', async () => {
  const own = project();
  const config = `export default { apis: [{ document: 'after.json', prefix: 'Shop', exclude: { paths: ['/items'] } }] };`;
  own.write('courier.config.ts', config);
  const before = api({ paths: { '/items': { get: { responses: {} } } } });
  expect(await diff(before, api(), own)).toBe(ExitCode.ok);
});
