/** Watching, with real files and real notices of their changes. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandError, ExitCode } from '../cli/errors';
import { watch } from './watch';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'courier-watch-'));
});

afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

test('works again when a file changes, also one the work has named, and after an error', async () => {
  const [first, second] = ['first.json', 'second.json'].map((name) => join(folder, name)) as [string, string];
  writeFileSync(first, '1');
  writeFileSync(second, '1');
  const told = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const end = new AbortController();
  let runs = 0;
  await watch({
    signal: end.signal,
    run: (dependsOn) => {
      runs++;
      dependsOn([first]);
      if (runs === 2) throw new CommandError(ExitCode.project, 'It is broken:', ['first.json:1:1 here']);
      dependsOn([second, 'https://example.com/other.json']);
      return Promise.resolve();
    },
    waiting: () => {
      if (runs <= 2) writeFileSync(first, `change ${runs}`);
      else if (runs === 3) writeFileSync(second, 'change');
      else end.abort();
    },
  });
  expect(runs).toBe(4);
  expect(told.mock.calls.map(([text]) => text)).toEqual(['It is broken:\n', '  first.json:1:1 here\n']);
});

test('ends with a fault of its own', async () => {
  const { signal } = new AbortController();
  await expect(watch({ signal, run: () => Promise.reject(new TypeError('fault')) })).rejects.toThrow('fault');
});
