/** What generated tests and mocks send and answer: the document's examples where they are what it says, others where not. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from '../generate';
import { readApi } from '../read-api';

const TEXT = { type: 'string' };

/** The generated classes of one operation, by their name. */
async function classesOf(operation: object, schemas: object = {}): Promise<(name: string) => string> {
  const folder = mkdtempSync(join(tmpdir(), 'courier-tests-'));
  try {
    const file = join(folder, 'api.json');
    const document = {
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      paths: { '/t': { post: { operationId: 'send', tags: ['T'], ...operation } } },
      components: { schemas },
    };
    writeFileSync(file, JSON.stringify(document));
    const { model } = await readApi({ document: file }, folder);
    const { files } = generate(model, { prefix: 'Ex', endpoint: 'Ex' });
    return (name) => files.find(({ path }) => path === `classes/${name}.cls`)?.text ?? '';
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function body(schema: object, rest: object = {}): object {
  return { requestBody: { content: { 'application/json': { schema, ...rest } } }, responses: { 204: {} } };
}

/** JSON of the body that the generated test sends. */
async function sent(schema: object, rest: object = {}): Promise<unknown> {
  const text = (await classesOf(body(schema, rest)))('ExTApiTest');
  const [, json = ''] = /CourierJson\.parse\(\s*'((?:[^'\\]|\\.)*)'\s*\)/.exec(text) ?? [];
  return JSON.parse(json.replaceAll(/\\(.)/g, '$1'));
}

function object(properties: object, rest: object = {}): object {
  return { type: 'object', properties, ...rest };
}

describe('examples', () => {
  it('are the document’s own where they are what it says', async () => {
    const schema = object({
      name: { ...TEXT, example: 'Ann' },
      tags: { type: 'array', items: TEXT, example: ['a', 'b'] },
    });
    expect(await sent(schema)).toEqual({ name: 'Ann', tags: ['a', 'b'] });
    expect(await sent(schema, { example: { name: 'Bob' } })).toEqual({ name: 'Bob' });
  });

  it.each<[string, object, unknown]>([
    ['a text where a list is wanted', { type: 'array', items: TEXT, example: "['a', 'b']" }, ['text']],
    ['a text where a number is wanted', { type: 'integer', example: '17' }, 1],
    ['a value that is not in the enumeration', { ...TEXT, enum: ['open', 'closed'], example: 'Open' }, 'open'],
    ['null where it may not be', { ...TEXT, example: null }, 'text'],
    ['a number out of its range', { type: 'integer', minimum: 10, maximum: 20, example: 5 }, 10],
    ['a text that is too long', { ...TEXT, maxLength: 3, example: 'longer' }, 'tex'],
    ['a text against the pattern', { ...TEXT, pattern: '^[A-Z]{3}-\\d+$', example: 'eur' }, 'AAA-0'],
    ['a list with too few items', { type: 'array', minItems: 2, items: TEXT, example: ['a'] }, ['text', 'text']],
    ['an object without what it must have', object({ id: TEXT }, { required: ['id'], example: {} }), { id: 'text' }],
    [
      'an object with more than it may',
      object({ id: TEXT }, { additionalProperties: false, example: { x: 1 } }),
      { id: 'text' },
    ],
    ['a day the calendar has not', { ...TEXT, format: 'date', example: '2026-02-30' }, '2026-03-01'],
    ['no address', { ...TEXT, format: 'email', example: 'nobody' }, 'a@example.com'],
  ])('are made up in place of %s', async (_, schema, made) => {
    expect(await sent(object({ value: schema }))).toEqual({ value: made });
    expect(
      await sent(object({ value: schema }), { example: { value: (schema as { example: unknown }).example } }),
    ).toEqual({ value: made });
  });

  it('keep to limits where the document has none', async () => {
    const limited = object({
      pair: { type: 'array', minItems: 2, items: { type: 'array', minItems: 2, items: { ...TEXT, minLength: 1 } } },
      unique: { type: 'array', minItems: 2, uniqueItems: true, items: { ...TEXT, enum: ['a', 'b'] } },
      even: { type: 'integer', exclusiveMinimum: 2, multipleOf: 2 },
      share: { type: 'number', maximum: 1 },
      level: { type: 'integer', enum: [30, 40] },
      long: { ...TEXT, minLength: 6 },
      // No expression of a stranger runs that may never end.
      slow: { ...TEXT, pattern: '^(a+)+$' },
      // Nor is anything made that would never end.
      endless: { ...TEXT, pattern: '^((((a{80}){80}){80}){80}){80}$' },
      address: { ...TEXT, pattern: '^(?:(?:25[0-5]|[01]?[0-9]?)\\.){3}(?:25[0-5])$' },
      amount: { ...TEXT, pattern: '^(-?\\d{1,14}){1}(\\.\\d{1,4}){0,1}$' },
      name: { ...TEXT, pattern: '^([a-z]+-)+[a-z]+$', minLength: 7, maxLength: 9 },
      capitals: { ...TEXT, pattern: '^[A-Z]+', minLength: 3, maxLength: 3 },
      huge: { ...TEXT, pattern: '.*', minLength: 1000 },
    });
    expect(await sent(limited)).toEqual({
      pair: [
        ['text', 'text'],
        ['text', 'text'],
      ],
      unique: ['a', 'b'],
      even: 4,
      share: 1,
      level: 30,
      long: 'textte',
      slow: 'a',
      endless: 'text',
      address: '250.250.250.250',
      amount: '0',
      name: 'bb-bb-bb',
      capitals: 'CCC',
      huge: 'text'.repeat(250),
    });
  });

  it('say in the mock which patterns they are not held to', async () => {
    const answered = (pattern: string): object => ({
      description: '',
      content: { 'application/json': { schema: object({ id: { ...TEXT, pattern } }) } },
    });
    const slow = await classesOf({ responses: { 200: answered('^(a+)+*/$') } });
    expect(slow('ExTApiMock')).toMatch(/not tried against their pattern[^/]*\^\(a\+\)\+\* \/\$/);
    const quick = await classesOf({ responses: { 200: answered('^a+$') } });
    expect(quick('ExTApiMock')).not.toContain('not tried');
  });

  it('hold as many items as a list must have, and no item twice where it may not', async () => {
    const limited = object({
      many: { type: 'array', minItems: 25, items: { type: 'integer' } },
      objects: { type: 'array', minItems: 3, uniqueItems: true, items: object({ kind: { const: 'a' }, id: TEXT }) },
      flags: { type: 'array', minItems: 2, uniqueItems: true, items: { type: 'boolean' } },
      maps: {
        type: 'array',
        minItems: 2,
        uniqueItems: true,
        items: { type: 'object', additionalProperties: { type: 'integer' } },
      },
      own: { type: 'array', uniqueItems: true, items: TEXT, example: ['a', 'a'] },
    });
    expect(await sent(limited)).toEqual({
      many: Array(25).fill(1),
      objects: [
        { kind: 'a', id: 'text' },
        { kind: 'a', id: 'tex1' },
        { kind: 'a', id: 'tex2' },
      ],
      flags: [true, false],
      maps: [{ key: 1 }, { key: 2 }],
      own: ['text'],
    });
  });

  it('have what one of several lists of required properties asks for', async () => {
    const properties = { id: TEXT, email: TEXT, phone: TEXT };
    const choices = [{ required: ['email'] }, { required: ['phone'] }];
    const schema = (rest: object): object => object(properties, { required: ['id'], ...rest });
    expect(await sent(schema({ oneOf: choices }))).toEqual({ id: 'text', email: 'text' });
    expect(await sent(schema({ anyOf: choices }), { example: { id: 'x' } })).toEqual({
      id: 'text',
      email: 'text',
      phone: 'text',
    });
    expect(await sent(schema({ anyOf: choices }), { example: { id: 'x', phone: 'y' } })).toEqual({
      id: 'x',
      phone: 'y',
    });
    expect(await sent(schema({ oneOf: choices }), { example: { id: 'x', phone: 'y', email: 'z' } })).toEqual({
      id: 'text',
      email: 'text',
    });
    // Far inside, only what is required is made up.
    const deep = ['a', 'b', 'c', 'd'].reduce<object>(
      (inner, name) => object({ [name]: inner }, { required: [name] }),
      schema({ anyOf: choices }),
    );
    expect(await sent(deep)).toEqual({ d: { c: { b: { a: { id: 'text', email: 'text' } } } } });
  });

  it('tell what they are as Azure says it', async () => {
    const subtype = (value: string, name: string): object => ({
      'x-ms-discriminator-value': value,
      allOf: [{ $ref: '#/components/schemas/Action' }, object({ [name]: TEXT }, { required: [name] })],
    });
    const schemas = {
      Action: object({ kind: TEXT }, { required: ['kind'], discriminator: { propertyName: 'kind' } }),
      EventHub: subtype('Event-Hub', 'hub'),
      LogicApp: subtype('Logic-App', 'app'),
    };
    const content = { 'application/json': { schema: { $ref: '#/components/schemas/Action' } } };
    const classes = await classesOf({ requestBody: { content }, responses: { 204: { description: '' } } }, schemas);
    expect(classes('ExTApiTest')).toContain('"kind":"Event-Hub"');
    expect(classes('ExModel')).toContain("tells('kind', new Set<String>{ 'Logic-App' })");
  });

  it('leave out what is only read when they are sent, and what is only written when they are answered', async () => {
    const schema = object({ id: { ...TEXT, readOnly: true }, secret: { ...TEXT, writeOnly: true }, name: TEXT });
    const content = { 'application/json': { schema } };
    const classes = await classesOf({ requestBody: { content }, responses: { 200: { description: '', content } } });
    expect(classes('ExTApiTest')).toContain('{"secret":"text","name":"text"}');
    expect(classes('ExTApiMock')).toContain('{"id":"text","name":"text"}');
  });

  it('are one of several types, not all of them at once', async () => {
    const alternatives = ['card', 'bank'].map((kind) =>
      object({ kind: { const: kind }, [kind]: TEXT }, { required: ['kind'], additionalProperties: false }),
    );
    const schema = object({ kind: TEXT }, { discriminator: { propertyName: 'kind' }, oneOf: alternatives });
    expect(await sent(schema)).toEqual({ kind: 'card', card: 'text' });
  });

  it('of parameters are taken whole', async () => {
    const parameter = (name: string, schema: object, rest: object): object => ({ in: 'query', name, schema, ...rest });
    const classes = await classesOf({
      parameters: [
        parameter('ids', { type: 'array', items: { type: 'integer' } }, { example: [7, 8] }),
        parameter('since', { ...TEXT, format: 'date-time' }, { example: '2024-02-29T10:00:00+01:00' }),
        parameter('state', { ...TEXT, enum: ['a', 'b'] }, { examples: { one: { value: 'b' } } }),
        parameter('filter', { type: 'object', additionalProperties: { type: 'integer' } }, { style: 'deepObject' }),
      ],
      responses: { 204: { description: '' } },
    });
    expect(classes('ExTApiTest')).toContain('request.ids(new List<Long>{ 7L, 8L });');
    expect(classes('ExTApiTest')).toContain('request.since(Datetime.newInstanceGmt(2024, 2, 29, 9, 0, 0));');
    expect(classes('ExTApiTest')).toContain("request.state('b');");
    expect(classes('ExTApiTest')).toContain("request.filter(new Map<String, Object>{ 'key' => 1L });");
  });
});
