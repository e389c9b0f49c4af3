/** A document cannot make the generator write anything but its text: no code, no comment that ends early, no file elsewhere. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseFiles } from '../local-org/compiler/parse';
import { compile } from '../local-org/compiler';
import { LIBRARY } from '../local-org/library';
import { readProject } from '../local-org/project/project';
import { loadSchema } from '../local-org/schema';
import { generate, type Generated } from './generate';
import { lintApex } from './lint/lint';
import { readApi } from './read-api';

const NASTY = [
  `'); System.debug('x`,
  `*/ public class Evil {} /*`,
  '\\u0027); delete [SELECT Id FROM Account]; //',
  '\\u002a\\u002f class Evil {}',
  '${evil} `evil`',
  'line\nbreak\r\n\u2028more\u0085\0end',
  '\\',
  "''' + evil + '",
  '../../../etc/passwd',
  '@IsTest\n@Deprecated',
  '</label><evil/>',
  '__proto__',
  'constructor',
  '名前',
  '\u202Eevil\u202C',
  '',
];

/** A document in which every text is one of them. */
function hostile(text: string): object {
  const schema = {
    type: 'object',
    description: text,
    required: [text],
    properties: Object.fromEntries([
      [text, { type: 'string', enum: [text, `${text}2`], default: text, example: text, description: text }],
      [
        'other',
        {
          oneOf: [
            {
              title: text,
              type: 'object',
              required: [text],
              properties: Object.fromEntries([[text, { const: text }]]),
            },
            { type: 'string' },
          ],
        },
      ],
      ['map', { type: 'object', additionalProperties: { type: 'array', items: { type: 'integer' } } }],
    ]),
  };
  const answer = {
    description: text,
    content: {
      'application/json': {
        schema: { $ref: '#/components/schemas/Thing' },
        example: Object.fromEntries([[text, text]]),
      },
    },
  };
  const operation = {
    operationId: text,
    summary: text,
    description: text,
    tags: [text],
    parameters: [
      { name: text || 'q', in: 'query', description: text, example: text, schema: { type: 'string', default: text } },
      { name: 'X-Head', in: 'header', description: text, schema: { type: 'string', enum: [text] } },
    ],
    requestBody: { description: text, content: { 'application/json': { schema } } },
    responses: { '200': answer, '4XX': answer },
  };
  return {
    openapi: '3.1.0',
    info: { title: text, version: text, description: text },
    servers: [{ url: text, description: text }],
    tags: [{ name: text, description: text }],
    components: {
      securitySchemes: Object.fromEntries([
        [text || 'k', { type: 'apiKey', in: 'header', name: text, description: text }],
      ]),
      schemas: Object.fromEntries([
        ['Thing', schema],
        [text || 'x', schema],
      ]),
    },
    paths: Object.fromEntries([[`/${text}/{${text.replaceAll(/[{}]/g, '')}}`, { post: operation, put: operation }]]),
  };
}

describe('a hostile document', () => {
  const project = readProject(join(__dirname, '..', '..'));
  const { schema } = loadSchema(project.packageFolders, {});
  const runtime = project.sources.filter(({ file }) => file.startsWith('force-app/main/'));
  let folder: string;

  beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'courier-hostile-'))));
  afterAll(() => rmSync(folder, { recursive: true }));

  async function generated(text: string, prefix: string): Promise<Generated> {
    const file = join(folder, 'api.json');
    writeFileSync(file, JSON.stringify(hostile(text)));
    const { model } = await readApi({ document: file, allowRefs: [folder] }, folder);
    return generate(model, { prefix, endpoint: prefix, isFlowAction: () => true });
  }

  it('cannot inject code, whatever its texts are', async () => {
    const all = await Promise.all(NASTY.map((text, index) => generated(text, `H${index}x`)));
    const files = all.flatMap((each) => each.files);
    expect(lintApex(files)).toEqual([]);
    // Nothing but what the generator declares: one type a file, named after it, and no statement of the document.
    for (const { path, text } of files.filter((each) => each.path.endsWith('.cls'))) {
      expect(text.replaceAll(/'(?:[^'\\\n]|\\.)*'/g, "''").replaceAll(/\/\*[\s\S]*?\*\//g, '')).not.toMatch(
        /System\.debug|class Evil \{|\[SELECT|\+ evil/i,
      );
      expect(path).toMatch(/^classes\/[A-Za-z][A-Za-z0-9_]*\.cls$/);
    }
  }, 120_000);

  it('compiles, with quotes, comments and codes in every text', async () => {
    const { files } = await generated(NASTY.slice(0, 7).join(' '), 'All');
    const apex = files.filter(({ path }) => path.endsWith('.cls')).map(({ path, text }) => ({ file: path, text }));
    const units = parseFiles([...runtime, ...apex], null).units.map((each) => ({ ...each, apiVersion: 67 }));
    const { problems } = compile({ units, schema, library: LIBRARY });
    expect(problems.filter(({ file }) => file.startsWith('classes/'))).toEqual([]);
  }, 120_000);

  it('keeps every value on the wire as it is', async () => {
    for (const text of NASTY.filter((each) => each !== '')) {
      const { files } = await generated(text, 'Wire');
      const model = files.find(({ path }) => path === 'classes/WireModel.cls')?.text ?? '';
      const literals = [...model.matchAll(/json\.text\(\s*'((?:[^'\\]|\\.)*)'/g)].map(([, escaped = '']) =>
        unescaped(escaped),
      );
      expect(literals).toContain(text);
    }
  }, 60_000);

  it('writes no markup of its own into metadata', async () => {
    const { metadata } = await generated('</label><evil/>', 'Xml');
    for (const { text } of metadata) expect(text).not.toContain('<evil');
  });
});

/** What Apex makes of a literal. */
function unescaped(literal: string): string {
  const simple: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
  return literal.replaceAll(/\\(u[0-9A-F]{4}|.)/g, (_, code: string) =>
    code.length === 5 ? String.fromCharCode(parseInt(code.slice(1), 16)) : (simple[code] ?? code),
  );
}
