/** The filter: what remains of a document, and what it says of patterns that match nothing. */
import { objectOf, type JsonObject } from '../document/json';
import { filterDocument, type Filter } from './filter';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const answers = (schema: object) => ({ 200: { description: '', content: { 'application/json': { schema } } } });

const SHOP: JsonObject = {
  openapi: '3.1.0',
  paths: {
    '/orders': {
      parameters: [{ $ref: '#/components/parameters/Page' }],
      get: { operationId: 'orders.list', tags: ['Orders'], responses: answers({ type: 'array', items: ref('Order') }) },
      post: { operationId: 'orders.create', tags: ['Orders', 'Admin'], responses: answers(ref('Order')) },
    },
    '/orders/{id}': { get: { operationId: 'orders.get', tags: ['Orders'], responses: answers(ref('Order')) } },
    '/customers/{id}': {
      get: { operationId: 'customers.get', tags: ['Customers'], responses: answers(ref('Customer')) },
    },
    '/pets': { $ref: '#/components/pathItems/Pets' },
  },
  webhooks: { changed: { post: { responses: answers(ref('Unused')) } } },
  components: {
    parameters: { Page: { name: 'page', in: 'query', schema: ref('PageNumber') } },
    pathItems: {
      Pets: {
        get: { operationId: 'pets.list', responses: answers(ref('Pet')) },
        post: { operationId: 'pets.create', responses: answers(ref('Pet')) },
      },
    },
    securitySchemes: { key: { type: 'apiKey' } },
    schemas: {
      PageNumber: { type: 'integer' },
      Order: {
        properties: {
          lines: { type: 'array', items: { type: 'object', properties: { item: ref('Item') } } },
          next: ref('Order'),
        },
      },
      Item: { properties: { sku: { type: 'string' } } },
      Customer: { allOf: [{ properties: { subscriptions: { description: 'Many', items: ref('Subscription') } } }] },
      Subscription: { properties: { customer: ref('Customer') } },
      Pet: { discriminator: { propertyName: 'kind', mapping: { cat: 'Cat' } } },
      Cat: {},
      Dog: { allOf: [ref('Pet'), { properties: { bone: ref('Item') } }] },
      Unused: {},
    },
  },
};

function operations(document: JsonObject): string[] {
  return Object.entries(objectOf(document.paths)).flatMap(([path, item]) =>
    Object.keys(objectOf(item))
      .filter((key) => ['get', 'post', '$ref'].includes(key))
      .map((key) => `${key} ${path}`),
  );
}

const schemas = (document: JsonObject): string[] => Object.keys(objectOf(objectOf(document.components).schemas));

test.each<[string, Filter, string[]]>([
  ['an operation id', { include: { operations: ['orders.list'] } }, ['get /orders']],
  ['method and path', { include: { operations: ['GET /orders/{id}'] } }, ['get /orders/{id}']],
  ['a pattern of ids', { include: { operations: ['*.get'] } }, ['get /orders/{id}', 'get /customers/{id}']],
  ['a tag', { include: { tags: ['Customers'] } }, ['get /customers/{id}']],
  ['a path within one level', { include: { paths: ['/orders/*'] } }, ['get /orders/{id}']],
  ['a path and all below', { include: { paths: ['/orders/**'] } }, ['get /orders', 'post /orders', 'get /orders/{id}']],
  [
    'any of several',
    { include: { tags: ['Customers'], paths: ['/orders'] } },
    ['get /orders', 'post /orders', 'get /customers/{id}'],
  ],
  ['all but some', { exclude: { tags: ['Orders', 'Customers'] } }, ['$ref /pets']],
  [
    'some but some of them',
    { include: { tags: ['Orders'] }, exclude: { tags: ['Admin'] } },
    ['get /orders', 'get /orders/{id}'],
  ],
  ['a part of a path item that stands elsewhere', { include: { operations: ['pets.create'] } }, ['post /pets']],
])('keeps operations by %s', (_what, filter, expected) => {
  const { document, warnings } = filterDocument(SHOP, filter);
  expect(operations(document)).toEqual(expected);
  expect(warnings).toEqual([]);
});

test('keeps what the operations lead to, parameters of their path included, and nothing else', () => {
  const { document } = filterDocument(SHOP, { include: { operations: ['orders.create'] } });
  expect(schemas(document)).toEqual(['PageNumber', 'Order', 'Item']);
  expect(document.components).toMatchObject({ parameters: { Page: {} }, pathItems: {}, securitySchemes: { key: {} } });
  expect(document).not.toHaveProperty('webhooks');
});

test('keeps the variants of a type with a discriminator, mapped or only extending it', () => {
  const { document } = filterDocument(SHOP, { include: { paths: ['/pets'] } });
  expect(schemas(document)).toEqual(['Item', 'Pet', 'Cat', 'Dog']);
});

test('cuts a property, through lists and parts of a schema, and what only it led to', () => {
  const include = { tags: ['Customers', 'Orders'] };
  const { document, warnings } = filterDocument(SHOP, { include, cut: ['Customer.subscriptions', 'Order.lines.item'] });
  expect(schemas(document)).toEqual(['PageNumber', 'Order', 'Customer']);
  expect(document).toMatchObject({
    components: {
      schemas: {
        Customer: { allOf: [{ properties: { subscriptions: { description: 'Many' } } }] },
        Order: { properties: { lines: { items: { properties: { item: {} } } } } },
      },
    },
  });
  expect(warnings).toEqual([]);
});

test('cuts whole schemas and by pattern', () => {
  const { document } = filterDocument(SHOP, { cut: ['Order', '*.subscriptions'] });
  expect(document).toMatchObject({ components: { schemas: { Order: {} } } });
  expect(schemas(document)).not.toContain('Subscription');
});

test('says which patterns match nothing', () => {
  const filter = {
    include: { operations: ['orders.lits'], tags: ['Orders'] },
    exclude: { paths: ['/nothing'] },
    cut: ['Order.nothing'],
  };
  expect(filterDocument(SHOP, filter).warnings).toEqual([
    'include.operations: no operation matches "orders.lits".',
    'exclude.paths: no operation matches "/nothing".',
    "cut: there is no Order.nothing in the document's schemas.",
  ]);
});

test('takes a document that is not filtered as it is, and one full of nonsense without a complaint', () => {
  expect(filterDocument(SHOP, {}).document).toBe(SHOP);
  const odd: JsonObject = {
    paths: { '/a': null, '/b': { get: 5, $ref: '#/nowhere' } },
    components: { schemas: { A: true, B: { allOf: 3, properties: [] } } },
  };
  expect(filterDocument(odd, { include: { tags: ['x'] }, cut: ['B.*'] }).document).toMatchObject({
    components: { schemas: {} },
  });
});
