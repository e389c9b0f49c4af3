/** The configuration as a user writes it, and what a wrong one is told. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandError } from '../../cli/errors';
import { readConfig } from './read';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'courier-config-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(text: string): string {
  const file = join(folder, 'courier.config.ts');
  writeFileSync(file, text);
  return file;
}

/** `line:column message` of each complaint. */
function complaints(text: string): string[] {
  const file = write(text);
  try {
    readConfig(file);
    return [];
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return error.details.map((each) => each.slice(file.length + 1));
  }
}

test('reads what is written, with defaults for the rest and absolute paths', () => {
  const file = write(`import { defineConfig } from './no/such/module';
const tags = ['Orders'];
const shared = { prefix: 'Erp' } as const;
export default defineConfig({
  apis: [
    { ...shared, document: 'api/erp.yaml', include: { tags: [...tags, 'Items'] }, cut: [\`Customer.orders\`], overlays: ['fix.yaml'] },
    { document: 'https://example.com/shop.json', 'prefix': ('Shop'), endpoint: 'SHOP', output: 'out', flow: ['orders.*'] },
  ],
} satisfies object);
`);
  expect(readConfig(file)).toEqual([
    {
      document: join(folder, 'api', 'erp.yaml'),
      prefix: 'Erp',
      endpoint: 'Erp',
      output: join(folder, 'force-app', 'main', 'erp'),
      include: { tags: ['Orders', 'Items'] },
      exclude: {},
      cut: ['Customer.orders'],
      overlays: [join(folder, 'fix.yaml')],
      flow: [],
      allowRefs: [],
    },
    expect.objectContaining({
      document: 'https://example.com/shop.json',
      prefix: 'Shop',
      endpoint: 'SHOP',
      output: join(folder, 'out'),
      flow: ['orders.*'],
    }),
  ]);
});

test.each([
  ['no default export', 'const a = 1;', ['1:1 It needs an "export default defineConfig({ … })".']],
  ['a syntax error', 'export default {\n  apis: [\n}', ['3:1 Expression or comma expected.']],
  [
    'a misspelt key',
    'export default { apis: [{ document: "a", prefix: "A", tag: [] }] }',
    [expect.stringMatching(/^1:55 apis\[0\] has no "tag"\. It has: document, prefix,/)],
  ],
  ['what is missing', 'export default { apis: [{ document: "a" }] }', ['1:25 apis[0] needs "prefix".']],
  [
    'a value of another kind',
    'export default { apis: [{ document: 5, prefix: "A", cut: "x" }] }',
    ['1:37 apis[0].document is a text.', '1:58 apis[0].cut is a list: [ … ].'],
  ],
  [
    'a prefix no class could begin with',
    'export default { apis: [{ document: "a", prefix: "1A" }] }',
    [
      '1:50 apis[0].prefix has 1 to 12 letters and digits, the first a capital letter, and is no device of Windows such as CON.',
    ],
  ],
  [
    'one prefix twice',
    'export default { apis: [{ document: "a", prefix: "A" }, { document: "b", prefix: "A" }] }',
    ['1:16 Two APIs have the prefix "a": their classes would be the same.'],
  ],
  ['no API', 'export default { apis: [] }', ['1:16 apis needs at least one API.']],
  ['another call', 'export default load("x")', ['1:16 The one call there may be is defineConfig({ … }).']],
  [
    'a constant that is its own value',
    'const a = a; export default { apis: a }',
    ['1:11 The file is read, not run: a is no constant of this file.'],
  ],
  [
    'a folder outside the project',
    `export default { apis: [{ document: "../a", prefix: "A", output: "../../out", types: "/tmp/x" }] }`,
    [
      '1:66 apis[0].output is a folder in the folder of the configuration: what is generated stays in the project.',
      '1:86 apis[0].types is a folder in the folder of the configuration: what is generated stays in the project.',
    ],
  ],
  [
    'the project as a folder',
    `export default { apis: [{ document: "a", prefix: "A", output: "out/.." }] }`,
    [expect.stringMatching(/^1:63 apis\[0\]\.output is a folder in/)],
  ],
  [
    'one folder for two',
    `export default { apis: [{ document: "a", prefix: "A", output: "x" }, { document: "b", prefix: "B", output: "x/y" }] }`,
    ['1:16 Two APIs have one output folder, or one in the other: each run would remove what the other wrote.'],
  ],
  [
    'names of the prototype',
    `export default { apis: [{ "__proto__": { document: "a" }, constructor: 1, prefix: "A", document: "b" }], toString: [] }`,
    [
      expect.stringMatching(/^1:27 apis\[0\] has no "__proto__"\./),
      expect.stringMatching(/^1:59 apis\[0\] has no "constructor"\./),
      expect.stringMatching(/^1:106 The configuration has no "toString"\./),
    ],
  ],
  ['what is no module', 'module.exports = { apis: [] };', ['1:1 It needs an "export default defineConfig({ … })".']],
  ['what is no TypeScript', '{"apis": [}', [expect.stringMatching(/^1:/), '1:11 Expression or comma expected.']],
  ['an empty file', '', ['1:1 It needs an "export default defineConfig({ … })".']],
  ['a file that throws', 'throw new Error("no"); export default { apis: [] };', ['1:39 apis needs at least one API.']],
  [
    'a function',
    'export default async () => ({ apis: [] })',
    [expect.stringMatching(/^1:16 The file is read, not run: async \(\) =>/)],
  ],
  [
    'a getter',
    'export default { get apis() { process.exit(7); } }',
    [expect.stringMatching(/^1:18 The file is read, not run: get apis\(\)/)],
  ],
  [
    'a computed key',
    'export default { ["ap" + "is"]: [] }',
    [expect.stringMatching(/^1:18 The file is read, not run: \["ap" \+ "is"\]/)],
  ],
  [
    'a template with a value',
    'export default { apis: [{ document: `${process.env.HOME}`, prefix: "A" }] }',
    [expect.stringMatching(/^1:37 The file is read, not run: `\$\{process/)],
  ],
  [
    'a variable that changes',
    'let a = []; a.push({}); export default { apis: a }',
    ['1:48 The file is read, not run: a is no constant of this file.'],
  ],
  ['no object', 'export default "apis"', ['1:16 The configuration is an object: { … }.']],
  [
    'nothing in place of a text',
    'export default { apis: [{ document: "", prefix: null }] }',
    ['1:37 apis[0].document is a text.', '1:49 apis[0].prefix is a text.'],
  ],
  [
    'a name too long for an endpoint',
    `export default { apis: [{ document: "a", prefix: "A", endpoint: "${'E'.repeat(41)}" }] }`,
    [expect.stringMatching(/^1:65 apis\[0\]\.endpoint is the developer name/)],
  ],
  [
    'what is nested without end',
    `export default ${'['.repeat(20_000)}${']'.repeat(20_000)}`,
    ['1:1 It is nested too deeply.'],
  ],
  [
    'lists that grow without end',
    [
      'const a0 = ["x", "y"];',
      ...Array.from({ length: 40 }, (_, index) => `const a${index + 1} = [...a${index}, ...a${index}];`),
      'export default { apis: [{ document: "a", prefix: "A", cut: a40 }] };',
    ].join('\n'),
    [expect.stringMatching(/^15:\d+ It spreads \d+ items, which nobody wrote\.$/)],
  ],
])('complains of %s where it stands', (_what, text, expected) => {
  expect(complaints(text)).toEqual(expected);
});

test('never runs the file', () => {
  const trace = join(folder, 'ran');
  const call = `require('node:fs').writeFileSync(${JSON.stringify(trace)}, '')`;
  expect(complaints(`export default { apis: [{ document: ${call}, prefix: 'A' }] };\n${call};`)).toEqual([
    expect.stringMatching(/^1:37 The file is read, not run: require\('node:fs'\)/),
  ]);
  expect(existsSync(trace)).toBe(false);
});

test('reads constants that others name again and again once', () => {
  const lists = Array.from({ length: 40 }, (_, index) => `const a${index + 1} = [a${index}, a${index}];`);
  const text = ['const a0 = "x";', ...lists, 'export default { apis: a40 };'].join('\n');
  expect(complaints(text)).toHaveLength(2);
});

test('takes a file with a byte order mark and lines of Windows', () => {
  const file = write('\ufeffexport default {\r\n  apis: [{ document: "a.yaml", prefix: "A" }],\r\n};\r\n');
  expect(readConfig(file)).toMatchObject([{ prefix: 'A' }]);
});

test('refuses a folder in place of the file', () => {
  expect(() => readConfig(folder)).toThrow(/cannot be read: EISDIR/);
});

test('says how to get one where there is none', () => {
  expect(() => readConfig(join(folder, 'none.ts'))).toThrow('"generate init <document>" writes one');
});
