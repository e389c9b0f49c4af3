/** Contract first: interfaces as a person writes them, read into the same model as a document, and through the command. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandError, ExitCode } from '../../cli/errors';
import { recordOutput } from '../../cli/recorded-output.testing';
import { generateCommand } from '../command';
import { lintApex } from '../lint/lint';
import { readApi, type ReadApi } from '../read-api';

const said = recordOutput();
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'courier-contract-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function read(text: string): Promise<ReadApi> {
  writeFileSync(join(folder, 'Erp.ts'), text);
  return await readApi({ document: join(folder, 'Erp.ts') }, folder);
}

/** `line:column message` of everything that is wrong. */
async function complaints(text: string): Promise<string[]> {
  const error: unknown = await read(text).catch((each: unknown) => each);
  if (!(error instanceof CommandError)) throw error;
  expect(error.exitCode).toBe(ExitCode.project);
  return error.details.map((each) => each.slice(join(folder, 'Erp.ts').length + 1));
}

/** Runs the command on a contract. @returns the generated classes by name */
async function generated(text: string, ...more: readonly string[]): Promise<Record<string, string>> {
  writeFileSync(join(folder, 'Erp.ts'), text);
  const output = join(folder, 'out');
  await generateCommand()
    .exitOverride()
    .parseAsync(
      [
        join(folder, 'Erp.ts'),
        '--all',
        '--prefix',
        'Erp',
        '--output',
        output,
        '--metadata',
        join(folder, 'md'),
        ...more,
      ],
      { from: 'user' },
    );
  const names = readdirSync(join(output, 'classes')).filter((each) => each.endsWith('.cls'));
  return Object.fromEntries(
    names.map((each) => [each.replace('.cls', ''), readFileSync(join(output, 'classes', each), 'utf8')]),
  );
}

const CONTRACT = `
/** What is ordered. */
export interface Order extends Base {
  /** @format int64 */
  number: number;
  lines: readonly Line[];
  state?: State | null;
  labels: Record<string, string>;
}
interface Base { id: string; changed: Date }
interface Line { sku: string; price: number; 'gift-wrap'?: boolean; [other: string]: unknown }
export type State = 'open' | 'closed';
export interface Orders {
  /** Reads one. @route GET /orders/{id} */
  getOrder(id: string, expand?: string[]): Promise<Order>;
  /** @route POST /orders */
  createOrder(body: Order): Order;
  /** @route DELETE /orders/{id} */
  removeOrder(id: string): Promise<void>;
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
  expect(model.types.get('#/components/schemas/Line')).toMatchObject({ additional: { kind: 'any' } });
});

test('becomes Apex that Salesforce takes', async () => {
  const classes = await generated(CONTRACT);
  expect(Object.keys(classes)).toEqual(expect.arrayContaining(['ErpModel', 'ErpOrdersApi']));
  const files = Object.entries(classes).map(([name, text]) => ({ path: `classes/${name}.cls`, text }));
  expect(lintApex(files)).toEqual([]);
});

test('calls things what the contract says, and keeps their names on the wire', async () => {
  const classes = await generated(`
/** @apexName PurchaseOrder */
export interface order_v2 {
  /** What it costs. @apexName TotalNet */
  ttl_nt: number;
  totalnet: number;
}
export interface Orders {
  /**
   * Reads one.
   *
   * @apexName fetch
   * @route GET /orders/{id}
   * @param id - what the ERP calls it
   */
  getOrderV2(id: string): order_v2;
}`);
  expect(classes.ErpModel).toContain('public virtual class PurchaseOrder extends');
  expect(classes.ErpModel).toContain("TotalNet = json.amount('ttl_nt', TotalNet);");
  expect(classes.ErpModel).toContain("totalnet2 = json.amount('totalnet', totalnet2);");
  expect(classes.ErpOrdersApi).toContain('public virtual Fetch fetch(String id) {');
  expect(classes.ErpOrdersApi).toContain('@param id what the ERP calls it');
  said.output = '';
  const explain = async (name: string): Promise<string> => {
    await generateCommand().exitOverride().parseAsync(['explain', name, '--project', folder], { from: 'user' });
    return said.output;
  };
  expect(await explain('TotalNet')).toContain('"ttl_nt" has a name of its own there: `@apexName`');
});

test('makes Flow actions of what the contract marks', async () => {
  const classes = await generated(`export interface Orders {
  /** @flow @route POST /orders/{id}/cancel */
  cancel(id: string): void;
  /** @route GET /orders/{id} */
  get(id: string): { id: string };
}`);
  expect(Object.keys(classes).filter((name) => name.endsWith('Action'))).toEqual(['ErpCancelAction']);
  expect(classes.ErpCancelAction).toContain('@InvocableMethod');
});

test('holds what is sent to the limits of the contract', async () => {
  const { model } = await read(`export interface Item {
  /** @minLength 2 @maxLength 40 @pattern ^[a-z]+$ */
  sku: string;
  /** @minimum 1 @format int32 */
  count: number;
  level: 10 | 20;
}
export interface Items {
  /** @route PUT /items */ put(body: Item): void }`);
  expect(model.types.get('#/components/schemas/Item')).toMatchObject({
    properties: [
      { type: { kind: 'text', limits: { minLength: 2, maxLength: 40, pattern: '^[a-z]+$' } } },
      { type: { kind: 'integer', bits: 32, limits: { minimum: 1 } } },
      { type: { kind: 'integer', limits: { values: [10, 20] } } },
    ],
  });
});

test('keeps texts texts', async () => {
  const classes = await generated(`
/** Ends *\\/ here ' \${x} {@link A} public class Evil {} */
export interface Order {
  /** it's */ "a'b": 'x\\'y' | 'z' }
export interface Orders {
  /** @route GET /orders */ list(): Order[] }`);
  const files = Object.entries(classes).map(([name, text]) => ({ path: `classes/${name}.cls`, text }));
  expect(lintApex(files)).toEqual([]);
  expect(classes.ErpValues).toContain("'x\\'y'");
});

test('tells what is left out at the method it is about', async () => {
  await generated(`export interface Orders {
  /** @route GET /orders */
  list(): void;

  /** @route GET /search */
  search(body: string): void;
}`).catch((error: unknown) => {
    if (!(error instanceof CommandError)) throw error;
    expect(error.details).toEqual(['GET /search: it is a GET with a body, which Salesforce cannot send.']);
    said.errors += error.message;
  });
  expect(said.errors).toContain('1 operation could not be generated; the others are.');
});

test.each<[string, string, string[]]>([
  [
    'a method without a route',
    'export interface Api { go(): void }',
    ['1:24 go needs a JSDoc tag such as @route GET /orders/{id}.'],
  ],
  [
    'a route with a query',
    'interface Api {\n/** @route GET /a?b=1 */ go(): void }',
    ['2:26 go needs a JSDoc tag such as @route GET /orders/{id}.'],
  ],
  [
    'a route that is taken',
    'interface Api {\n  /** @route GET /a */ a(): void;\n  /** @route get /a */ b(): void }',
    ['3:24 GET /a is the route of a already.'],
  ],
  [
    'a route that names no parameter',
    'interface Api {\n/** @route GET /a/{id} */ go(): void }',
    ['2:27 go has no parameter id, which its route names.'],
  ],
  ['a type that is not there', 'export interface A { b: Missing }', ['1:25 There is no type Missing in this file.']],
  ['a base that is not there', 'interface A extends Missing {}', ['1:21 There is no type Missing in this file.']],
  [
    'what JSON cannot hold',
    'export interface A { b: () => void; c: symbol }',
    ['1:25 () => void is no type that JSON could hold.', '1:40 symbol is no type that JSON could hold.'],
  ],
  [
    'a method among properties',
    'interface A { b: { c(): void } }',
    ['1:20 c(): void is no property: JSON holds no functions.'],
  ],
  [
    'a property of a client',
    'interface A { id: string;\n/** @route GET /a */ go(): void }',
    ['1:15 id is left out: A is a client, which has methods.'],
  ],
  ['generics', 'interface Page<T> { items: string[] }', ['1:16 Generics are not read: write each type out.']],
  ['one name twice', 'interface A { a: string }\ntype A = string;', ['2:1 A is declared twice.']],
  [
    'literals of several kinds',
    "interface A { a: 'x' | 1 }",
    ['1:18 A union of literals has texts only, or numbers only.'],
  ],
  [
    'a name Apex does not take',
    'interface A {\n  /** @apexName limit */ a: string;\n  /** @apexName */ b: string }\n/** @apexName Foo__c */ interface Object1 { a: string }',
    [
      '2:26 @apexName limit is no name Apex takes for a member; limit_x would be one.',
      '3:20 @apexName  is no name Apex takes for a member.',
      '4:25 @apexName Foo__c is no name Apex takes for a type; Foo_c would be one.',
    ],
  ],
  [
    'a type of the platform',
    '/** @apexName System */ interface A { a: string }',
    ['1:25 @apexName System is no name Apex takes for a type; System_x would be one.'],
  ],
  [
    'one @apexName twice',
    'interface A {\n/** @apexName x */ a: string;\n/** @apexName X */ b: string }',
    ['3:20 a has this @apexName already: Apex does not tell upper from lower case.'],
  ],
  [
    '@apexName of a client',
    '/** @apexName X */ interface A {\n/** @route GET /a */ go(): void }',
    ['1:20 A client is called by the prefix and its interface: rename A.'],
  ],
  [
    'a format of numbers at a text',
    'interface A {\n/** @format int64 */ a: string }',
    ['2:22 @format int64 is one of numbers.'],
  ],
  ['a limit that is none', 'interface A {\n/** @maxLength long */ a: string }', ['2:24 @maxLength needs a number.']],
  ['a syntax error', 'export interface A {', ["1:21 '}' expected."]],
])('refuses %s where it stands', async (_what, text, expected) => {
  expect(await complaints(text)).toEqual(expected);
});

test('tells everything that is wrong at once, and writes nothing', async () => {
  const text = 'interface A { a: Missing }\ninterface Api { go(x: symbol): void }';
  const error: unknown = await generated(text).catch((each: unknown) => each);
  expect(error).toMatchObject({ exitCode: ExitCode.project });
  expect(await complaints(text)).toHaveLength(2);
  expect(readdirSync(folder)).toEqual(['Erp.ts']);
});

test.each([
  ['a file that is not there', 'none.ts', /none\.ts cannot be read/],
  ['a folder', '.ts', /\.ts cannot be read/],
])('refuses %s', async (_what, name, message) => {
  const error: unknown = await readApi({ document: join(folder, name) }, folder).catch((each: unknown) => each);
  expect(error).toMatchObject({ exitCode: ExitCode.project, message: expect.stringMatching(message) as string });
});

test('says which file has no operation', async () => {
  const error: unknown = await generated('export interface A { a: string }').catch((each: unknown) => each);
  expect(error).toMatchObject({
    exitCode: ExitCode.project,
    message: expect.stringMatching(/Erp\.ts has no operation to generate\./) as string,
  });
});
