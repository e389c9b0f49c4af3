/** `generate init` as a person meets it: by flags, by answers, with a configuration that is there already. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandError, ExitCode } from '../../cli/errors';
import { recordOutput } from '../../cli/recorded-output.testing';
import { readConfig } from '../config/read';
import { generateCommand } from '../command';
import type { Asker } from './ask';
import { initCommand } from './command';

const answers = {
  200: { description: '', content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } } },
};
const SHOP = {
  openapi: '3.1.0',
  info: { title: 'ACME Shop', version: '1' },
  paths: {
    '/orders': {
      get: { operationId: 'list', tags: ['Orders'], responses: answers },
      post: { operationId: 'make', tags: ['Orders'], responses: answers },
    },
    '/items/{id}': { get: { operationId: 'item', tags: ["It's *new*"], responses: answers } },
    '/health/now': { get: { operationId: 'health', responses: {} } },
  },
  components: { schemas: { Order: { type: 'object', properties: { id: { type: 'string' } } } } },
};

let folder = '';

const said = recordOutput();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'courier-init-'));
  writeFileSync(join(folder, 'shop.json'), JSON.stringify(SHOP));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const config = () => join(folder, 'courier.config.ts');

async function init(flags: readonly string[], asker: Asker | null = null): Promise<ExitCode> {
  const args = [join(folder, 'shop.json'), '--config', config(), ...flags];
  try {
    await initCommand(() => Promise.resolve(asker))
      .exitOverride()
      .parseAsync(args, { from: 'user' });
    return ExitCode.ok;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    said.errors += error.message;
    return error.exitCode;
  }
}

test('writes what flags choose, with what it costs, as a configuration that reads back', async () => {
  expect(
    await init(['--prefix', 'Shop', '--tag', 'Orders', '--endpoint', 'SHOP', '--output', join(folder, 'out')]),
  ).toBe(ExitCode.ok);
  expect(readConfig(config())).toEqual([
    expect.objectContaining({
      document: join(folder, 'shop.json'),
      prefix: 'Shop',
      endpoint: 'SHOP',
      output: join(folder, 'out'),
      include: { tags: ['Orders'] },
    }),
  ]);
  expect(said.output).toMatch(
    /ACME Shop 1: 2 operations, 1 type[\s\S]*ShopOrdersApi[\s\S]*of the 6,000,000 characters/,
  );
});

test('adds to a configuration and leaves what is there, comments included', async () => {
  const before =
    "import { defineConfig } from './define';\n\nexport default defineConfig({\n  apis: [\n    // ours\n    { document: 'a.json', prefix: 'A' }, // theirs\n  ],\n});\n";
  writeFileSync(config(), before);
  expect(await init(['--prefix', 'Shop', '--all'])).toBe(ExitCode.ok);
  const after = readFileSync(config(), 'utf8');
  expect(after.startsWith(before.slice(0, before.indexOf('  ],')))).toBe(true);
  expect(readConfig(config()).map(({ prefix }) => prefix)).toEqual(['A', 'Shop']);
  expect(await init(['--prefix', 'shop', '--all'])).toBe(ExitCode.usage);
  expect(await init(['--prefix', 'Shop', '--all'])).toBe(ExitCode.usage);
  expect(said.errors).toContain('has an API with the prefix Shop already');
});

test('asks for what no flag says, and lets the person choose again', async () => {
  const shown: string[][] = [];
  const decisions: ('again' | 'write')[] = ['again', 'write'];
  const asker: Asker = {
    prefix: (proposal) => Promise.resolve(proposal),
    groups: (groups) => {
      shown.push(groups.map(({ name, operations }) => `${name} ${operations}`));
      return Promise.resolve(shown.length === 1 ? groups : groups.slice(1));
    },
    decision: () => Promise.resolve(decisions.shift() ?? null),
  };
  expect(await init([], asker)).toBe(ExitCode.ok);
  expect(shown).toEqual([
    ['Orders 2', "It's *new* 1", 'health 1'],
    ['Orders 2', "It's *new* 1", 'health 1'],
  ]);
  expect(readConfig(config())[0]).toMatchObject({
    prefix: 'Acme',
    include: { tags: ["It's ?new?", 'health'] },
  });
  expect(said.output).toContain('4 operations');
  expect(said.output).toContain('2 operations');
});

test('writes nothing when the person wants nothing', async () => {
  const asker: Asker = {
    prefix: () => Promise.resolve('Shop'),
    groups: () => Promise.resolve(null),
    decision: () => Promise.resolve(null),
  };
  expect(await init([], asker)).toBe(ExitCode.failed);
  expect(existsSync(config())).toBe(false);
});

test.each([
  ['no prefix', ['--all'], 'say --prefix Acme'],
  ['a prefix no class could begin with', ['--prefix', '1st', '--all'], 'A prefix has 1 to 12 letters'],
  ['no choice', ['--prefix', 'Shop'], 'say --tag'],
  ['a choice of nothing', ['--prefix', 'Shop', '--tag', 'orders'], 'Nothing is chosen'],
])('says what flag to use without a terminal, given %s', async (_what, flags, message) => {
  expect(await init(flags)).toBe(ExitCode.usage);
  expect(said.errors).toContain(message);
  expect(existsSync(config())).toBe(false);
});

test('takes its own options as a part of generate, which has options of the same names', async () => {
  const args = ['init', join(folder, 'shop.json'), '--config', config(), '--prefix', 'Shop', '--all', '--json'];
  await generateCommand().parseAsync(args, { from: 'user' });
  expect(JSON.parse(said.output)).toMatchObject({
    api: { prefix: 'Shop' },
    budget: { classes: expect.any(Array) as unknown[] },
  });
});

test('counts types as generate does: what the document repeats is one', async () => {
  const link = { type: 'object', properties: { href: { type: 'string' } } };
  const answering = (key: string): object => ({
    200: {
      description: '',
      content: {
        'application/json': { schema: { type: 'object', properties: { _link: link, [key]: { type: 'string' } } } },
      },
    },
  });
  const paths = {
    '/a': { get: { operationId: 'a', tags: ['A'], responses: answering('x') } },
    '/b': { get: { operationId: 'b', tags: ['A'], responses: answering('y') } },
  };
  writeFileSync(join(folder, 'shop.json'), JSON.stringify({ ...SHOP, paths }));
  const counted = /2 operations, 3 types/;
  await init(['--prefix', 'Shop', '--all']);
  expect(said.output).toMatch(counted);
  said.output = '';
  const flags = ['--all', '--prefix', 'Shop', '--output', join(folder, 'out'), '--dry-run'];
  await generateCommand()
    .exitOverride()
    .parseAsync([join(folder, 'shop.json'), ...flags], { from: 'user' });
  expect(said.output).toMatch(counted);
});
