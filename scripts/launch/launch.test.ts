/** The launcher on a small toolchain of its own, in a folder whose path has a space. */
import { execFile } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SCRIPTS = join(__dirname, '..');
const FILES = [
  ...['launch/index.js', 'launch/kept-files.js', 'launch/sources.js', 'launch/stacks.js'],
  'local-org/project/cache-folder.js',
];
/** Long enough ago that no other change has the same time. */
const LONG_AGO = new Date('2026-01-01T00:00:00Z');

interface Ended {
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
}

let root = '';
let cache = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'courier launch '));
  cache = join(root, 'cache');
  for (const file of FILES) cpSync(join(SCRIPTS, file), join(root, 'scripts', file));
  symlinkSync(join(SCRIPTS, '..', 'node_modules'), join(root, 'node_modules'), 'junction');
  writeFileSync(join(root, 'package-lock.json'), '{}');
  source('courier.ts', `import { word } from './word';\nconsole.log(word());\n`);
  source('word.ts', `export function word(): string {\n  return 'first';\n}\n`);
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

test('a changed source takes effect at the next command', async () => {
  expect(await launched()).toEqual({ exitCode: 0, output: 'first\n', errors: '' });
  source('word.ts', `export const word = (): string => 'other';\n`);
  expect(await launched()).toEqual({ exitCode: 0, output: 'other\n', errors: '' });
});

test('files that nobody touched are not read again, and one that was is', async () => {
  for (const state of ['older', 'newer', 'older']) {
    source('word.ts', `export const word = (): string => '${state}';\n`);
    touchAll();
    expect((await launched()).output).toBe(`${state}\n`);
    const seen = kept().filter((name) => name.includes('toolchain-seen'));
    expect(seen).toHaveLength(1);
    const times = seen.map((name) => statSync(name).mtimeMs);
    expect((await launched()).output).toBe(`${state}\n`);
    expect(seen.map((name) => statSync(name).mtimeMs)).toEqual(times);
  }
});

test('a package that is another one by now takes effect at the next command', async () => {
  touchAll();
  await launched();
  const before = readdirSync(join(cache, 'toolchain'));
  writeFileSync(join(root, 'package-lock.json'), '{ "packages": {} }');
  expect((await launched()).output).toBe('first\n');
  expect(readdirSync(join(cache, 'toolchain'))).toHaveLength(before.length + 1);
});

test('a module that comes in the place of another takes effect at the next command', async () => {
  source('word.ts', null);
  source('word/index.ts', `export const word = (): string => 'in the folder';\n`);
  expect((await launched()).output).toBe('in the folder\n');
  source('word.ts', `export const word = (): string => 'beside it';\n`);
  expect((await launched()).output).toBe('beside it\n');
});

test('starts at once with nothing kept all work', async () => {
  const ended = await Promise.all([launched(), launched(), launched()]);
  expect(ended).toEqual(ended.map(() => ({ exitCode: 0, output: 'first\n', errors: '' })));
  expect(kept().filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test('broken files that were kept are made again', async () => {
  await launched();
  const before = kept();
  expect(before.length).toBeGreaterThan(2);
  for (const file of before) writeFileSync(file, readFileSync(file).subarray(0, -100));
  expect(await launched()).toEqual({ exitCode: 0, output: 'first\n', errors: '' });
  const halves = before.map((file) => readFileSync(file).length);
  expect(await launched()).toEqual({ exitCode: 0, output: 'first\n', errors: '' });
  expect(before.map((file) => readFileSync(file).length)).toEqual(halves);
});

test('a folder that cannot be written costs nothing but time', async () => {
  writeFileSync(cache, 'a file where the folder would be');
  expect(await launched()).toEqual({ exitCode: 0, output: 'first\n', errors: '' });
});

test('states of the sources that are long gone are dropped', async () => {
  for (let state = 0; state < 6; state++) {
    source('word.ts', `export const word = (): string => '${state}';\n`);
    await launched();
  }
  expect(readdirSync(join(cache, 'toolchain'))).toHaveLength(4);
  expect((await launched()).output).toBe('5\n');
});

test('stacks name TypeScript lines, with and without kept code', async () => {
  source(
    'word.ts',
    `interface Wide {\n  readonly a: string;\n}\nexport function word(): Wide {\n  throw new Error('no word');\n}\n`,
  );
  const place = `${join(root, 'scripts', 'word.ts')}:5:9`;
  for (const { exitCode, errors } of [await launched(), await launched()]) {
    expect(exitCode).not.toBe(0);
    expect(errors).toContain(place);
  }
});

test('files beside a source, packages and ES modules are found from its place', async () => {
  source('there/word.txt', 'beside');
  source(
    'there/word.ts',
    `import { readFileSync } from 'node:fs';
import { join } from 'node:path';
export const word = (): string =>
  [readFileSync(join(__dirname, 'word.txt'), 'utf8'), __filename, require.resolve('tsx/package.json')].join('|');\n`,
  );
  source(
    'courier.ts',
    `import { word } from './there/word';\nvoid import('@clack/prompts').then(({ text }) => console.log(word(), typeof text));\n`,
  );
  const { output, errors } = await launched();
  expect(errors).toBe('');
  expect(output).toContain(`beside|${join(root, 'scripts', 'there', 'word.ts')}|`);
  expect(output).toContain('package.json function');
});

test('a source that is no TypeScript ends as a fault of the toolchain, at its place', async () => {
  source('word.ts', `export const word = (): string => 'first;\n`);
  const { exitCode, errors } = await launched();
  expect(exitCode).toBe(70);
  expect(errors).toContain('scripts/word.ts:1');
});

function source(name: string, text: string | null): void {
  const file = join(root, 'scripts', name);
  rmSync(file, { force: true });
  if (text === null) return;
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
}

/** As if nothing had been changed for long. */
function touchAll(): void {
  const sources = readdirSync(join(root, 'scripts'), { recursive: true, encoding: 'utf8' });
  for (const name of ['package-lock.json', 'scripts', ...sources.map((each) => join('scripts', each))])
    utimesSync(join(root, name), LONG_AGO, LONG_AGO);
}

function kept(): string[] {
  return readdirSync(cache, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function launched(): Promise<Ended> {
  const env = { ...process.env, COURIER_CACHE: cache };
  return new Promise((resolve) => {
    execFile(process.execPath, [join(root, 'scripts', 'launch')], { env, cwd: root }, (error, output, errors) => {
      resolve({ exitCode: typeof error?.code === 'number' ? error.code : 0, output, errors });
    });
  });
}
