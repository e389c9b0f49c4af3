/** The command as a person or a script meets it: what it ends with, what it prints where, and what it leaves on the disk. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { CommandError, ExitCode } from '../cli/errors';
import { recordOutput } from '../cli/recorded-output.testing';
import { generateCommand } from './command';

const answers = {
  200: { description: '', content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } } },
};
const SHOP = {
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1' },
  paths: { '/orders': { get: { operationId: 'list', tags: ['Orders'], responses: answers } } },
  components: { schemas: { Order: { type: 'object', properties: { id: { type: 'string' } } } } },
};
const RUN = ['shop.json', '--all', '--prefix', 'Shop', '--output', 'out', '--metadata', 'beside'];

let home = '';
let folder = '';

const said = recordOutput();

beforeEach(() => {
  home = process.cwd();
  folder = mkdtempSync(join(tmpdir(), 'courier-command-'));
  process.chdir(folder);
  put('shop.json', SHOP);
});

afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

function put(name: string, content: unknown): void {
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
}

/** @returns what the process would end with */
async function run(...args: readonly string[]): Promise<ExitCode> {
  const command = generateCommand();
  for (const each of [command, ...command.commands]) each.exitOverride();
  try {
    await command.parseAsync(args, { from: 'user' });
    return ExitCode.ok;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.ok : ExitCode.usage;
    if (!(error instanceof CommandError)) throw error;
    said.errors += [error.message, ...error.details].join('\n');
    return error.exitCode;
  }
}

/** Every file below the folder with what is in it. */
function disk(): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    paths
      .filter((each) => statSync(join(folder, each)).isFile())
      .map((each) => [each, readFileSync(join(folder, each), 'utf8')]),
  );
}

test('tells what is wrong with the configuration by line and column, and writes nothing', async () => {
  put(
    'courier.config.ts',
    "export default { apis: [{ document: 'shop.json', prefix: 'Shop', output: '../out', colour: 1 }] };",
  );
  const before = disk();
  expect(await run()).toBe(ExitCode.project);
  expect(said.errors).toContain('courier.config.ts:1:74 apis[0].output is a folder in the folder of the configuration');
  expect(said.errors).toContain('courier.config.ts:1:84 apis[0] has no "colour".');
  expect(disk()).toEqual(before);
});

test('writes nothing when one of several documents cannot be read', async () => {
  put('broken.json', '<html></html>');
  put(
    'courier.config.ts',
    "export default { apis: [{ document: 'shop.json', prefix: 'Shop' }, { document: 'broken.json', prefix: 'Broken' }] };",
  );
  const before = disk();
  expect(await run()).toBe(ExitCode.project);
  expect(said.errors).toContain('broken.json');
  expect(disk()).toEqual(before);
});

test('ends with 0, and again, and then --check has nothing to say', async () => {
  expect(await run(...RUN)).toBe(ExitCode.ok);
  expect(said.output).toContain('  - Deploy beside after Courier: it holds the endpoint, its credentials');
  const before = disk();
  expect(Object.keys(before)).toContain('out/classes/ShopOrdersApi.cls');

  expect(await run(...RUN)).toBe(ExitCode.ok);
  expect(await run(...RUN, '--check')).toBe(ExitCode.ok);

  expect(disk()).toEqual(before);
});

test('--check ends with 1 when the folder is something else, and leaves it so', async () => {
  await run(...RUN);
  put('out/classes/ShopModel.cls', 'by hand');
  const before = disk();

  expect(await run(...RUN, '--check')).toBe(ExitCode.failed);

  expect(said.output).toContain('changed classes/ShopModel.cls');
  expect(disk()).toEqual(before);
});

test('--dry-run tells what would change and writes nothing', async () => {
  const before = disk();

  expect(await run(...RUN, '--types', 'types', '--dry-run')).toBe(ExitCode.ok);

  expect(said.output).toContain('added classes/ShopOrdersApi.cls');
  expect(disk()).toEqual(before);
});

test('counts types that are alike inline once, as they are generated', async () => {
  const schema = {
    type: 'object',
    properties: { address: { type: 'object', properties: { city: { type: 'string' } } } },
  };
  const both = { oneOf: [{ $ref: '#/components/schemas/Order' }, { $ref: '#/components/schemas/Shop' }] };
  const content = { 'application/json': { schema: { type: 'object', properties: { both } } } };
  put('shop.json', {
    ...SHOP,
    paths: { '/o': { get: { operationId: 'list', responses: { 200: { description: '', content } } } } },
    components: { schemas: { Order: schema, Shop: schema } },
  });

  expect(await run(...RUN)).toBe(ExitCode.ok);

  // The answer, what it holds, order, shop, and one address.
  expect(said.output).toContain('1 operation, 5 types');
});

test('--json is one document on standard output, and nothing else is', async () => {
  put('shop.json', { ...SHOP, paths: { ...SHOP.paths, '/o': { options: { responses: answers } } } });

  expect(await run(...RUN, '--json')).toBe(ExitCode.project);

  expect(JSON.parse(said.output)).toMatchObject({
    apis: [{ prefix: 'Shop', operations: 1, omitted: [{ operation: 'OPTIONS /o', whole: true }] }],
  });
});

test('ends with 3 when an operation cannot be generated, and generates the others', async () => {
  put('shop.json', { ...SHOP, paths: { ...SHOP.paths, '/o': { options: { responses: answers } } } });

  expect(await run(...RUN)).toBe(ExitCode.project);

  expect(said.errors).toContain('OPTIONS /o: Apex cannot send OPTIONS.');
  expect(existsSync(join(folder, 'out/classes/ShopOrdersApi.cls'))).toBe(true);
});

test('leaves the folder whole when writing fails half way', async () => {
  await run(...RUN);
  const more = { get: { operationId: 'more', tags: ['Zoo'], responses: answers } };
  put('shop.json', { ...SHOP, paths: { ...SHOP.paths, '/zoo': more } });
  // A folder where a new file should be.
  mkdirSync(join(folder, 'out/classes/ShopZooApiTest.cls'));
  const before = disk();

  await expect(run(...RUN)).rejects.toThrow(/EISDIR/);

  expect(disk()).toEqual(before);
  expect(readdirSync(folder).sort()).toEqual(['beside', 'out', 'shop.json']);
});

const BROKEN = '{"openapi":"3.1.0",';
const { usage, project } = ExitCode;
test.each<[string, ExitCode, readonly string[]]>([
  ['generate without a prefix', usage, ['shop.json', '--all']],
  ['generate without a choice', usage, ['shop.json', '--prefix', 'Shop']],
  ['generate with a prefix that is a path', usage, ['shop.json', '--all', '--prefix', '../Shop']],
  ['generate with an unknown option', usage, ['shop.json', '--everything']],
  ['generate of no file', project, ['none.json', '--all', '--prefix', 'Shop']],
  ['generate of a broken file', project, ['broken.json', '--all', '--prefix', 'Shop']],
  ['generate of what is no document', project, ['list.json', '--all', '--prefix', 'Shop']],
  ['generate without a configuration', usage, []],
  ['init of no file', project, ['init', 'none.json', '--prefix', 'Shop', '--all']],
  ['init of a broken file', project, ['init', 'broken.json', '--prefix', 'Shop', '--all']],
  ['init with an unknown option', usage, ['init', 'shop.json', '--everything']],
  ['diff of one document', usage, ['diff', 'shop.json']],
  ['diff with no file', project, ['diff', 'shop.json', 'none.json']],
  ['diff with a broken file', project, ['diff', 'broken.json', 'shop.json']],
  ['explain of nothing', usage, ['explain']],
  ['explain with an unknown option', usage, ['explain', 'Shop', '--everything']],
  ['explain without a name lock', usage, ['explain', 'ShopModel']],
  ['types with an unknown option', usage, ['types', '--everything']],
  ['types of no project', project, ['types', '--project', 'none']],
  ['types of a folder that is no project', project, ['types', '--project', '.']],
  ['a contract with a syntax error', project, ['broken.ts', '--all', '--prefix', 'Shop']],
  ['a contract without a route', project, ['noroute.ts', '--all', '--prefix', 'Shop']],
  ['no contract', project, ['none.ts', '--all', '--prefix', 'Shop']],
])('refuses %s, says why, and writes nothing', async (_, code, args) => {
  put('broken.json', BROKEN);
  put('list.json', '[1]');
  put('broken.ts', 'export interface A {');
  put('noroute.ts', 'export interface Api { go(): void }');
  const before = disk();

  expect(await run(...args)).toBe(code);

  expect(said.errors).not.toBe('');
  expect(said.output).toBe('');
  expect(disk()).toEqual(before);
});
