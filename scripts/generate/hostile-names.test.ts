/** Names that are no names: of security schemes, servers, files, properties and overlays. They stay text, and files stay where they belong. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { XMLValidator } from 'fast-xml-parser';
import { CommandError } from '../cli/errors';
import { generate, type Generated } from './generate';
import { lintApex } from './lint/lint';
import { readApi, type ReadApi } from './read-api';

const NASTY = [
  `'); System.debug('x`,
  `{!$Credential.Other.Key}`,
  '../../../etc/passwd',
  'C:\\Windows\\evil',
  '</label><evil/>',
  '*/ public class Evil {} /*',
  '__proto__',
  'constructor',
  '\u0000\u001B[31m',
];

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'courier-names-'))));
afterEach(() => {
  rmSync(folder, { recursive: true });
  expect(Object.keys(Object.prototype)).toEqual([]);
});

function write(name: string, content: unknown): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

function read(document: string, overlays: string[] = []): Promise<ReadApi> {
  return readApi({ document, overlays }, folder);
}

async function generated(document: unknown): Promise<Generated> {
  const { model } = await read(write('api.json', document));
  return generate(model, { prefix: 'Bad', endpoint: 'Bad' });
}

function api(rest: object, operation: object = {}): object {
  return {
    openapi: '3.1.0',
    info: { title: 'Bad', version: '1' },
    paths: { '/a': { get: { operationId: 'get', responses: { 200: { description: '' } }, ...operation } } },
    ...rest,
  };
}

test.each(NASTY)('a security scheme called %j is neither code nor markup nor a path', async (text) => {
  for (const where of ['header', 'query', 'cookie']) {
    const schemes = Object.fromEntries([[text, { type: 'apiKey', in: where, name: text, description: text }]]);
    const security = [Object.fromEntries([[text, []]])];
    const { files, metadata, steps } = await generated(api({ components: { securitySchemes: schemes } }, { security }));

    expect(lintApex(files)).toEqual([]);
    for (const { path, text: xml } of metadata) {
      expect(path).toMatch(/^\w+\/[\w.]+-meta\.xml$/);
      expect(XMLValidator.validate(xml)).toBe(true);
      expect(xml).not.toMatch(/<evil|Credential\.Other/);
    }
    expect(steps.join('')).not.toMatch(/[\u0000\u001B]/);
  }
});

test.each(NASTY)('a server with the variable %j makes an address that is whole, or none', async (text) => {
  const { metadata, steps } = await generated(
    api({ servers: [{ url: 'https://{host}/v1', variables: { host: { default: text } } }] }),
  );

  const named = metadata.find(({ path }) => path.includes('namedCredential'))?.text ?? '';
  const url = /Url<\/parameterType>\s*<parameterValue>([^<]*)</.exec(named)?.[1] ?? '';
  expect(XMLValidator.validate(named)).toBe(true);
  expect(URL.canParse(url) && new URL(url).protocol).toBe('https:');
  expect(steps.join('\n')).toContain('enter the address of your system');
});

test.each(['*/ evil.json', "'); evil.json", '__proto__.json', 'constructor.json', '${evil}.json'])(
  'a file called %j gives a legal name',
  async (name) => {
    write(name, { type: 'object', properties: { a: { type: 'string' } } });
    const content = { 'application/json': { schema: { $ref: `./${encodeURI(name)}` } } };
    const { files } = await generated(api({}, { responses: { 200: { description: '', content } } }));

    expect(lintApex(files)).toEqual([]);
    expect(files.find(({ path }) => path === 'classes/BadModel.cls')?.text).toContain("json.text('a'");
    for (const { path } of files) expect(path).toMatch(/^(?:classes\/)?[\w-]+\.(?:cls|cls-meta\.xml|json)$/);
  },
);

test.each(['../outside.json', '%2e%2e/outside.json', 'file:///etc/hostname', '..\\outside.json'])(
  'a reference to %j reads nothing outside the project',
  async (reference) => {
    write('outside.json', { type: 'object', properties: { secret: { type: 'string' } } });
    const content = { 'application/json': { schema: { $ref: reference } } };
    const document = write('project/api.json', api({}, { responses: { 200: { description: '', content } } }));

    const outcome = await readApi({ document }, join(folder, 'project')).then(
      ({ model }) => JSON.stringify([...model.types]),
      (error: unknown) => error,
    );

    if (outcome instanceof Error) expect(outcome).toBeInstanceOf(CommandError);
    else expect(outcome).not.toContain('secret');
  },
);

test('keys of JavaScript in an overlay are keys of the document', async () => {
  const update = '{"x-a":1,"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';
  const overlay = `{"overlay":"1.0.0","info":{"title":"o","version":"1"},"actions":[{"target":"$","update":${update}}]}`;

  const { model } = await read(write('api.json', api({})), [write('o.json', overlay)]);

  expect(model.operations).toHaveLength(1);
  expect(({} as { readonly polluted?: boolean }).polluted).toBeUndefined();
});

test('keys of JavaScript in a contract are properties like others', async () => {
  const { model } = await read(
    write(
      'Api.ts',
      `export interface Api {
         /** @route GET /a */
         get(): Thing;
       }
       export interface Thing { '__proto__': string; constructor: number; "*/ evil": boolean; '\\'); x': string }`,
    ),
  );

  const thing = model.types.get('#/components/schemas/Thing');
  expect(thing?.kind === 'object' && thing.properties.map(({ wireName }) => wireName)).toEqual([
    '__proto__',
    'constructor',
    '*/ evil',
    "'); x",
  ]);
  expect(lintApex(generate(model, { prefix: 'Bad', endpoint: 'Bad' }).files)).toEqual([]);
});
