/** A document near the limit of what is read, whose types all lead to each other in one circle, in a process with little memory. */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExitCode } from '../../cli/errors';
import { LOCK_FILE } from '../names/lock';

const LAUNCH = join(__dirname, '..', '..', 'launch');
const SCHEMAS = 16_000;
const OPERATIONS = 500;
/** Megabytes for JavaScript's values, of which a document of 50 MB takes more than 100 as text and value alone. */
const HEAP = 700;

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'courier-huge-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Written piece by piece: the test itself holds no more than one. */
function writeDocument(file: string): void {
  const to = openSync(file, 'w');
  const entries = (count: number, entry: (index: number) => string): void => {
    for (let index = 0; index < count; index++) writeSync(to, `${index === 0 ? '' : ','}${entry(index)}`);
  };
  writeSync(to, '{"openapi":"3.1.0","info":{"title":"Huge","version":"1"},"paths":{');
  entries(OPERATIONS, (index) => `"/things${index}/{id}":${JSON.stringify(operation(index))}`);
  writeSync(to, '},"components":{"schemas":{');
  entries(SCHEMAS, (index) => `"Thing${index}":${JSON.stringify(schema(index))}`);
  writeSync(to, '}}}');
  closeSync(to);
}

function thing(index: number): object {
  return { $ref: `#/components/schemas/Thing${index % SCHEMAS}` };
}

function operation(index: number): object {
  return {
    get: {
      operationId: `getThing${index}`,
      tags: [`T${index % 50}`],
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      responses: { 200: { description: '', content: { 'application/json': { schema: thing(index) } } } },
    },
  };
}

function schema(index: number): object {
  const description = `What number ${index} says of itself, in words that fill a line. `.repeat(6);
  const properties = {
    next: thing(index + 1),
    others: { type: 'array', items: thing(index + 7) },
    state: { type: 'string', enum: ['new', 'old'], description },
    address: { type: 'object', properties: { zip: { type: 'string', pattern: '^\\d{5}$', description } } },
    ...Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [name, { type: 'number', description }])),
  };
  return { type: 'object', description, properties };
}

test('ends well', () => {
  const file = join(folder, 'huge.json');
  writeDocument(file);
  expect(statSync(file).size / 1_000_000).toBeGreaterThan(48);
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      ...[`--max-old-space-size=${HEAP}`, LAUNCH, 'generate', 'huge.json', '--all', '--prefix', 'Huge'],
      ...['--output', 'out/huge', '--metadata', 'out/beside'],
    ],
    { cwd: folder, encoding: 'utf8' },
  );
  expect(stderr).toBe('');
  expect(status).toBe(ExitCode.ok);
  const lock = readFileSync(join(folder, 'out', 'huge', LOCK_FILE), 'utf8');
  expect(lock).toContain(`"#/components/schemas/Thing${SCHEMAS - 1}"`);
}, 300_000);
