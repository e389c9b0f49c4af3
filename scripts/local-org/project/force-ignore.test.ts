/** `.forceignore`, held to the pattern format of `.gitignore` (https://git-scm.com/docs/gitignore). */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readForceIgnore } from './force-ignore';

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'courier-ignore-'));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Whether the lines leave out a path; folders end in a slash. */
function ignored(lines: string, path: string): boolean {
  writeFileSync(join(root, '.forceignore'), lines);
  return readForceIgnore(root)(join(root, ...path.split('/').filter(Boolean)), path.endsWith('/'));
}

test.each([
  ['a name at any depth', 'Foo.cls', 'a/b/Foo.cls', true],
  ['a name is the whole name', 'Foo.cls', 'a/MyFoo.cls', false],
  ['letter case aside, as the CLI has it', 'foo.CLS', 'a/Foo.cls', true],
  ['a path from the folder of the file', 'a/Foo.cls', 'a/Foo.cls', true],
  ['a path nowhere else', 'a/Foo.cls', 'b/a/Foo.cls', false],
  ['a slash at the beginning', '/Foo.cls', 'a/Foo.cls', false],
  ['a star within a name', '*.ts', 'a/b.ts', true],
  ['a star stops at slashes', 'a/*.ts', 'a/b/c.ts', false],
  ['two stars in front', '**/profiles', 'x/y/profiles/', true],
  ['two stars in front stand for nothing too', '**/profiles', 'profiles/', true],
  ['two stars behind', 'a/**', 'a/b/c', true],
  ['two stars behind are not the folder itself', 'a/**', 'a/', false],
  ['two stars between', 'a/**/z', 'a/b/c/z', true],
  ['a question mark', 'a?.cls', 'ab.cls', true],
  ['a class of characters', 'a[0-9].cls', 'a5.cls', true],
  ['a negated class of characters', 'a[!0-9].cls', 'a5.cls', false],
  ['folders alone: a folder', 'build/', 'x/build/', true],
  ['folders alone: a file', 'build/', 'x/build', false],
  ['a comment', '# Foo.cls', '# Foo.cls', false],
  ['a number sign that is meant', '\\#a', '#a', true],
  ['dots are dots', 'a.cls', 'axcls', false],
  ['the last line decides', '*.cls\n!Keep.cls', 'a/Keep.cls', false],
  ['and once more', '*.cls\n!Keep.cls\nKeep.*', 'a/Keep.cls', true],
  ['spaces at the end', 'Foo.cls  ', 'Foo.cls', true],
  ['Windows line ends', 'Foo.cls\r\nBar.cls\r\n', 'Foo.cls', true],
  ['hidden files, which the CLI leaves out', '', 'a/.hidden', true],
])('%s: %j %s', (_, lines, path, expected) => {
  expect(ignored(lines, path)).toBe(expected);
});

test('nothing is left out without the file, nor outside the project', () => {
  expect(readForceIgnore(root)(join(root, '.hidden'), false)).toBe(false);
  expect(ignored('*', '../elsewhere/Foo.cls')).toBe(false);
});
