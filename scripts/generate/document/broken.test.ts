/** Documents that are wrong, through the command: what is told where, what is generated all the same, and what is refused. */
import { existsSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandError, ExitCode } from '../../cli/errors';
import { recordOutput } from '../../cli/recorded-output.testing';
import { generateCommand } from '../command';
import type { JsonObject } from './json';

const said = recordOutput();
let home = '';
let folder = '';

beforeEach(() => {
  home = process.cwd();
  folder = mkdtempSync(join(tmpdir(), 'courier-broken-'));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

interface Ran {
  readonly code: ExitCode;
  /** Everything told, by line. */
  readonly told: readonly string[];
  readonly isWritten: boolean;
}

/** @param content null for what is there already */
async function generate(name: string, content: string | Uint8Array | null): Promise<Ran> {
  if (content !== null) writeFileSync(name, content);
  let code: ExitCode = ExitCode.ok;
  const lines: string[] = [];
  try {
    await generateCommand()
      .exitOverride()
      .parseAsync([name, '--all', '--prefix', 'T', '--output', 'out', '--metadata', 'beside'], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    code = error.exitCode;
    lines.push(error.message, ...error.details);
  }
  const told = [...said.errors.split('\n'), ...lines].filter((each) => each !== '');
  return { code, told, isWritten: existsSync('out') };
}

const GOOD = { get: { operationId: 'good', tags: ['A'], responses: { 204: { description: '' } } } };

/** A document with one operation that is right, a line for each key. */
function api(parts: { paths?: object; schemas?: object; root?: object; operation?: object }): string {
  const whole: JsonObject = {
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: { '/good': { get: { ...GOOD.get, ...parts.operation } }, ...parts.paths },
    components: { schemas: { Good: { type: 'object' }, ...parts.schemas } },
    ...parts.root,
  };
  return JSON.stringify(whole, null, 1);
}

/** An operation that answers a schema. */
function answering(schema: unknown): object {
  return { responses: { 200: { description: '', content: { 'application/json': { schema } } } } };
}

const YAML = 'openapi: 3.1.0\ninfo: {title: T, version: "1"}\n';

test.each<[string, string, string, string[]]>([
  [
    'a key twice in YAML',
    'a.yaml',
    `${YAML}paths:\n  /a: {get: {responses: {}}}\n  /a: {post: {responses: {}}}\n`,
    ['a.yaml:5:3 Map keys must be unique'],
  ],
  [
    'a key twice in JSON',
    'a.json',
    api({}).replace('"version"', '"title"'),
    ['a.json:5:3 The key "title" stands here a second time: the first one does not count.'],
  ],
  [
    'limits that are none',
    'a.json',
    api({
      operation: answering({
        type: 'array',
        minItems: 1.5,
        items: { type: 'string', minLength: 'x', maxLength: -1, pattern: 5, format: '' },
        maxItems: 1e308,
        uniqueItems: 'no',
      }),
    }),
    [
      'a.json:21:10 1.5 is no minItems: that is a whole number, 0 or more.',
      'a.json:29:10 1e+308 is no maxItems: that is a whole number, 0 or more.',
      'a.json:30:10 "no" is no uniqueItems: that is true or false.',
      'a.json:24:11 "x" is no minLength: that is a whole number, 0 or more.',
      'a.json:25:11 -1 is no maxLength: that is a whole number, 0 or more.',
      'a.json:26:11 5 is no pattern: that is a text.',
    ],
  ],
  [
    'tags and servers that are none',
    'a.json',
    api({ operation: { tags: 'A' }, root: { servers: [{ url: 5 }, 'https://x.example', { description: 'x' }] } }),
    [
      'a.json:11:5 tags is a list of texts.',
      'a.json:29:4 A server has an address, its url: left out.',
      'a.json:31:3 A server has an address, its url: left out.',
      'a.json:32:3 A server has an address, its url: left out.',
    ],
  ],
  [
    'paths that are none',
    'a.json',
    api({ paths: { '/x': 'text', '/y': null, 'x-notes': 'fine' } }),
    ['a.json:21:3 "text" stands where an object has to.', 'a.json:22:3 null stands where an object has to.'],
  ],
  [
    'operations that are none',
    'a.json',
    api({ paths: { '/x': { get: [1], fetch: {}, 'x-notes': 1, summary: 'fine' } } }),
    ['a.json:25:4 fetch is no method of OpenAPI.', 'a.json:22:4 [1] stands where an object has to.'],
  ],
  [
    'gaps that a converter would stumble over',
    'a.json',
    JSON.stringify(
      {
        swagger: '2.0',
        info: { title: 'T', version: '1' },
        paths: { '/a': { get: { responses: {} }, post: null } },
        definitions: 5,
      },
      null,
      1,
    ),
    ['a.json:15:2 What stands here is no object: left out.', 'a.json:12:4 What stands here is no object: left out.'],
  ],
  [
    'parameters that are none',
    'a.json',
    api({ operation: { parameters: [{ name: 'q', in: 'query' }, { name: 'x', in: 'quary', schema: {} }, 'text'] } }),
    [
      'a.json:29:6 "text" stands where an object has to.',
      'a.json:20:6 The parameter "q" has no schema: it takes anything.',
      'a.json:24:6 This parameter has no name, or is in no place a request has.',
      'GET /good: one of its parameters cannot be read, and is left out.',
    ],
  ],
  [
    'a reference that leads nowhere',
    'a.json',
    api({ operation: answering({ $ref: '#/components/schemas/Missing' }) }),
    ['a.json:19:9 The reference "#/components/schemas/Missing" leads nowhere.'],
  ],
  [
    'a reference to a file that is not there',
    'a.json',
    api({ operation: answering({ $ref: 'other.yaml#/X' }) }),
    [
      expect.stringMatching(
        /^a\.json:20:10 The reference "other\.yaml#\/X" is not followed: .*there is no such file/,
      ) as string,
      expect.stringContaining('leads nowhere') as string,
    ],
  ],
  [
    'references in a circle',
    'a.json',
    api({
      operation: answering({ $ref: '#/components/schemas/Good' }),
      schemas: { Good: { $ref: '#/components/schemas/Good' } },
    }),
    ['a.json:19:9 References lead to each other in a circle.'],
  ],
  [
    'an allOf in a circle',
    'a.json',
    api({
      operation: answering({ $ref: '#/components/schemas/Good' }),
      schemas: {
        Good: { allOf: [{ $ref: '#/components/schemas/B' }] },
        B: {
          allOf: [{ $ref: '#/components/schemas/Good' }, { type: 'object', properties: { x: { type: 'string' } } }],
        },
      },
    }),
    ['a.json:38:4 This schema is made of itself: an allOf leads back to it.'],
  ],
  [
    'keywords of a wrong kind',
    'a.json',
    api({
      operation: answering({ $ref: '#/components/schemas/Good' }),
      schemas: { Good: { properties: { a: { type: 5 }, b: 'text', c: { type: 'strng' }, d: { enum: 'x' }, e: true } } },
    }),
    [
      'a.json:34:7 5 is no type of JSON Schema.',
      'a.json:36:6 "text" is no schema: taken for anything.',
      'a.json:38:7 "strng" is no type of JSON Schema.',
      'a.json:41:7 enum is a list.',
    ],
  ],
  [
    'one operation id for two',
    'a.json',
    api({ paths: { '/b': GOOD } }),
    ['a.json:23:5 The operation id "good" is that of GET /good, too.'],
  ],
  [
    'statuses that are none',
    'a.json',
    api({
      operation: { responses: { OK: { description: '' }, 999: { description: '' }, '2xx': { description: '' } } },
    }),
    ['a.json:15:6 "999" is no status: left out.', 'a.json:18:6 "OK" is no status: left out.'],
  ],
  [
    'a path without a slash',
    'a.json',
    api({ paths: { b: GOOD } }).replace('"good",', '"g",'),
    ['a.json:21:3 The path does not begin with a slash: taken for /b.'],
  ],
  [
    'a security scheme nobody describes',
    'a.json',
    api({ operation: { security: [{ key: [] }] } }),
    ['a.json:19:5 The security scheme "key" is not described.'],
  ],
])('tells of %s where it is, and generates what it can', async (_what, name, text, expected) => {
  const { code, told, isWritten } = await generate(name, text);
  expect(told).toEqual(expected);
  expect([code, isWritten]).toEqual([ExitCode.ok, true]);
});

test.each<[string, string]>([
  [
    'types in lists',
    api({ operation: answering({ properties: { a: { type: ['string', 'null'] }, b: { type: [] } } }) }),
  ],
  [
    'lists of themselves',
    api({
      operation: answering({ $ref: '#/components/schemas/Good' }),
      schemas: { Good: { type: 'array', items: { $ref: '#/components/schemas/Good' } } },
    }),
  ],
  [
    'one base twice',
    api({
      operation: answering({
        allOf: [{ $ref: '#/components/schemas/A' }, { allOf: [{ $ref: '#/components/schemas/A' }] }],
      }),
      schemas: { A: { type: 'object', properties: { x: { type: 'string' } } } },
    }),
  ],
  [
    'twenty thousand values',
    api({ operation: answering({ type: 'string', enum: Array.from({ length: 20_000 }, (_, index) => `v${index}`) }) }),
  ],
  ['an operation without answers', api({ paths: { '/b': { get: {} } } })],
  ['lines of Windows and a byte order mark', `\uFEFF${api({}).replaceAll('\n', '\r\n')}`],
])('takes %s without a word', async (_what, text) => {
  expect(await generate('a.json', text)).toEqual({ code: ExitCode.ok, told: [], isWritten: true });
});

test('reads UTF-16 with a byte order mark, and counts lines and columns in it', async () => {
  const text = api({ paths: { '/x': 'text' } });
  const little = Buffer.from(`\uFEFF${text}`, 'utf16le');
  const told = ['a.json:21:3 "text" stands where an object has to.'];
  expect(await generate('a.json', little)).toMatchObject({ code: ExitCode.ok, told });
  said.errors = '';
  expect(await generate('a.json', Buffer.from(little).swap16())).toMatchObject({ code: ExitCode.ok, told });
});

test('tells where a text is not UTF-8, and goes on', async () => {
  const latin = Buffer.from(api({}).replace('"title": "T"', '"title": "Größe"'), 'latin1');
  expect(await generate('a.json', latin)).toEqual({
    code: ExitCode.ok,
    told: ['a.json:4:15 Here is a character that is none in UTF-8: save the file as UTF-8.'],
    isWritten: true,
  });
});

test('lists operations that cannot be generated with the reason, and ends with 3', async () => {
  const content = { 'application/json': { schema: { type: 'string' } } };
  const paths = {
    '/body': { get: { requestBody: { required: true, content }, responses: {} } },
    '/options': { options: { responses: {} } },
    '/lost': { post: { requestBody: { $ref: '#/components/requestBodies/X' }, responses: {} } },
  };
  const { code, told, isWritten } = await generate('a.json', api({ paths }));
  expect([code, isWritten]).toEqual([ExitCode.project, true]);
  expect(told).toEqual([
    expect.stringMatching(/^a\.json:\d+:\d+ The reference "#\/components\/requestBodies\/X" leads nowhere\.$/),
    '3 operations could not be generated; the others are.',
    'GET /body: it is a GET with a body, which Salesforce cannot send.',
    'OPTIONS /options: Apex cannot send OPTIONS.',
    'POST /lost: its body cannot be read.',
  ]);
});

const NEITHER = `a.json is no OpenAPI document: it has neither "openapi: 3.x" nor "swagger: '2.0'".`;

test.each<[string, string, string | Uint8Array, RegExp | string]>([
  ['an empty file', 'a.json', '', 'a.json:1:1 cannot be read: it is empty'],
  ['a file of blanks', 'a.yaml', ' \n\n', 'a.yaml:1:1 cannot be read: it is empty'],
  ['HTML', 'a.json', '<!DOCTYPE html>\n<html></html>', /^a\.json:1:1 cannot be read: it is HTML or XML/],
  ['half a file', 'a.json', api({}).slice(0, 60), 'a.json:5:3 cannot be read: UnexpectedEndOfString'],
  ['YAML that ends in the middle', 'a.yaml', `${YAML}paths: {a: [`, /^a\.yaml:3:\d+ cannot be read: /],
  [
    'tabs in YAML',
    'a.yaml',
    'openapi: 3.1.0\ninfo:\n\ttitle: T\n',
    'a.yaml:3:1 cannot be read: Tabs are not allowed as indentation',
  ],
  ['an alias of nothing', 'a.yaml', `${YAML}paths: *none\n`, /^a\.yaml:3:8 cannot be read: Unresolved alias/],
  [
    'aliases that grow without end',
    'a.yaml',
    `${YAML}a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 9 }, (_, index) => `a${index + 1}: &a${index + 1} [${`*a${index},`.repeat(10)}]\n`).join('')}paths: {}\n`,
    /^a\.yaml:1:1 cannot be read: Excessive alias count/,
  ],
  ['an archive', 'a.json', Buffer.from('PK\u0003\u0004\0\0\0'), /cannot be read: it is no text in UTF-8\.$/],
  ['UTF-16 without a mark', 'a.json', Buffer.from(api({}), 'utf16le'), /cannot be read: it is no text in UTF-8\.$/],
  ['null', 'a.json', 'null', NEITHER],
  ['a list', 'a.json', '[1]', NEITHER],
  ['another version', 'a.json', api({ root: { openapi: '4.0.0' } }), NEITHER],
  [
    'what is nested without end',
    'a.json',
    `{"openapi":"3.1.0","paths":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`,
    'a.json cannot be read: it is nested over 400 levels deep.',
  ],
  [
    'what opens without end',
    'a.json',
    '['.repeat(200_000),
    'a.json cannot be read: it is nested over 400 levels deep.',
  ],
  ['no paths', 'a.json', api({ root: { paths: undefined } }), 'a.json has no operation to generate.'],
])('refuses %s, and writes nothing', async (_what, name, content, message) => {
  const { code, told, isWritten } = await generate(name, content);
  expect([code, isWritten]).toEqual([ExitCode.project, false]);
  if (typeof message === 'string') expect(told[0]).toBe(message);
  else expect(told[0]).toMatch(message);
});

test('refuses what is too large before it takes memory', async () => {
  writeFileSync('large.json', '{');
  truncateSync('large.json', 64 * 1024 * 1024 + 1);
  symlinkSync('large.json', 'a.json');
  const { code, told, isWritten } = await generate('a.json', null);
  expect([code, isWritten]).toEqual([ExitCode.project, false]);
  expect(told).toEqual([expect.stringContaining('a.json has more than 67108864 bytes.')]);
  said.errors = '';
  const yaml = await generate('a.yaml', `# ${'x'.repeat(24 * 1024 * 1024)}\n${YAML}paths: {}\n`);
  expect(yaml.told).toEqual(['a.yaml cannot be read: YAML may have 25165824 characters. JSON may be larger.']);
  expect(yaml.isWritten).toBe(false);
});

test('says why there is nothing to generate', async () => {
  const webhooks = { paid: { post: { responses: {} } } };
  expect(await generate('a.json', api({ root: { paths: ['/a'], webhooks } }))).toEqual({
    code: ExitCode.project,
    told: [
      'a.json has no operation to generate.',
      'a.json:7:2 ["/a"] stands where an object has to.',
      'a.json:17:2 Webhooks are what the API sends: nothing is generated for them.',
    ],
    isWritten: false,
  });
});
