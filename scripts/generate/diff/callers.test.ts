/** Whom `generate diff` names when something breaks: Apex by what it means, flows, components. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExitCode } from '../../cli/errors';
import { recordOutput } from '../../cli/recorded-output.testing';
import { disposeProjects, project, type TemporaryProject } from '../../local-org/runner/project.test.helper';
import type { JsonObject } from '../document/json';
import { LOCK_FILE, writeLock } from '../names/lock';
import { generate } from '../generate';
import { apexNames } from '../names/names';
import { readApi } from '../read-api';
import { api, diff, limit, text, type Parts } from './versions.testing';

const said = recordOutput();

afterEach(disposeProjects);

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
