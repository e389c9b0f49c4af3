/** A document changes and is generated again, with code of people beside and on top of what was generated. */
import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { recordOutput } from '../cli/recorded-output.testing';
import { disposeProjects, project } from '../local-org/runner/project.test.helper';
import { generateCommand } from './command';
import { compiled, parsed } from './corpus/gate';
import { LOCK_FILE, readLock } from './names/lock';
import { MANIFEST_FILE } from './output/write';

recordOutput();

afterEach(disposeProjects);

const TEXT = { type: 'string' };
const LONG_AGO = new Date('2020-01-01T00:00:00Z');

interface Parts {
  readonly schemas?: object;
  readonly paths?: object;
}

/** A shop with orders and items, and what is more. */
function shop({ schemas, paths }: Parts = {}): object {
  const get = (operationId: string, tag: string, schema: string): object => ({
    get: {
      operationId,
      tags: [tag],
      parameters: [{ in: 'query', name: 'limit', schema: { type: 'integer' } }],
      responses: {
        200: {
          description: '',
          content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } },
        },
      },
    },
  });
  return {
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1' },
    paths: { '/orders': get('getOrder', 'Orders', 'order'), '/items': get('getItem', 'Items', 'item'), ...paths },
    components: {
      schemas: {
        order: { type: 'object', properties: { id: TEXT, 'total-net': { type: 'number' } } },
        item: { type: 'object', properties: { sku: TEXT } },
        ...schemas,
      },
    },
  };
}

/** A folder to generate into, again and again. */
function workspace() {
  const { folder } = project();
  const output = join(folder, 'force-app', 'shop');
  return {
    output,
    async generate(document: object): Promise<void> {
      writeFileSync(join(folder, 'shop.json'), JSON.stringify(document));
      const args = ['--all', '--prefix', 'Shop', '--output', output, '--metadata', join(folder, 'unpackaged')];
      await generateCommand()
        .exitOverride()
        .parseAsync([join(folder, 'shop.json'), ...args], { from: 'user' });
    },
    read: (path: string): string => readFileSync(join(output, path), 'utf8'),
    /** Makes everything look old, and gives what looks new after the work. */
    async touchedBy(work: () => Promise<void>): Promise<string[]> {
      const files = (): string[] =>
        readdirSync(output, { recursive: true, withFileTypes: true })
          .filter((each) => each.isFile())
          .map((each) => join(each.parentPath, each.name));
      for (const each of files()) utimesSync(each, LONG_AGO, LONG_AGO);
      await work();
      return files()
        .filter((each) => statSync(each).mtimeMs !== LONG_AGO.getTime())
        .map((each) => relative(output, each).replaceAll('\\', '/'))
        .sort();
    },
    /** What the compiler says of everything in the folder. */
    problems(): string[] {
      const classes = readdirSync(join(output, 'classes'))
        .filter((name) => name.endsWith('.cls'))
        .map((name) => ({ path: `classes/${name}`, text: readFileSync(join(output, 'classes', name), 'utf8') }));
      return compiled(parsed(classes)).map(({ message }) => message);
    },
  };
}

test('what did not change is not touched', async () => {
  const own = workspace();
  await own.generate(shop());
  expect(await own.touchedBy(() => own.generate(shop()))).toEqual([]);
  const paths = {
    '/prices': { get: { operationId: 'getPrice', tags: ['Prices'], responses: { 204: { description: '' } } } },
  };
  expect(await own.touchedBy(() => own.generate(shop({ paths })))).toEqual([
    'classes/ShopPricesApi.cls',
    'classes/ShopPricesApi.cls-meta.xml',
    'classes/ShopPricesApiMock.cls',
    'classes/ShopPricesApiMock.cls-meta.xml',
    'classes/ShopPricesApiTest.cls',
    'classes/ShopPricesApiTest.cls-meta.xml',
    MANIFEST_FILE,
    LOCK_FILE,
  ]);
  const item = { type: 'object', properties: { sku: TEXT, weight: { type: 'number' } } };
  expect(await own.touchedBy(() => own.generate(shop({ paths, schemas: { item } })))).toEqual([
    'classes/ShopItemsApiMock.cls',
    'classes/ShopModel.cls',
    'classes/ShopModelTest.cls',
    LOCK_FILE,
  ]);
});

test('names stay whatever comes before them, and what comes gives way', async () => {
  const own = workspace();
  await own.generate(shop());
  const before = readLock(own.read(LOCK_FILE), LOCK_FILE, 'Shop');
  await own.generate({
    ...shop({
      // Each would take a name that is taken, had it come first.
      schemas: {
        Order: { type: 'object', properties: { total_net: TEXT } },
        order: { type: 'object', properties: { totalNet: TEXT, id: TEXT, 'total-net': { type: 'number' } } },
      },
      paths: {
        '/a': {
          get: {
            operationId: 'get-order',
            tags: ['orders'],
            responses: {
              200: {
                description: '',
                content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } },
              },
            },
          },
        },
      },
    }),
  });
  const after = readLock(own.read(LOCK_FILE), LOCK_FILE, 'Shop');
  expect(after).toMatchObject(before);
  expect(after.types['#/components/schemas/order']?.members).toMatchObject({
    'total-net': 'totalNet',
    totalNet: 'totalNet2',
  });
  expect(after.types['#/components/schemas/Order']?.name).toBe('ShopModel.Order2');
  expect(after.clients.orders).toBe('ShopOrdersApi2');
  expect(own.problems()).toEqual([]);
});

test('subclasses and overridden methods survive, and compile with what is generated next', async () => {
  const own = workspace();
  await own.generate(shop());
  const mine = {
    'MyOrders.cls': `public inherited sharing class MyOrders extends ShopOrdersApi {
    public override ShopOrdersApi.GetOrder getOrder() {
        return super.getOrder().limit_x(10);
    }
}
`,
    'MyOrder.cls': `public inherited sharing class MyOrder extends ShopModel.Order {
    public Decimal gross() {
        return this.totalNet * 1.2;
    }
}
`,
  };
  for (const [name, text] of Object.entries(mine)) writeFileSync(join(own.output, 'classes', name), text);
  await own.generate(
    shop({
      schemas: {
        order: { type: 'object', properties: { gross: { type: 'number' }, 'total-net': { type: 'number' } } },
      },
    }),
  );
  for (const [name, text] of Object.entries(mine)) expect(own.read(`classes/${name}`)).toBe(text);
  expect(own.read('classes/ShopModel.cls')).toContain('public Decimal gross;');
  expect(own.problems()).toEqual([]);
});

test('what was changed by hand in a generated class is generated again, what was added stays', async () => {
  const own = workspace();
  await own.generate(shop());
  const text = own.read('classes/ShopOrdersApi.cls');
  writeFileSync(join(own.output, 'classes', 'ShopOrdersApi.cls'), `${text}// by hand`);
  writeFileSync(join(own.output, 'README.md'), 'ours');
  await own.generate(shop());
  expect(own.read('classes/ShopOrdersApi.cls')).toBe(text);
  expect(own.read('README.md')).toBe('ours');
  expect(existsSync(join(own.output, 'classes', 'ShopItemsApi.cls'))).toBe(true);
});
