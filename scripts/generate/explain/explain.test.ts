/** `generate explain`: names of a real document, and why they are what they are. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError, ExitCode } from '../../cli/errors';
import { recordOutput } from '../../cli/recorded-output.testing';
import { disposeProjects, project } from '../../local-org/runner/project.test.helper';
import { LOCK_FILE, writeLock } from '../names/lock';
import { apexNames } from '../names/names';
import { readApi } from '../read-api';
import { explainCommand } from './command';

const said = recordOutput();

afterEach(disposeProjects);

const properties = Object.fromEntries(
  ['limit', 'a-b', 'aB', '_id', '1st', 'plain', 'Plain'].map((name) => [name, { type: 'string' }]),
);
const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1' },
  paths: {
    '/orders': {
      get: {
        operationId: 'listOrders',
        tags: ['Orders'],
        parameters: [{ name: 'page-size', in: 'query', schema: { type: 'integer' } }],
        responses: {
          200: { description: '', content: { 'application/json': { schema: { $ref: '#/components/schemas/order' } } } },
        },
      },
    },
  },
  components: { schemas: { order: { type: 'object', properties } } },
};

async function locked(): Promise<string> {
  const own = project();
  writeFileSync(join(own.folder, 'shop.json'), JSON.stringify(DOCUMENT));
  const { model } = await readApi({ document: join(own.folder, 'shop.json') }, own.folder);
  own.write(`force-app/shop/${LOCK_FILE}`, writeLock(apexNames(model, 'Shop').lock));
  return own.folder;
}

function explain(name: string, folder: string, ...more: string[]): ExitCode {
  try {
    explainCommand()
      .exitOverride()
      .parse([name, '--project', folder, ...more], { from: 'user' });
    return ExitCode.ok;
  } catch (error) {
    if (error instanceof CommandError) return error.exitCode;
    throw error;
  }
}

test.each([
  ['limit_x', 'ShopModel.Order.limit_x', '"limit" is a word that Apex keeps for itself'],
  ['shopmodel.order', 'ShopModel.Order', '"order" as Apex spells such names'],
  ['_id', null, null],
  ['Order.id', 'ShopModel.Order.id', 'Apex names have letters, digits and single underscores only'],
  ['x1st', 'ShopModel.Order.x1st', 'an Apex name begins with a letter'],
  ['Order.aB2', 'ShopModel.Order.aB2', 'aB is another one, and Apex does not tell upper from lower case'],
  ['Order.plain', 'ShopModel.Order.plain', 'the document calls it so'],
  ['Order.Plain2', 'ShopModel.Order.Plain2', 'plain is another one, and Apex does not tell upper from lower case'],
  [
    'ListOrders.pageSize',
    'ShopOrdersApi.ListOrders.pageSize',
    'Apex names have letters, digits and single underscores only',
  ],
  ['listOrders()', 'ShopOrdersApi.ListOrders', 'the request of this operation'],
  ['ShopOrdersApi', 'ShopOrdersApi', 'the client of operations with this tag'],
])('explains %s', async (wanted, name, reason) => {
  const end = explain(wanted, await locked(), '--json');
  const [first] = JSON.parse(said.output) as { name: string; reason: string }[];
  expect(end).toBe(name === null ? ExitCode.failed : ExitCode.ok);
  expect(first?.name ?? null).toBe(name);
  expect(first?.reason ?? null).toBe(reason);
});

test('says where it is kept, and what there is not', async () => {
  const folder = await locked();
  expect(explain('Order', folder)).toBe(ExitCode.ok);
  expect(said.output).toContain('#/components/schemas/order');
  expect(said.output).toContain(LOCK_FILE);
  expect(explain('Nothing', folder)).toBe(ExitCode.failed);
  expect(explain('Order', project().folder)).toBe(ExitCode.usage);
});
