/** `generate diff` over real documents: what it calls each change, whom it names, how it ends. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError, ExitCode } from '../../cli/errors';
import { recordOutput } from '../../cli/recorded-output.testing';
import { disposeProjects, project, type TemporaryProject } from '../../local-org/runner/project.test.helper';
import type { JsonObject } from '../document/json';
import { LOCK_FILE, writeLock } from '../names/lock';
import { generate } from '../generate';
import { apexNames } from '../names/names';
import { readApi } from '../read-api';
import { diffCommand } from './command';

const said = recordOutput();

afterEach(disposeProjects);

interface Parts {
  readonly parameters?: readonly unknown[];
  /** Properties of what is sent, and of what is received. */
  readonly sent?: object;
  readonly received?: object;
  readonly requiredSent?: readonly string[];
  readonly requiredReceived?: readonly string[];
  readonly operation?: object;
  readonly paths?: object;
  readonly schemas?: object;
}

/** A small API with some parts replaced. */
function api(parts: Parts = {}): JsonObject {
  const json = (name: string) => ({
    content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
  });
  return {
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1' },
    servers: [{ url: 'https://shop.example.com' }],
    paths: {
      '/orders': {
        post: {
          operationId: 'createOrder',
          tags: ['Orders'],
          parameters: parts.parameters ?? [],
          requestBody: { required: true, ...json('NewOrder') },
          responses: { 201: { description: '', ...json('Order') } },
          ...parts.operation,
        },
      },
      ...parts.paths,
    },
    components: {
      schemas: {
        NewOrder: {
          type: 'object',
          required: parts.requiredSent ?? [],
          properties: parts.sent ?? { sku: { type: 'string' } },
        },
        Order: {
          type: 'object',
          required: parts.requiredReceived ?? [],
          properties: parts.received ?? { id: { type: 'string' } },
        },
        ...parts.schemas,
      },
    },
  };
}

async function diff(
  before: JsonObject,
  after: JsonObject,
  own: TemporaryProject,
  ...more: string[]
): Promise<ExitCode> {
  for (const [name, document] of Object.entries({ before, after }))
    writeFileSync(join(own.folder, `${name}.json`), JSON.stringify(document));
  const files = ['before', 'after'].map((name) => join(own.folder, `${name}.json`));
  try {
    await diffCommand()
      .exitOverride()
      .parseAsync([...files, '--project', own.folder, ...more], { from: 'user' });
    return ExitCode.ok;
  } catch (error) {
    if (error instanceof CommandError) return error.exitCode;
    throw error;
  }
}

/** `severity where: message` of every change. */
async function changes(before: JsonObject, after: JsonObject): Promise<string[]> {
  said.output = '';
  await diff(before, after, project(), '--json');
  const { changes: found } = JSON.parse(said.output) as {
    changes: { severity: string; where: string; message: string }[];
  };
  return found.map(({ severity, where, message }) => `${severity} ${where}: ${message}`);
}

const text = { type: 'string' };
const limit = { name: 'limit', in: 'query', schema: { type: 'integer', format: 'int32' } };
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

/** A project that uses what `before` generates. */
async function user(before: JsonObject, classes: Readonly<Record<string, string>>): Promise<TemporaryProject> {
  const own = project(classes);
  writeFileSync(join(own.folder, 'before.json'), JSON.stringify(before));
  const { model } = await readApi({ document: join(own.folder, 'before.json') }, own.folder);
  return own.write(`force-app/shop/${LOCK_FILE}`, writeLock(apexNames(model, 'Shop').lock));
}

test('names the callers in hand-written Apex, and ends with 1', async () => {
  const before = api({ sent: { sku: text, limit: { type: 'integer' } } });
  const own = await user(before, {
    Checkout: `public class Checkout {
  // ShopModel.NewOrder has a field limit_x
  public void buy() {
    ShopModel.NewOrder fresh = new ShopModel.NewOrder();
    fresh.limit_x = 5;
    System.debug('fresh.limit_x');
  }
}`,
    ShopModel: 'public class ShopModel { public class NewOrder { public Long limit_x; Long a() { return limit_x; } } }',
    Other: 'public class Other { Long limit_x; void a(Other b, ShopModel.NewOrder c) { b.limit_x = 1; } }',
  });
  expect(await diff(before, api(), own)).toBe(ExitCode.failed);
  expect(said.output).toBe(`Breaking
  NewOrder: limit is not taken any more
      used in force-app/classes/Checkout.cls:5

1 breaking, 0 additive, 0 cosmetic
`);
});

test('finds callers by what their code means', async () => {
  const whole = { type: 'integer' };
  const customer = { type: 'object', properties: { id: text, name: text } };
  const order = (id: object): Parts => ({
    parameters: [{ in: 'query', name: 'limit', schema: id }],
    received: { id, customer: { $ref: '#/components/schemas/Customer' } },
    schemas: { Customer: { ...customer, properties: { id, name: text } } },
    paths: {
      '/orders/{id}': {
        get: {
          operationId: 'getOrder',
          tags: ['Orders'],
          parameters: [{ in: 'path', name: 'id', required: true, schema: id }],
          responses: { 204: { description: '' } },
        },
      },
    },
  });
  const before = api(order(text));
  const own = await user(before, {
    Source: `public class Source {
  public List<ShopModel.Order> orders() {
    return new List<ShopModel.Order>{ new ShopOrdersApi().createOrder().body(new ShopModel.NewOrder()).send() };
  }
}`,
    // It names no generated class.
    Reader: `public class Reader {
  public String read(Source given) {
    String id = given.orders()[0].customer.id;
    return given.orders()
      .get(0)
      .id + given.orders()[0].customer.name;
  }
}`,
    MyOrders: `public class MyOrders extends ShopOrdersApi {
  public override ShopOrdersApi.CreateOrder createOrder() {
    return super.createOrder()
      .limit_x('1');
  }
}`,
    Other: `public class Other {
  public String id;
  public Other createOrder() { return this; }
  public Other getOrder(String id) { return createOrder(); }
}`,
    One: "public class One { void one() { new MyOrders().getOrder('1').send(); new Other().getOrder('2'); } }",
    Broken: 'public class Broken { void broken( { }',
  });
  await diff(before, api(order(whole)), own, '--json');
  const { changes: found } = JSON.parse(said.output) as { changes: { where: string; callers: string[] }[] };
  const at = (place: string): string => `force-app/classes/${place}`;
  expect(Object.fromEntries(found.map(({ where, callers }) => [where, callers]))).toEqual({
    'GET /orders/{id}': [at('One.cls:1')],
    'POST /orders': [at('MyOrders.cls:4')],
    Order: [at('Reader.cls:4')],
    Customer: [at('Reader.cls:3')],
  });
  expect(said.errors).toContain('no callers are looked for in force-app/classes/Broken.cls:1:');
});

test('finds whoever begins, keeps or extends a request of an operation that is gone', async () => {
  const items = { '/items': { get: { operationId: 'listItems', tags: ['Items'], responses: {} } } };
  const before = api({ paths: items });
  const own = await user(before, {
    Keeper: `public class Keeper {
  private ShopItemsApi.ListItems kept;
  public void keep() {
    kept = new Sub().listItems();
  }
  public class Sub extends ShopItemsApi {
    public override ShopItemsApi.ListItems listItems() {
      return null;
    }
  }
}`,
  });
  await diff(before, api(), own, '--json');
  const { changes: found } = JSON.parse(said.output) as { changes: { callers: string[] }[] };
  expect(found.map(({ callers }) => callers)).toEqual([
    [2, 4, 7].map((line) => `force-app/classes/Keeper.cls:${line}`),
  ]);
});

test('finds whoever calls what a type has inherited', async () => {
  const own = await user(api(), {
    Source: 'public class Source { public ShopModel.Order order() { return null; } }',
    MyOrder: `public class MyOrder extends ShopModel.Order {
  public Object more() {
    return extra();
  }
  public Object own() {
    return more();
  }
}`,
    Reader: `public class Reader {
  public void read(Source given, Source other) {
    given.order().extra();
    other.order();
    given.toString();
  }
}`,
  });
  const order = { Order: { type: 'object', deprecated: true, properties: { id: text } } };
  await diff(api(), api({ schemas: order }), own, '--json');
  const { changes: found } = JSON.parse(said.output) as { changes: { callers: string[] }[] };
  // A subclass is one with all it has.
  const mine = [1, 2, 3, 5, 6].map((line) => `MyOrder.cls:${line}`);
  expect(found[0]?.callers).toEqual(
    [...mine, 'Reader.cls:3', 'Source.cls:1'].map((each) => `force-app/classes/${each}`),
  );
});

test('finds flows that call actions, by what they give and take, and components that import methods', async () => {
  const before = api({
    operation: { 'x-courier-flow': true },
    parameters: [limit],
    sent: { sku: text, note: text },
    received: { id: text, total: text },
  });
  const own = project();
  writeFileSync(join(own.folder, 'before.json'), JSON.stringify(before));
  const { model } = await readApi({ document: join(own.folder, 'before.json') }, own.folder);
  own.write(`force-app/shop/${LOCK_FILE}`, writeLock(generate(model, { prefix: 'Shop', endpoint: 'Shop' }).names.lock));
  const call = (action: string, type: string, input: string, output: string): string => `  <actionCalls>
    <name>call</name>
    <actionName>${action}</actionName>
    <actionType>${type}</actionType>
    <inputParameters>
      <name>${input}</name>
      <value><stringValue>x</stringValue></value>
    </inputParameters>
    <outputParameters>
      <assignToReference>var</assignToReference>
      <name>${output}</name>
    </outputParameters>
  </actionCalls>
`;
  const flow = (...calls: string[]): string =>
    `<Flow xmlns="http://soap.sforce.com/2006/04/metadata">\n${calls.join('')}</Flow>\n`;
  own.write('force-app/flows/Buy.flow-meta.xml', flow(call('ShopCreateOrderAction', 'apex', 'note', 'total')));
  own.write(
    'force-app/flows/Other.flow-meta.xml',
    flow(call('ShopCreateOrderAction', 'flow', 'note', 'total'), call('Another', 'apex', 'note', 'total')),
  );
  own.write(
    'force-app/lwc/shop/shop.js',
    "// import\nimport send from '@salesforce/apex/ShopCreateOrderAction.send';\n",
  );
  own.write(
    'force-app/lwc/shop/__tests__/shop.test.js',
    "import send from '@salesforce/apex/ShopCreateOrderAction.send';\n",
  );

  await diff(before, api({ operation: { 'x-courier-flow': true } }), own, '--json');
  const gone = (JSON.parse(said.output) as { changes: { message: string; callers: string[] }[] }).changes;
  expect(Object.fromEntries(gone.map(({ message, callers }) => [message, callers]))).toEqual({
    'query parameter limit is gone': [],
    'note is not taken any more': ['force-app/flows/Buy.flow-meta.xml:7'],
    'total is gone': ['force-app/flows/Buy.flow-meta.xml:12'],
  });

  said.output = '';
  const nothing = { ...before, paths: { '/new': { get: { responses: {} } } } };
  await diff(before, nothing, own, '--json');
  const all = (JSON.parse(said.output) as { changes: { where: string; callers: string[] }[] }).changes;
  expect(all.find(({ where }) => where === 'POST /orders')?.callers).toEqual([
    'force-app/flows/Buy.flow-meta.xml:4',
    'force-app/lwc/shop/shop.js:2',
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
