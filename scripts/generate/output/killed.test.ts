/** The command, killed at moments of its writing as a machine that loses power kills it, and run again. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExitCode } from '../../cli/errors';

const LAUNCH = join(__dirname, '..', '..', 'launch');
/** Kills the process before its call number KILL_AT of a function that changes the disk below KILL_IN, and notes them. */
const KILLER = `
const fs = require('node:fs');
let calls = 0;
for (const name of ['writeFileSync', 'renameSync', 'rmSync', 'cpSync']) {
  const original = fs[name];
  fs[name] = (...args) => {
    if (String(args[0]).startsWith(process.env.KILL_IN)) {
      calls += 1;
      if (String(calls) === process.env.KILL_AT) process.kill(process.pid, 'SIGKILL');
      if (process.env.KILL_LOG) fs.appendFileSync(process.env.KILL_LOG, name + ' ' + args[0] + '\\n');
    }
    return original(...args);
  };
}`;

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'courier-killed-'));
  writeFileSync(join(folder, 'killer.cjs'), KILLER);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function document(...properties: readonly string[]): void {
  const order = {
    type: 'object',
    properties: Object.fromEntries(properties.map((name) => [name, { type: 'string' }])),
  };
  const answer = {
    description: '',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } },
  };
  const text = JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1' },
    servers: [{ url: 'https://shop.example' }],
    paths: { '/orders': { get: { operationId: 'list', tags: ['Orders'], responses: { 200: answer } } } },
    components: { schemas: { Order: order } },
  });
  writeFileSync(join(folder, 'shop.json'), text);
}

/** @returns what the process ended with; null where it was killed */
function generate(killAt = 0, log = ''): number | null {
  const { status } = spawnSync(
    process.execPath,
    [
      ...['--require', join(folder, 'killer.cjs'), LAUNCH, 'generate', 'shop.json', '--all', '--prefix', 'Shop'],
      ...['--output', 'out/shop', '--metadata', 'out/beside', '--types', 'out/types'],
    ],
    {
      cwd: folder,
      env: { ...process.env, KILL_IN: join(folder, 'out'), KILL_AT: String(killAt), KILL_LOG: log },
      encoding: 'utf8',
    },
  );
  return status;
}

/** What lies in a folder: path and text. Null where there is none. */
function contentOf(name: string): Record<string, string> | null {
  const root = join(folder, 'out', name);
  if (!existsSync(root)) return null;
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .sort()
    .filter((each) => statSync(join(root, each)).isFile());
  return Object.fromEntries(files.map((each) => [each, readFileSync(join(root, each), 'utf8')]));
}

test('killed at any moment, it leaves the old folder or the new one, and the next run puts right what is left', () => {
  document('id');
  expect(generate()).toBe(ExitCode.ok);
  const old = contentOf('shop');
  document('id', 'note');
  const log = join(folder, 'log');
  writeFileSync(log, '');
  expect(generate(0, log)).toBe(ExitCode.ok);
  const [now, types] = [contentOf('shop'), contentOf('types')];
  const calls = readFileSync(log, 'utf8').trim().split('\n');
  // The folder changes places in two steps, and the types follow.
  expect(calls.map((each) => each.split(' ')[0])).toEqual([
    'cpSync',
    ...calls.slice(1, -5).map(() => 'writeFileSync'),
    ...['renameSync', 'renameSync', 'rmSync', 'writeFileSync', 'renameSync'],
  ]);
  const moments = [1, 2, calls.length - 5, ...[4, 3, 2, 1, 0].map((each) => calls.length - each)];
  for (const moment of moments) {
    rmSync(join(folder, 'out'), { recursive: true });
    document('id');
    expect(generate()).toBe(ExitCode.ok);
    document('id', 'note');
    expect(generate(moment)).toBeNull();
    const isMoving = moment === calls.length - 3;
    const left = contentOf('shop');
    if (isMoving) expect(left).toBeNull();
    else expect([old, now]).toContainEqual(left);
    expect(generate()).toBe(ExitCode.ok);
    expect([contentOf('shop'), contentOf('types')]).toEqual([now, types]);
    expect(readdirSync(join(folder, 'out')).sort()).toEqual(['beside', 'shop', 'types']);
    expect(readdirSync(join(folder, 'out', 'types'))).toEqual(['Shop.d.ts']);
  }
});

test('killed in its first run, it leaves nothing half written', () => {
  document('id');
  const log = join(folder, 'log');
  writeFileSync(log, '');
  expect(generate(0, log)).toBe(ExitCode.ok);
  const whole = ['shop', 'beside', 'types'].map(contentOf);
  const calls = readFileSync(log, 'utf8').trim().split('\n');
  const isOfMetadata = (call: string): boolean => call.startsWith('writeFileSync') && call.includes('beside');
  for (const moment of [2, calls.findIndex(isOfMetadata) + 2]) {
    rmSync(join(folder, 'out'), { recursive: true });
    expect(generate(moment)).toBeNull();
    expect(contentOf('shop')).toEqual(moment === 2 ? null : whole[0]);
    expect(generate()).toBe(ExitCode.ok);
    expect(['shop', 'beside', 'types'].map(contentOf)).toEqual(whole);
  }
});
