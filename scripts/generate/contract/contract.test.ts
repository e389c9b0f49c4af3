/** Contract first: interfaces as a person writes them, read into the same model as a document. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandError } from '../../cli/errors';
import { generate } from '../generate';
import { lintApex } from '../lint/lint';
import { readApi, type ReadApi } from '../read-api';

async function read(text: string): Promise<ReadApi> {
  const folder = mkdtempSync(join(tmpdir(), 'courier-contract-'));
  try {
    writeFileSync(join(folder, 'Erp.ts'), text);
    return await readApi({ document: join(folder, 'Erp.ts') }, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const CONTRACT = `
/** What is ordered. */
export interface Order extends Base {
  /** @format int64 */
  number: number;
  lines: Line[];
  state?: State | null;
  labels: Record<string, string>;
}
interface Base { id: string; changed: Date }
interface Line { sku: string; price: number; 'gift-wrap'?: boolean }
export type State = 'open' | 'closed';
export interface Orders {
  /** Reads one. @route GET /orders/{id} */
  getOrder(id: string, expand?: string[]): Promise<Order>;
  /** @route POST /orders */
  createOrder(body: Order): Order;
  /** @route DELETE /orders/{id} */
  removeOrder(id: string): void;
}`;

test('reads interfaces as types and methods with a route as operations', async () => {
  const { model, problems } = await read(CONTRACT);
  expect(problems).toEqual([]);
  expect(
    model.operations.map(({ method, template, operationId, tag }) => `${tag} ${operationId} ${method} ${template}`),
  ).toEqual([
    'Orders getOrder GET /orders/{id}',
    'Orders removeOrder DELETE /orders/{id}',
    'Orders createOrder POST /orders',
  ]);
  expect(model.types.get('#/components/schemas/Order')).toMatchObject({
    kind: 'object',
    description: 'What is ordered.',
    properties: expect.arrayContaining([
      expect.objectContaining({ wireName: 'number', type: { kind: 'integer', bits: 64 }, required: true }),
      expect.objectContaining({ wireName: 'changed', type: { kind: 'datetime' } }),
      expect.objectContaining({ wireName: 'state', required: false, nullable: true }),
      expect.objectContaining({ wireName: 'labels', type: { kind: 'map', values: { kind: 'text' } } }),
    ]) as unknown[],
  });
});

test('becomes Apex that Salesforce takes', async () => {
  const { model } = await read(CONTRACT);
  const { files } = generate(model, { prefix: 'Erp', endpoint: 'ERP' });
  expect(files.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['classes/ErpModel.cls', 'classes/ErpOrdersApi.cls']),
  );
  expect(lintApex(files)).toEqual([]);
});

test.each([
  ['a method without a route', 'export interface Api { go(): void }', /Erp\.ts:1:24 go needs a JSDoc tag/],
  ['a type that is not there', 'export interface A { b: Missing }', /Erp\.ts:1:25 There is no type Missing/],
  ['what JSON cannot hold', 'export interface A { b: () => void }', /Erp\.ts:1:25 \(\) => void is no type/],
  ['a syntax error', 'export interface A {', /Erp\.ts:1:21 '}' expected/],
])('refuses %s where it stands', async (_what, text, message) => {
  const error: unknown = await read(text).catch((each: unknown) => each);
  expect(error).toBeInstanceOf(CommandError);
  expect(String(error)).toMatch(message);
});
