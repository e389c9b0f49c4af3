/** What the README says appears. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const ROOT = join(__dirname, '..', '..');

/** The seconds on the reader's clock are the reader's. */
function lines(text: string): string[] {
  return stripVTControlCharacters(text)
    .replace(/[\d.]+ s on yours/, 'some s on yours')
    .trim()
    .split('\n');
}

test('the README shows the demo as it is', () => {
  const block = /^```\n(Courier delivers [^`]*)```$/m.exec(readFileSync(join(ROOT, 'README.md'), 'utf8'))?.[1] ?? '';
  const shown = lines(block);
  const cut = shown.findIndex((line) => /^… \d+ more like these$/.test(line));
  const left = Number(/\d+/.exec(shown[cut] ?? '')?.[0]);
  const { stdout } = spawnSync(process.execPath, ['scripts/launch', 'demo'], { cwd: ROOT, encoding: 'utf8' });
  const printed = lines(stdout);
  expect([...printed.slice(0, cut), shown[cut], ...printed.slice(cut + left)]).toEqual(shown);
});
