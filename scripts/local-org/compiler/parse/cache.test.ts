import { mkdtempSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseFiles } from '../parse';

const FILES = [
  {
    file: 'A.cls',
    text: "public class A { @TestVisible Map<Id, A> m = new Map<Id, A>{ null => this }; String s = 'é\\n'; }",
  },
  {
    file: 'T.trigger',
    text: 'trigger T on Account (before insert) { for (Account a : Trigger.new) a.Name = :x; }'.replace(':x', "'x'"),
  },
];

describe('parsed units on disk', () => {
  let folder: string;
  let cache: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'courier-parse-'));
    cache = path.join(folder, 'made', 'when needed');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function entries(): string[] {
    return readdirSync(cache).map((name) => path.join(cache, name));
  }

  test('should give the same units again without parsing', () => {
    const first = parseFiles(FILES, cache);
    const second = parseFiles(FILES, cache);
    expect(first).toMatchObject({ cached: 0, problems: [] });
    expect(second.cached).toBe(2);
    expect(second.units).toStrictEqual(first.units);
    expect(second.units).toStrictEqual(parseFiles(FILES, null).units);
  });

  test('should go by content, not by name, and by what the name says the file holds', () => {
    parseFiles(FILES, cache);
    const [a] = FILES;
    expect(parseFiles([{ file: 'moved/A.cls', text: a?.text ?? '' }], cache)).toMatchObject({
      cached: 1,
      units: [{ file: 'moved/A.cls' }],
    });
    expect(parseFiles([{ file: 'A.cls', text: `${a?.text} ` }], cache).cached).toBe(0);
    expect(parseFiles([{ file: 'A.trigger', text: a?.text ?? '' }], cache).problems).not.toEqual([]);
  });

  test.each<[string, (file: string) => void]>([
    ['emptied', (file) => truncateSync(file)],
    ['cut short', (file) => truncateSync(file, 100)],
    ['overwritten', (file) => writeFileSync(file, 'not ours')],
    ['changed in one byte', (file) => writeFileSync(file, flipped(readFileSync(file)))],
  ])('should parse anew when an entry is %s, and mend it', (_, damage) => {
    const fresh = parseFiles(FILES, cache);
    entries().forEach(damage);
    expect(parseFiles(FILES, cache)).toStrictEqual(fresh);
    expect(parseFiles(FILES, cache).cached).toBe(2);
  });

  test('should do without a folder it cannot write', () => {
    const blocked = path.join(folder, 'file');
    writeFileSync(blocked, '');
    expect(parseFiles(FILES, blocked)).toMatchObject({ cached: 0, problems: [], units: [{}, {}] });
  });

  test('should leave nothing but entries behind, and none for files with problems', () => {
    const result = parseFiles([...FILES, { file: 'B.cls', text: 'class B {' }], cache);
    expect(result.problems).toEqual([
      { file: 'B.cls', line: 1, column: 10, message: 'Unexpected <EOF>', rule: 'syntax' },
    ]);
    expect(result.units.map((each) => each.file)).toEqual(['A.cls', 'T.trigger']);
    expect(entries().every((file) => /[0-9a-f]{64}\.ast$/.test(file))).toBe(true);
    expect(entries()).toHaveLength(2);
  });

  test('should read files by path and report those it cannot read', () => {
    const file = path.join(folder, 'A.cls');
    writeFileSync(file, 'class A { }');
    const missing = path.join(folder, 'Missing.cls');
    const result = parseFiles([missing, file], null);
    expect(result.units.map((each) => each.file)).toEqual([file]);
    const [problem] = result.problems;
    expect(problem?.file).toBe(missing);
    expect(problem?.message).toMatch(/^Cannot read the file: /);
  });
});

function flipped(bytes: Buffer): Buffer {
  const changed = Buffer.from(bytes);
  const last = changed.length - 1;
  changed[last] = (changed[last] ?? 0) ^ 1;
  return changed;
}
