/** A document cannot make a terminal do anything, hide anything in a file of the project, or end a command with a fault. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandError, ExitCode } from '../cli/errors';
import { generateCommand } from './command';
import { refusal } from './document/source';
import { emptyLock, LOCK_FILE, writeLock } from './names/lock';

/** Clears the screen, names a window, begins a colour with one character, turns the direction, rings, is of no width. */
const TRICK = '\u001b[2J\u001b]0;evil\u0007\u009b31m\u202eevil\u2066\u200b\u2028x';
const UNSEEN = /[^\P{Cc}\n]|[\p{Cf}\u2028\u2029]/u;

let home = '';
let folder = '';
let said = '';

beforeEach(() => {
  home = process.cwd();
  folder = mkdtempSync(join(tmpdir(), 'courier-output-'));
  process.chdir(folder);
  said = '';
  for (const stream of [process.stdout, process.stderr])
    jest.spyOn(stream, 'write').mockImplementation((text) => {
      said += String(text);
      return true;
    });
});
afterEach(() => {
  jest.restoreAllMocks();
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

/** @returns what the command ends with; what is no error of a user is thrown */
async function run(...args: readonly string[]): Promise<ExitCode> {
  try {
    await generateCommand()
      .exitOverride()
      .parseAsync([...args], { from: 'user' });
    return ExitCode.ok;
  } catch (error) {
    if (error instanceof CommandError) return error.exitCode;
    throw error;
  }
}

const FLAGS = ['--all', '--prefix', 'Bad', '--output', 'out', '--metadata', 'beside'];
const generate = (...more: readonly string[]): Promise<ExitCode> => run('api.json', ...FLAGS, ...more);

/** Everything about it is told: it has tricks in names, in values that are wrong, and where something cannot be generated. */
function tricky(version: string): object {
  const schema = {
    type: 'object',
    properties: Object.fromEntries([[TRICK, { type: 'string', enum: [TRICK, version], minLength: TRICK }]]),
  };
  const answer = { description: TRICK, content: { 'application/json': { schema } } };
  const get = { operationId: TRICK, tags: [TRICK], responses: { 200: answer, [TRICK]: answer } };
  return {
    openapi: '3.1.0',
    info: { title: TRICK, version: TRICK },
    servers: [{ url: `https://{x}.example/${TRICK}` }],
    paths: Object.fromEntries([
      ['/a', { get }],
      [`/${TRICK}`, { get: { ...get, operationId: 'b' }, options: get, [TRICK]: 1 }],
    ]),
    components: { securitySchemes: { k: { type: 'apiKey', in: 'header', name: TRICK } }, schemas: { [TRICK]: 5 } },
  };
}

test('no command prints what a terminal obeys, and no file of the project hides it', async () => {
  writeFileSync('api.json', JSON.stringify(tricky('1')));
  writeFileSync('api2.json', JSON.stringify(tricky('2')));
  await generate();
  await generate('--json');
  await run('diff', 'api.json', 'api2.json');
  await run('explain', 'get');
  await run('explain', 'Bad', '--json');
  await run('init', 'api.json', '--all', '--prefix', 'Bad');
  await run('init', 'api.json', '--tag', TRICK, '--prefix', 'Tag');
  expect(said).toContain('evil');
  // What the command itself colours.
  const found = UNSEEN.exec(said.replaceAll(/\u001b\[\d+m/g, ''));
  expect(found && said.slice(Math.max(0, found.index - 80), found.index + 20)).toBeNull();
  for (const each of readdirSync('.', { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())) {
    if (each.name.startsWith('api')) continue;
    expect([each.name, UNSEEN.test(readFileSync(join(each.parentPath, each.name), 'utf8'))]).toEqual([
      each.name,
      false,
    ]);
  }
});

test.each(['%zz.json', 'http://[', 'https://', 'a\0b.json', 'con.json', '\\\\host\\share\\x.json', '#/%zz', '#x'])(
  'a reference to %j is told and ends nothing',
  async (reference) => {
    const schema = { $ref: reference };
    const get = {
      operationId: 'get',
      responses: { 200: { description: '', content: { 'application/json': { schema } } } },
    };
    writeFileSync(
      'api.json',
      JSON.stringify({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: { '/a': { get } } }),
    );
    expect(await generate()).toBe(ExitCode.ok);
    expect(said).toMatch(/api\.json:1:\d+ The reference/);
  },
);

test.each(['https://example.com.evil.example/x', 'https://example.com@evil.example/x', 'https://example.com:8443/x'])(
  'leave to follow https://example.com is none to follow %s',
  (location) => {
    const policy = { projectRoot: folder, allowed: ['https://example.com'] };
    expect(refusal(location, join(folder, 'api.json'), policy)).toContain('--allow-refs');
    expect(refusal('https://example.com/x', join(folder, 'api.json'), policy)).toBeNull();
  },
);

describe('a name lock from somebody else', () => {
  const named = (name: string, id = 'id'): object => ({ '#/x': { name, members: { id } } });
  const called = (client: string): object => ({ '#/x': { client, request: 'R', method: 'm', members: {} } });

  test.each<[string, object]>([
    ['a path for a class', { types: named('../../../evil.X') }],
    ['code for a field', { types: named('BadModel.X', 'id; } static { evil(); }') }],
    ['a class without a container', { types: named('Evil') }],
    ['a path for a client', { operations: called('../evil') }],
    [
      'a path for an action',
      {
        operations: {
          '#/x': {
            client: 'A',
            request: 'R',
            method: 'm',
            members: {},
            flow: { action: '../x', inputs: {}, outputs: {} },
          },
        },
      },
    ],
    ['nothing for a type', { types: { '#/x': null } }],
    ['a list for clients', { clients: ['a'] }],
    ['code for a client', { clients: { a: 'x{}' } }],
  ])('is refused with %s', async (_, wrong) => {
    writeFileSync('api.json', JSON.stringify(tricky('1')));
    mkdirSync('out');
    writeFileSync(join('out', LOCK_FILE), writeLock({ ...emptyLock('Bad'), ...wrong }));
    expect(await generate()).toBe(ExitCode.project);
    expect(readdirSync('.').sort()).toEqual(['api.json', 'out']);
    expect(readdirSync('out')).toEqual([LOCK_FILE]);
  });
});

test.each(['Con', 'NUL', 'Aux', 'Com1', 'LPT9'])(
  'the prefix %s, which no file of Windows may have, is refused',
  async (prefix) => {
    writeFileSync('api.json', JSON.stringify(tricky('1')));
    expect(await run('api.json', '--all', '--prefix', prefix)).toBe(ExitCode.usage);
    expect(await run('init', 'api.json', '--all', '--prefix', prefix)).toBe(ExitCode.usage);
    expect(await run('init', 'api.json', '--all', '--prefix', 'Ok', '--endpoint', prefix)).toBe(ExitCode.usage);
    expect(readdirSync('.')).toEqual(['api.json']);
  },
);
