/** Inline schemas that a document repeats: one type for all of them, now and in later runs. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explain } from '../explain/explain';
import { generate } from '../generate';
import { readApi } from '../read-api';
import type { NameLock } from './lock';

const TEXT = { type: 'string' };
const LINK = { type: 'object', properties: { href: TEXT, method: { ...TEXT, enum: ['GET', 'POST'] } } };

function object(properties: object, rest: object = {}): object {
  return { type: 'object', properties, ...rest };
}

/** A run over an API whose operations answer what is given, by operation id. */
async function run(answers: Readonly<Record<string, object>>, lock?: NameLock) {
  const folder = mkdtempSync(join(tmpdir(), 'courier-share-'));
  try {
    const paths = Object.entries(answers).map(([operationId, schema]): [string, object] => [
      `/${operationId}`,
      {
        get: {
          operationId,
          summary: operationId,
          tags: ['T'],
          responses: { 200: { description: '', content: { 'application/json': { schema } } } },
        },
      },
    ]);
    const document = { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: Object.fromEntries(paths) };
    writeFileSync(join(folder, 'api.json'), JSON.stringify(document));
    const { model } = await readApi({ document: join(folder, 'api.json') }, folder);
    const { files, names } = generate(model, { prefix: 'Ex', endpoint: 'Ex', lock });
    const text = (name: string): string => files.find(({ path }) => path === `classes/${name}.cls`)?.text ?? '';
    const classes = (name: string): string[] =>
      [...text(name).matchAll(/^ {4}public (?:virtual )?class (\w+)/gm)].map((match) => match[1] ?? '');
    const named = [...model.types.keys()].map((path) => names.type(path).name);
    return { named, lock: names.lock, text, types: classes('ExModel'), values: classes('ExValues') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The text of an inner class. */
function inner(text: string, name: string): string {
  return new RegExp(` {4}public virtual class ${name} [^]*?\n {4}}\n`).exec(text)?.[0] ?? '';
}

test('are one type with the name they have in common', async () => {
  const { named, text, types, values } = await run({
    getOrder: object({ id: TEXT, _link: LINK }),
    getItem: object({ sku: TEXT, _link: LINK }),
  });
  expect(named.filter((name) => name === 'ExModel.Link')).toHaveLength(2);
  expect(types).toEqual(['GetItemAnswer', 'GetOrderAnswer', 'Link']);
  expect(values).toEqual(['LinkMethod']);
  expect(inner(text('ExModel'), 'GetItemAnswer')).toContain('public Link link;');
});

test('unions are one type, too, and call their variants by what these are', async () => {
  const [card, bill] = [
    object({ number: TEXT }, { title: 'Card', required: ['number'] }),
    object({ due: TEXT }, { title: 'Bill', required: ['due'] }),
  ];
  const payment = { oneOf: [card, bill] };
  const { text, types } = await run({ getOrder: object({ payment }), getOffer: object({ payment, id: TEXT }) });
  expect(types).toEqual(['GetOfferAnswer', 'GetOrderAnswer', 'Payment', 'PaymentBill', 'PaymentCard']);
  expect(inner(text('ExModel'), 'Payment')).toContain('public PaymentCard asCard() {');
  expect(inner(text('ExModel'), 'Payment')).toContain('public Boolean isBill() {');
});

test('leave out a description that only repeats the name', async () => {
  const { text } = await run({ getOrder: object({ shipTo: { ...TEXT, description: 'Ship to.' }, id: TEXT }) });
  expect(inner(text('ExModel'), 'GetOrderAnswer')).not.toContain('/**');
  expect(text('ExTApi')).toContain('}\n\n    public virtual GetOrder getOrder() {');
  expect(text('ExTApi')).toContain(
    '}\n\n        public ExModel.GetOrderAnswer send() {\n            return (ExModel.GetOrderAnswer) answer(',
  );
});

test.each<[string, object]>([
  ['a field more', object({ href: TEXT, method: { ...TEXT, enum: ['GET', 'POST'] }, title: TEXT })],
  ['a limit', object({ href: { ...TEXT, maxLength: 3 }, method: { ...TEXT, enum: ['GET', 'POST'] } })],
  ['a value more inside', object({ href: TEXT, method: { ...TEXT, enum: ['GET', 'POST', 'PUT'] } })],
  ['other words', object({ href: { ...TEXT, description: 'Where to.' }, method: { ...TEXT, enum: ['GET', 'POST'] } })],
  ['a field that must be there', { ...LINK, required: ['href'] }],
])('are two types where one has %s', async (_, other) => {
  const { types } = await run({ getOrder: object({ _link: LINK }), getItem: object({ _link: other }) });
  expect(types).toEqual(['GetItemAnswer', 'GetItemAnswerLink', 'GetOrderAnswer', 'GetOrderAnswerLink']);
});

test('are not one type under names that say different things', async () => {
  const { types } = await run({ getOrder: object({ payer: object({ id: TEXT }), payee: object({ id: TEXT }) }) });
  expect(types).toEqual(['GetOrderAnswer', 'GetOrderAnswerPayee', 'GetOrderAnswerPayer']);
});

test('keep the name when the first of them leaves, and when others come', async () => {
  const first = await run({ getOrder: object({ id: TEXT, _link: LINK }), getItem: object({ sku: TEXT, _link: LINK }) });
  const { types } = await run({ getItem: object({ sku: TEXT, _link: LINK }) }, first.lock);
  expect(types).toEqual(['GetItemAnswer', 'Link']);
  const more = await run({ getAll: object({ _link: LINK }), getItem: object({ sku: TEXT, _link: LINK }) }, first.lock);
  expect(more.types).toEqual(['GetAllAnswer', 'GetItemAnswer', 'Link']);
});

test('stay one type with what any of them has when they come to differ', async () => {
  const { lock } = await run({ getOrder: object({ _link: LINK, a: TEXT }), getItem: object({ _link: LINK }) });
  const longer = object({ href: TEXT, title: TEXT, method: { ...TEXT, enum: ['GET', 'PUT'] } });
  const { text, types, values } = await run(
    { getOrder: object({ _link: LINK, a: TEXT }), getItem: object({ _link: longer }) },
    lock,
  );
  expect(types).toEqual(['GetItemAnswer', 'GetOrderAnswer', 'Link']);
  expect(inner(text('ExModel'), 'Link')).toMatch(/String href;[^]*String method;[^]*String title;/);
  expect(values).toEqual(['LinkMethod']);
  expect(text('ExValues')).toMatch(/'GET';[^]*'POST';[^]*'PUT';/);
});

test('become two where no class can be both: the earlier one keeps the name', async () => {
  const { lock } = await run({ getOrder: object({ _link: LINK, a: TEXT }), getItem: object({ _link: LINK }) });
  const number = object({ href: { type: 'integer' }, method: { ...TEXT, enum: ['GET', 'POST'] } });
  const next = await run({ getOrder: object({ _link: LINK, a: TEXT }), getItem: object({ _link: number }) }, lock);
  expect(next.types).toEqual(['GetItemAnswer', 'GetItemAnswerLink', 'GetOrderAnswer', 'Link']);
  expect(inner(next.text('ExModel'), 'GetOrderAnswer')).toContain('public Link link;');
  const again = await run(
    { getOrder: object({ _link: LINK, a: TEXT }), getItem: object({ _link: number }) },
    next.lock,
  );
  expect(again.lock).toEqual(next.lock);
});

test('with names of their own from an earlier run keep them', async () => {
  const order = await run({ getOrder: object({ _link: LINK, a: TEXT }) });
  expect(order.types).toContain('GetOrderAnswerLink');
  const item = await run({ getItem: object({ _link: LINK }) }, order.lock);
  expect(item.types).toContain('GetItemAnswerLink');
  const both = { getOrder: object({ _link: LINK, a: TEXT }), getItem: object({ _link: LINK }) };
  const { types } = await run({ ...both, getNew: object({ _link: LINK, b: TEXT }) }, item.lock);
  expect(types).toEqual(['GetItemAnswer', 'GetItemAnswerLink', 'GetNewAnswer', 'GetOrderAnswer', 'GetOrderAnswerLink']);
});

test('that hold themselves are generated', async () => {
  const node = object({ next: { $ref: '#/paths/~1getOrder/get/responses/200/content/application~1json/schema' } });
  const { types } = await run({ getOrder: node, getItem: object({ a: LINK }) });
  expect(types).toContain('GetOrderAnswer');
});

test('are explained once', async () => {
  const { lock } = await run({ getOrder: object({ _link: LINK, a: TEXT }), getItem: object({ _link: LINK }) });
  expect(explain('ExModel.Link', lock).map(({ name, reason }) => `${name}: ${reason}`)).toEqual([
    expect.stringMatching(/^ExModel.Link: .*in 2 places/),
  ]);
  expect(explain('Link.href', lock)).toHaveLength(1);
});
