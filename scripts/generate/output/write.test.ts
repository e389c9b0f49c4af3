import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apexClass, type GeneratedFile } from './file';
import { driftOf, withManifest, writeFolder } from './write';

describe('writing the generated folder', () => {
  let root: string;
  let folder: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'courier-write-'));
    folder = join(root, 'out');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const files = (...names: string[]): GeneratedFile[] =>
    withManifest(names.map((name) => apexClass(name, [`public class ${name} {`, '}'])));

  it('writes everything, and nothing the second time', () => {
    expect(writeFolder(folder, files('A', 'B')).added).toHaveLength(3);
    const before = statSync(join(folder, 'classes/A.cls')).mtimeMs;
    expect(writeFolder(folder, files('A', 'B'))).toEqual({ added: [], changed: [], removed: [] });
    expect(statSync(join(folder, 'classes/A.cls')).mtimeMs).toBe(before);
    expect(readdirSync(root)).toEqual(['out']);
  });

  it('removes what it no longer generates and keeps what people wrote', () => {
    writeFolder(folder, files('A', 'B'));
    writeFileSync(join(folder, 'classes/Mine.cls'), 'public class Mine extends A {}');
    expect(writeFolder(folder, files('A', 'C'))).toMatchObject({
      added: ['classes/C.cls'],
      removed: ['classes/B.cls'],
    });
    expect(readdirSync(join(folder, 'classes')).sort()).toEqual(['A.cls', 'C.cls', 'Mine.cls']);
  });

  it('tells drift without writing', () => {
    writeFolder(folder, files('A'));
    writeFileSync(join(folder, 'classes/A.cls'), 'changed by hand');
    expect(driftOf(folder, files('A')).changed).toEqual(['classes/A.cls']);
    expect(readFileSync(join(folder, 'classes/A.cls'), 'utf8')).toBe('changed by hand');
  });

  it('refuses a folder that holds other things', () => {
    writeFileSync(join(root, 'precious.txt'), 'x');
    expect(() => writeFolder(root, files('A'))).toThrow(/holds other files/);
  });

  it('refuses a path out of the folder, and leaves the folder as it was', () => {
    writeFolder(folder, files('A'));
    expect(() => writeFolder(folder, [{ path: '../evil.cls', text: 'x' }])).toThrow(/outside/);
    expect(existsSync(join(root, 'evil.cls'))).toBe(false);
    expect(existsSync(join(folder, 'classes/A.cls'))).toBe(true);
  });
});
