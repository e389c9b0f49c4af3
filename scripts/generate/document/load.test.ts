/** Documents of every kind, and those that want more than they may have. */
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadDocument, type LoadedDocument } from './load';
import { readModel } from './read/read';

const HEAD = { openapi: '3.0.3', info: { title: 'T', version: '1' } };

describe('loading a document', () => {
  let root: string;

  beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'courier-load-'))));
  afterEach(() => rmSync(root, { recursive: true }));

  function write(name: string, content: string | object): string {
    const file = join(root, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  }

  function load(file: string, allowed: string[] = [], projectRoot = root): Promise<LoadedDocument> {
    return loadDocument(file, { projectRoot, allowed });
  }

  it('takes 2.0, 3.0 and 3.1, JSON and YAML alike', async () => {
    const swagger = {
      swagger: '2.0',
      info: HEAD.info,
      definitions: { Thing: { type: 'object', properties: { at: { type: 'string', format: 'date-time' } } } },
      paths: {
        '/things': {
          get: {
            operationId: 'list',
            produces: ['application/json'],
            responses: { 200: { description: '', schema: { type: 'array', items: { $ref: '#/definitions/Thing' } } } },
          },
        },
      },
    };
    const yaml = `openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /things:
    get:
      operationId: list
      responses:
        200: {description: '', content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Thing'}}}}}
components: {schemas: {Thing: {type: object, properties: {at: {type: string, format: date-time}}}}}
`;
    const models = await Promise.all(
      [write('a.json', swagger), write('b.yaml', yaml)].map(async (file) => readModel(await load(file)).model),
    );
    for (const { operations, types } of models) {
      expect(operations.map(({ method, template, operationId }) => [method, template, operationId])).toEqual([
        ['GET', '/things', 'list'],
      ]);
      expect(operations[0]?.answers[0]?.content?.type).toEqual({
        kind: 'list',
        items: { kind: 'named', path: '#/components/schemas/Thing' },
      });
      expect([...types.keys()]).toEqual(['#/components/schemas/Thing']);
    }
  });

  it('puts many files together and keeps their names and their circles', async () => {
    write(
      'schemas/tree.yaml',
      'Tree:\n  type: object\n  properties:\n    left: {$ref: "#/Tree"}\n    leaf: {$ref: "leaf.json"}\n',
    );
    write('schemas/leaf.json', { type: 'object', properties: { size: { type: 'integer' } } });
    const main = write('api.json', {
      ...HEAD,
      paths: {
        '/t': {
          get: {
            responses: {
              200: {
                description: '',
                content: { 'application/json': { schema: { $ref: 'schemas/tree.yaml#/Tree' } } },
              },
            },
          },
        },
      },
    });
    const { model, problems } = readModel(await load(main));
    expect(problems).toEqual([]);
    expect([...model.types.values()].map(({ words }) => words.at(-1))).toEqual(['Tree', 'leaf']);
  });

  it('follows no reference out of the project or to a URL unless it is told to', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'courier-outside-'));
    writeFileSync(join(outside, 'secret.json'), '{"type":"object","properties":{"secret":{"type":"string"}}}');
    symlinkSync(outside, join(root, 'link'));
    let asked = 0;
    const server = createServer((_, response) => {
      asked++;
      response.end('{"type":"object","properties":{"remote":{"type":"string"}}}');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const references = [
      join(outside, 'secret.json'),
      `../${outside.split('/').at(-1)}/secret.json`,
      'link/secret.json',
      `${url}s.json`,
    ];
    const main = write('api.json', {
      ...HEAD,
      paths: Object.fromEntries(
        references.map(($ref, index) => [
          `/p${index}`,
          { get: { responses: { 200: { description: '', content: { 'application/json': { schema: { $ref } } } } } } },
        ]),
      ),
    });
    try {
      const refused = await load(main);
      expect(refused.problems).toHaveLength(4);
      expect(refused.problems.every(({ message }) => message.includes('is not followed'))).toBe(true);
      expect(JSON.stringify(refused.document)).not.toMatch(/"secret"|"remote"/);
      expect(asked).toBe(0);
      const allowed = await load(main, [outside, url]);
      expect(allowed.problems).toEqual([]);
      expect(asked).toBe(1);
    } finally {
      server.close();
      rmSync(outside, { recursive: true });
    }
  });

  it('is not sent on by a server to where its references may not lead', async () => {
    const asked: string[] = [];
    const inner = createServer((_, response) => {
      asked.push('inner');
      response.end('{"secret": {"type": "object"}}');
    }).listen(0, '127.0.0.1');
    const outer = createServer((request, response) => {
      const { port } = inner.address() as AddressInfo;
      const answers: Readonly<Record<string, string>> = {
        '/moved.json': '/api.json',
        '/away.json': `http://127.0.0.1:${port}/inner.json`,
        '/file.json': 'file:///etc/passwd',
        '/round.json': '/round.json',
      };
      const location = answers[request.url ?? ''];
      if (location !== undefined) response.writeHead(302, { location }).end();
      else
        response.end(
          JSON.stringify({
            ...HEAD,
            components: {
              schemas: Object.fromEntries(
                ['away', 'file', 'round'].map((name) => [name, { $ref: `${name}.json#/secret` }]),
              ),
            },
          }),
        );
    }).listen(0, '127.0.0.1');
    try {
      await Promise.all([inner, outer].filter((each) => !each.listening).map((each) => once(each, 'listening')));
      const { port } = outer.address() as AddressInfo;
      const { problems } = await load(`http://127.0.0.1:${port}/moved.json`);
      expect(problems.map(({ message }) => message)).toEqual([
        expect.stringMatching(/away\.json.*it leads on to .*; it leads to another address; --allow-refs/),
        expect.stringMatching(/file\.json.*it leads on to file:\/\/\/etc\/passwd; it is no address of the web/),
        expect.stringMatching(/round\.json.*it leads on and on/),
      ]);
      expect(asked).toEqual([]);
    } finally {
      inner.close();
      outer.close();
    }
  });

  it('says where something is wrong, and goes on', async () => {
    const main = write(
      'api.yaml',
      `openapi: 3.0.0
info: {title: T, version: '1'}
paths:
  /a/{id}:
    get:
      responses:
        '200':
          description: ''
          content: {application/json: {schema: {$ref: '#/components/schemas/Missing'}}}
  /b:
    get: {responses: {}}
`,
    );
    const { model, problems } = readModel(await load(main));
    expect(model.operations).toHaveLength(2);
    expect(problems.map(({ line, message }) => [line, message])).toEqual(
      expect.arrayContaining([
        [9, 'The reference "#/components/schemas/Missing" leads nowhere.'],
        [5, 'The path has a place for "id", which is no parameter: taken for text.'],
      ]),
    );
  });

  it.each([
    ['no JSON', '{"openapi": "3.0.0",, }', /:1:21 cannot be read/],
    ['no YAML', 'openapi: 3.0.0\ninfo: [1', /:2:\d+ cannot be read/],
    ['nothing', '', /it is empty/],
    ['no OpenAPI', '{"hello": 1}', /is no OpenAPI document/],
    ['nested without end', '{"openapi":"3.0.0","x":'.concat('['.repeat(5000), ']'.repeat(5000), '}'), /levels deep/],
    [
      'a bomb of aliases',
      [
        'a0: &a0 [x, x]',
        ...[...Array(40).keys()].map((n) => `a${n + 1}: &a${n + 1} [${Array(9).fill(`*a${n}`).join(', ')}]`),
      ].join('\n'),
      /cannot be read|is no OpenAPI/,
    ],
  ])('refuses %s', async (_, text, message) => {
    await expect(load(write('api.yaml', text))).rejects.toThrow(message);
  });

  it('ends where references and schemas go in circles', async () => {
    const main = write('api.json', {
      ...HEAD,
      components: {
        schemas: {
          A: { $ref: '#/components/schemas/B' },
          B: { $ref: '#/components/schemas/A' },
          C: {
            allOf: [
              { $ref: '#/components/schemas/C' },
              { type: 'object', properties: { c: { $ref: '#/components/schemas/C' } } },
            ],
          },
          D: { oneOf: [{ $ref: '#/components/schemas/D' }, { type: 'string' }] },
          E: { type: 'array', items: { $ref: '#/components/schemas/E' } },
        },
      },
      paths: Object.fromEntries(
        ['A', 'C', 'D', 'E'].map((name) => [
          `/${name}`,
          {
            get: {
              responses: {
                200: {
                  description: '',
                  content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
                },
              },
            },
          },
        ]),
      ),
    });
    expect(readModel(await load(main)).model.operations).toHaveLength(4);
  });
});
