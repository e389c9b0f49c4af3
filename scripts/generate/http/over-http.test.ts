/** What a generated client sends is what the document says: a server that validates by the same document takes it. */
import { readFileSync } from 'node:fs';
import { allDocuments, sampledDocuments } from '../corpus/documents';
import type { JsonObject } from '../document/json';
import { runAgainst, sendExamples, type Exchange } from './over-http.testing';

const TEXT = { type: 'string' };
const LIST = { type: 'array', items: { type: 'string' } };
const OBJECT = { type: 'object', properties: { from: { type: 'integer' }, 'to-day': TEXT } };
const ANSWER = {
  '200': {
    description: 'ok',
    content: { 'application/json': { schema: { type: 'object', properties: { ok: { type: 'boolean' } } } } },
  },
};

function api(paths: object, schemas: object = {}): JsonObject {
  return { openapi: '3.0.3', info: { title: 'Styles', version: '1' }, paths, components: { schemas } };
}

function query(name: string, schema: object, rest: object = {}): object {
  return { in: 'query', name, required: true, schema, ...rest };
}

function path(name: string, schema: object, style: string, explode = false): object {
  return { in: 'path', name, required: true, schema, style, explode };
}

/** A list of Swagger 2.0. */
function list(where: string, name: string): object {
  return { in: where, name, required: true, type: 'array', items: TEXT };
}

const OLD_ANSWER = {
  '200': { description: 'ok', schema: { type: 'object', properties: { ok: { type: 'boolean' } } } },
};

const WRITTEN: Readonly<Record<string, JsonObject>> = {
  'query styles': api({
    '/q': {
      get: {
        parameters: [
          query('a', LIST),
          query('b', LIST, { explode: false }),
          query('c', LIST, { style: 'pipeDelimited', explode: false }),
          query('d', LIST, { style: 'spaceDelimited', explode: false }),
          query('limit', { type: 'integer', minimum: 1 }),
          query('since', { type: 'string', format: 'date-time' }),
          query('day', { type: 'string', format: 'date' }),
          query('kind', { type: 'string', enum: ['in-progress', 'null'] }),
        ],
        responses: ANSWER,
      },
    },
  }),
  'deep objects': api({
    '/q': {
      get: {
        parameters: [query('filter', { ...OBJECT, required: ['from'] }, { style: 'deepObject', explode: true })],
        responses: ANSWER,
      },
    },
  }),
  'label and matrix': api({
    '/label/{id}/{list}/{each}': {
      get: {
        parameters: [
          path('id', { type: 'integer' }, 'label'),
          path('list', LIST, 'label'),
          // No exploded object: the mock divides it at commas, RFC 6570 (3.2.5) at full stops. CourierApiRequestTest has it.
          path('each', LIST, 'label', true),
        ],
        responses: ANSWER,
      },
    },
    '/matrix/{id}/{list}/{each}/{object}': {
      get: {
        parameters: [
          path('id', { type: 'integer' }, 'matrix'),
          path('list', LIST, 'matrix'),
          path('each', LIST, 'matrix', true),
          path('object', OBJECT, 'matrix', true),
        ],
        responses: ANSWER,
      },
    },
  }),
  'Swagger 2.0': {
    swagger: '2.0',
    info: { title: 'Old', version: '1' },
    consumes: ['application/json'],
    produces: ['application/json'],
    basePath: '/v1',
    paths: {
      '/q/{ids}': {
        get: {
          parameters: [
            { ...list('path', 'ids'), collectionFormat: 'csv' },
            { ...list('query', 'multi'), collectionFormat: 'multi' },
            { ...list('query', 'csv'), collectionFormat: 'csv' },
            { ...list('query', 'pipes'), collectionFormat: 'pipes' },
            { ...list('header', 'X-Ids'), collectionFormat: 'csv' },
            { in: 'query', name: 'max', required: true, type: 'integer', format: 'int64' },
          ],
          responses: OLD_ANSWER,
        },
      },
      '/form': {
        post: {
          consumes: ['application/x-www-form-urlencoded'],
          parameters: [
            { in: 'formData', name: 'count', required: true, type: 'integer' },
            { in: 'formData', name: 'note', required: true, type: 'string' },
          ],
          responses: OLD_ANSWER,
        },
      },
      '/file': {
        post: {
          consumes: ['multipart/form-data'],
          parameters: [
            { in: 'formData', name: 'file', required: true, type: 'file' },
            { in: 'formData', name: 'note', required: true, type: 'string' },
          ],
          responses: OLD_ANSWER,
        },
      },
      '/thing': {
        put: {
          parameters: [{ in: 'body', name: 'thing', required: true, schema: { $ref: '#/definitions/Thing' } }],
          responses: OLD_ANSWER,
        },
      },
    },
    definitions: {
      Thing: {
        type: 'object',
        required: ['id', 'kind'],
        properties: { id: { type: 'integer', format: 'int64' }, kind: { type: 'string', enum: ['a', 'b'] } },
      },
    },
  },
  'path and header styles': api({
    '/simple/{id}/{day}': {
      get: {
        parameters: [
          { in: 'path', name: 'id', required: true, schema: LIST },
          { in: 'path', name: 'day', required: true, schema: { type: 'string', format: 'date' } },
          { in: 'header', name: 'X-Ids', required: true, schema: LIST },
        ],
        responses: ANSWER,
      },
    },
  }),
  // A list of one item, too: the mock reads it once the default style of forms is said (for-mock.testing.ts).
  forms: api({
    '/form': {
      post: {
        requestBody: {
          required: true,
          content: {
            'application/x-www-form-urlencoded': {
              schema: {
                type: 'object',
                required: ['name', 'tags', 'count'],
                properties: { name: TEXT, tags: LIST, count: { type: 'integer' } },
              },
            },
          },
        },
        responses: ANSWER,
      },
    },
  }),
  files: api({
    '/f': {
      post: {
        requestBody: {
          required: true,
          content: {
            'multipart/form-data': {
              schema: {
                type: 'object',
                required: ['file', 'note'],
                properties: { file: { type: 'string', format: 'binary' }, note: TEXT },
              },
            },
          },
        },
        responses: ANSWER,
      },
    },
  }),
  'unions and maps': api(
    {
      '/p': {
        put: {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Pay' } } },
          },
          responses: ANSWER,
        },
      },
    },
    {
      Pay: {
        type: 'object',
        required: ['method', 'labels', 'grid'],
        properties: {
          method: {
            oneOf: [{ $ref: '#/components/schemas/Card' }, { $ref: '#/components/schemas/Bank' }],
            discriminator: {
              propertyName: 'kind',
              mapping: { card: '#/components/schemas/Card', bank: '#/components/schemas/Bank' },
            },
          },
          labels: { type: 'object', additionalProperties: { type: 'integer' } },
          grid: { type: 'array', items: { type: 'array', items: { type: 'number' } } },
        },
      },
      Card: {
        type: 'object',
        required: ['kind', 'number'],
        properties: { kind: { type: 'string', enum: ['card'] }, number: TEXT },
      },
      Bank: {
        type: 'object',
        required: ['kind', 'iban'],
        properties: { kind: { type: 'string', enum: ['bank'] }, iban: TEXT },
      },
    },
  ),
};
/** Of the directory: other people's styles. */
const FOUND = [
  'ably.io/platform',
  'adyen.com/TransferService',
  'apideck.com/webhook',
  'bulksms.com',
  'codat.io/banking',
  'contentgroove.com',
  'doqs.dev',
  'exchangerate-api.com',
  'hubapi.com/crm',
  'hubapi.com/files',
  'languagetool.org',
  'libretranslate.local',
  'listennotes.com',
  'mercure.local',
  'notion.com',
  'openai.com',
  'quickchart.io',
  'redhat.com/catalog_inventory',
  'soundcloud.com',
  'webscraping.ai',
];
/**
 * The list above was chosen when it passed; these are chosen by seed, whatever comes of it. Of their 96 requests the server took
 * 85 at first. What prepares documents for the mock was to blame for four (references to bodies), the mock for two (an answer it
 * cannot write), Courier for two (a discriminator's values, as Azure gives them); the three that are left stand in REFUSED.
 */
const BY_SEED = sampledDocuments(10, 6, 200_000).map(({ name }) => name);
/** What no client could send, by document: the document contradicts itself. */
const REFUSED: Readonly<Record<string, readonly string[]>> = {
  // Exactly one of two objects that differ in optional properties only: each value that fits one fits the other, the example, too.
  '1password.com/events': ['POST /api/v1/auditevents', 'POST /api/v1/itemusages', 'POST /api/v1/signinattempts'],
  'ably.io/platform': ['POST /push/channelSubscriptions'],
  // A required multipart body whose schema is a text: it has no parts. Generating says that the body is left out.
  'libretranslate.local': ['POST /translate_file'],
};

describe('a generated client over HTTP', () => {
  const names = [...Object.keys(WRITTEN), ...FOUND, ...BY_SEED];
  let exchanges: Map<string, Exchange[]>;

  // One local org and one process of servers for all of them: each takes seconds to start.
  beforeAll(async () => {
    const directory = new Map(allDocuments().map(({ name, file }) => [name, file]));
    const found = (name: string): JsonObject =>
      JSON.parse(readFileSync(directory.get(name) ?? '', 'utf8')) as JsonObject;
    exchanges = await sendExamples(new Map(names.map((name) => [name, WRITTEN[name] ?? found(name)])));
  }, 240_000);

  it.each(names)('sends what the document says: %s', (name) => {
    const sent = exchanges.get(name) ?? [];
    expect(sent.length).toBeGreaterThan(0);
    const refused = sent.filter(({ operation, refusal }) => refusal !== null && !REFUSED[name]?.includes(operation));
    expect(refused).toEqual([]);
    expect(sent.filter(({ refusal }) => refusal !== null)).toHaveLength(REFUSED[name]?.length ?? 0);
  });

  it('sends back exactly what it received', async () => {
    const thing = {
      currency: 'EUR',
      'order-id': '17',
      big: 9007199254740993n,
      total: 10.5,
      status: 'in-progress',
      nothing: null,
      at: '2026-03-01T10:00:00.5+02:00',
      day: '2026-03-01',
      any: { deep: [1, null, { x: true }] },
      unknown: 'kept',
      list: [{ currency: null }, {}],
    };
    const text = JSON.stringify(thing, (_, value: unknown) => (typeof value === 'bigint' ? 'BIG' : value))
      .replace('"BIG"', '9007199254740993')
      .replace('10.5,', '10.50,');
    const Thing = {
      type: 'object',
      properties: {
        currency: { type: 'string', nullable: true },
        'order-id': TEXT,
        big: { type: 'integer' },
        total: { type: 'number' },
        status: { type: 'string', enum: ['open', 'in-progress'] },
        nothing: { type: 'string', nullable: true },
        at: { type: 'string', format: 'date-time' },
        day: { type: 'string', format: 'date' },
        any: {},
        list: { type: 'array', items: { $ref: '#/components/schemas/Thing' } },
      },
    };
    const content = { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } };
    const document = api(
      {
        '/thing': {
          get: { operationId: 'getThing', tags: ['T'], responses: { 200: { description: '', content } } },
          put: {
            operationId: 'putThing',
            tags: ['T'],
            requestBody: { content },
            responses: { 204: { description: '' } },
          },
        },
      },
      { Thing },
    );
    // Answers 204 only to the very text it gave, key by key in whatever order.
    const server = `
      const text = ${JSON.stringify(text)};
      const keys = (t) => t.replace(/[{}]/g, ',').split(',').map((each) => each.trim()).filter(Boolean).sort().join();
      require('node:http').createServer((request, response) => {
        let body = '';
        request.on('data', (chunk) => (body += chunk)).on('end', () => {
          if (request.method === 'GET') return response.end(text);
          response.statusCode = keys(body) === keys(text) ? 204 : 409;
          response.end();
        });
      }).listen(0, '127.0.0.1', function () { console.log('http://127.0.0.1:' + this.address().port); });`;
    const apex = `
      ApiTApi api = new ApiTApi();
      ApiModel.Thing thing = api.getThing().send();
      Assert.areEqual(9007199254740993L, thing.big);
      Assert.areEqual(new ApiValues.ThingStatus().IN_PROGRESS, thing.status);
      api.putThing().body(thing).send();`;
    expect(await runAgainst(document, server, apex)).toBeNull();
  }, 60_000);
});
