/** Documents change; what code relies on keeps its name. */
import { loadDocument } from '../document/load';
import { corpusDocuments } from '../corpus/documents';
import { seeded } from '../corpus/seeded';
import { generate, type Generated } from '../generate';
import type { ApiModel } from '../model/model';
import { ChangingDocument } from './changes.testing';
import { variantKeys } from './names';
import type { NameLock } from './lock';

const TEXT = { type: 'string' };
const choice = (...values: string[]): object => ({ type: 'string', enum: values });
const object = (properties: object, rest: object = {}): object => ({ type: 'object', properties, ...rest });
const json = (schema: object): object => ({ description: '', content: { 'application/json': { schema } } });
const query = (name: string, schema: object): object => ({ name, in: 'query', schema });
const LINK = object({ href: TEXT, rel: choice('next', 'last') });

/** Everything that gets a name, most of it inline and in lists. */
const SHOP = {
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1' },
  paths: {
    '/orders/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: TEXT }, query('lang', choice('en', 'de'))],
      get: {
        operationId: 'getOrder',
        tags: ['Orders'],
        parameters: [
          query('sort', choice('up', 'down')),
          query('order', choice('up', 'down')),
          query('id', TEXT),
          query('endpoint', TEXT),
        ],
        responses: { 200: json({ $ref: '#/components/schemas/order' }), 404: json(object({ why: TEXT, link: LINK })) },
      },
      post: {
        operationId: 'payOrder',
        tags: ['Orders'],
        requestBody: {
          content: {
            'application/json': {
              schema: object({
                id: TEXT,
                endpoint: TEXT,
                payment: {
                  oneOf: [
                    object({ number: TEXT, owner: object({ name: TEXT }) }, { title: 'Card' }),
                    object({ iban: TEXT, owner: object({ name: TEXT, bank: TEXT }) }, { title: 'Debit' }),
                    object({ email: TEXT }),
                    object({ token: TEXT, wallet: choice('A', 'B') }),
                  ],
                },
              }),
            },
          },
        },
        responses: { 201: json(object({ isSuccess: TEXT, error: TEXT, link: LINK, done: { type: 'boolean' } })) },
      },
    },
    '/items': {
      get: {
        operationId: 'listItems',
        tags: ['Items'],
        responses: { 200: json({ type: 'array', items: { $ref: '#/components/schemas/item' } }) },
      },
    },
  },
  components: {
    schemas: {
      order: {
        allOf: [
          object({ id: TEXT, address: object({ street: TEXT, kind: choice('home', 'work') }) }),
          object({ 'total-net': { type: 'number' }, lines: { type: 'array', items: object({ sku: TEXT }) } }),
        ],
      },
      item: object({ sku: TEXT, state: choice('in-stock', 'gone', 'limited'), link: LINK }),
    },
  },
};

function run(model: ApiModel, lock?: NameLock): Generated {
  return generate(model, { prefix: 'Ex', endpoint: 'Ex', lock, isFlowAction: ({ tag }) => tag === 'Orders' });
}

/** Every declaration of generated Apex that others can see, with the classes it stands in. */
function surface({ files }: Generated): Set<string> {
  const found = new Set<string>();
  for (const { path, text } of files) {
    if (!path.endsWith('.cls') || /(Test|Mock)\.cls$/.test(path)) continue;
    const within: string[] = [];
    for (const [, indent = '', said = ''] of text.matchAll(/^( *)(public [^;{=]*)/gm)) {
      const depth = indent.length / 4;
      const words = said
        .replaceAll(/\s+/g, ' ')
        .replaceAll(/\( | (?=\))/g, (each) => each.trim())
        .trim();
      within.length = depth;
      const name = / class (\w+)/.exec(words)?.[1];
      if (name !== undefined) within[depth] = name;
      found.add(`${within.slice(0, depth).join('.')} ${words}`);
    }
  }
  return found;
}

test('every declaration stays when a document is reordered and gets more of everything', () => {
  const [random, before] = [seeded(7), run(new ChangingDocument(SHOP, seeded(1)).model)];
  let { lock } = before.names;
  const document = new ChangingDocument(SHOP, random);
  const [old, lost] = [surface(before), new Set<string>()];
  for (let round = 1; round <= 6; round++) {
    document.reorder();
    if (round % 2 === 0) document.add(1);
    const after = run(document.model, lock);
    ({ lock } = after.names);
    const now = surface(after);
    for (const each of old) if (!now.has(each)) lost.add(`${round}: ${each}`);
  }
  expect(old.size).toBeGreaterThan(70);
  expect([...lost]).toEqual([]);
});

interface Named {
  readonly name: string;
  readonly members: Readonly<Record<string, string>>;
}

/** The names of everything, by where it stood in the first document. */
function namesByOrigin(
  { names }: Generated,
  model: ApiModel,
  originOf: ReadonlyMap<string, string>,
): Map<string, Named> {
  const found = new Map<string, Named>();
  for (const type of model.types.values()) {
    const origin = originOf.get(type.path);
    if (origin === undefined) continue;
    const { name, members } = names.type(type.path);
    const keys = type.kind === 'enum' ? [] : variantKeys(type, names);
    const variants = (type.kind === 'enum' ? [] : type.variants).map((variant, index): [string, string] => {
      const path = variant.type.kind === 'named' ? originOf.get(variant.type.path) : variant.type.kind;
      return [`is ${path ?? ''}`, members[keys[index] ?? ''] ?? ''];
    });
    const fields = Object.entries(members).filter(([key]) => !key.startsWith('as '));
    found.set(origin, { name, members: Object.fromEntries([...fields, ...variants]) });
  }
  for (const { path } of model.operations) {
    const origin = originOf.get(path);
    const { client, request, method, members, flow } = names.operation(path);
    const called = { client, request, method, ...members, ...flow?.inputs, ...flow?.outputs, flow: flow?.action ?? '' };
    if (origin !== undefined) found.set(origin, { name: client, members: called });
  }
  return found;
}

/** What is called otherwise than at first. */
function renamed(before: ReadonlyMap<string, Named>, after: ReadonlyMap<string, Named>): string[] {
  return [...after].flatMap(([origin, now]) => {
    const old = before.get(origin);
    if (!old) return [];
    const pairs = [
      ['', old.name, now.name],
      ...Object.keys(old.members).map((key) => [key, old.members[key], now.members[key]]),
    ];
    return pairs
      .filter(([key, name, other]) => other !== undefined && key !== 'is ' && name !== other)
      .map(([key, name, other]) => `${origin} ${key}: ${name} is ${other}`);
  });
}

const DOCUMENTS = corpusDocuments({ all: false, sample: 12, seed: 5 })
  .filter(({ bytes }) => bytes > 30_000 && bytes < 150_000)
  .slice(0, 4)
  .map(({ name, file }): [string, string] => [name, file]);

test.each([['a shop', ''], ...DOCUMENTS])('no name of what stays changes in %s', async (_, file) => {
  const original = file ? (await loadDocument(file, { projectRoot: '/', allowed: [] })).document : SHOP;
  const first = new ChangingDocument(original, seeded(1));
  const { model } = first;
  const generated = run(model);
  const before = namesByOrigin(generated, model, first.originOf);
  const document = new ChangingDocument(original, seeded(3));
  let { lock } = generated.names;
  const problems: string[] = [];
  for (const change of ['reorder', 'add', 'remove', 'reorder', 'add'] as const) {
    document[change]();
    const changed = document.model;
    const again = run(changed, lock);
    ({ lock } = again.names);
    problems.push(
      ...renamed(before, namesByOrigin(again, changed, document.originOf)).map((each) => `${change}: ${each}`),
    );
  }
  expect(before.size).toBeGreaterThan(5);
  expect(problems).toEqual([]);
});

describe('a name lock of before', () => {
  const first = run(new ChangingDocument(SHOP, seeded(1)).model);
  const union = (lock: NameLock): Record<string, string> =>
    Object.values(lock.types).find(({ name }) => name === 'ExModel.PayOrderBodyPayment')?.members ?? {};
  /** Generates with a lock in which the variants are called and known as they once were. */
  const withMembers = (members: Record<string, string>): Generated =>
    run(
      new ChangingDocument(SHOP, seeded(1)).model,
      JSON.parse(
        JSON.stringify(first.names.lock, (_key, value: { name?: string }) =>
          value.name === 'ExModel.PayOrderBodyPayment' ? { ...value, members } : value,
        ),
      ) as NameLock,
    );

  test.each<[string, Record<string, string>]>([
    [
      'all the words on the way to it',
      { 'is payOrder Body payment Card': 'PayOrderBodyPaymentCard', 'is payOrder Body payment Debit': 'Debit7' },
    ],
    ['its words', { 'is Card': 'PayOrderBodyPaymentCard', 'is Debit': 'Debit7' }],
  ])('keeps the name of a variant that was known by %s', (_, members) => {
    const { files, names } = withMembers(members);
    const text = files.find(({ path }) => path === 'classes/ExModel.cls')?.text ?? '';
    expect(text).toContain('public Boolean isPayOrderBodyPaymentCard()');
    expect(text).toContain('public PayOrderBodyPaymentDebit asDebit7()');
    expect(text).toContain('public Boolean isOption3()');
    expect(union(names.lock)).toMatchObject({ 'as ExModel.PayOrderBodyPaymentCard': 'PayOrderBodyPaymentCard' });
  });

  test('gives variants that it says nothing of the names they get without one', () => {
    const { names } = withMembers({});
    expect(union(names.lock)).toEqual(union(first.names.lock));
    expect(Object.keys(union(names.lock))).toHaveLength(4);
  });
});
