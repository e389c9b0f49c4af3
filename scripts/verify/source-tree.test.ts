import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandError } from '../cli/errors';
import { disposeProjects, project } from '../local-org/runner/project.test.helper';
import { compilerChecker } from './apex/compiler';
import { SourceTree } from './source-tree';
import type { Meter } from './usage';

afterEach(disposeProjects);

const NO_METER: Meter = { watch: () => undefined };

async function compiled(classes: Readonly<Record<string, string>>): Promise<string[]> {
  const findings = await compilerChecker.check(new SourceTree(project(classes).folder, null), NO_METER);
  return findings.map(({ file, line, column, rule, message }) => `${file}:${line}:${column} ${rule} ${message}`);
}

it('knows the files of the package folders, without what is not deployed', () => {
  const made = project({ Fine: 'public class Fine {}' })
    .write('force-app/lwc/tile/__tests__/tile.test.js', '')
    .write('force-app/lwc/tile/tile.js', '')
    .write('README.md', '');
  expect(new SourceTree(made.folder, null).files).toEqual([
    'force-app/classes/Fine.cls',
    'force-app/classes/Fine.cls-meta.xml',
    'force-app/lwc/tile/tile.js',
  ]);
});

it('reads and parses each file once', () => {
  const made = project({ Fine: 'public class Fine {}' });
  const tree = new SourceTree(made.folder, null);
  const meta = 'force-app/classes/Fine.cls-meta.xml';
  expect(tree.xml(meta)).toBe(tree.xml(meta));
  expect(tree.apex()).toBe(tree.apex());
  expect(tree.build()).toBe(tree.build());
});

it('says where a file is malformed instead of throwing', () => {
  const made = project({ Fine: 'public class Fine {}' }).write(
    'force-app/a.labels-meta.xml',
    '<CustomLabels>\n<a></b>',
  );
  expect(new SourceTree(made.folder, null).xml('force-app/a.labels-meta.xml')).toMatchObject({ fault: { line: 2 } });
});

describe('refuses', () => {
  it('a folder that is no project', () => {
    const folder = mkdtempSync(join(tmpdir(), 'courier-verify-'));
    expect(() => new SourceTree(folder, null)).toThrow(CommandError);
    rmSync(folder, { recursive: true });
  });

  it('a project whose package folder is missing', () => {
    expect(() => new SourceTree(project().folder, null)).toThrow(
      'sfdx-project.json names the package folder force-app, but there is none.',
    );
  });

  it('a project without a file', () => {
    const made = project();
    mkdirSync(join(made.folder, 'force-app'));
    expect(() => new SourceTree(made.folder, null)).toThrow('There is nothing to verify');
  });
});

describe('the compiler as a checker', () => {
  it('finds what does not compile', async () => {
    expect(await compiled({ Bad: 'public class Bad {\n    Integer a = nothing;\n}' })).toEqual([
      expect.stringMatching(/^force-app\/classes\/Bad\.cls:2:\d+ compiler\/.*nothing/),
    ]);
  });

  it('says once that a file is no text', async () => {
    const made = project({ Junk: '' });
    writeFileSync(join(made.folder, 'force-app/classes/Junk.cls'), Buffer.from([0x0a, 0x41, 0xff, 0xfe, 0x00, 0x81]));
    const findings = await compilerChecker.check(new SourceTree(made.folder, null), NO_METER);
    expect(findings).toMatchObject([{ rule: 'compiler/not-text', line: 2, column: 2 }]);
  });

  // Apex Developer Guide, Size-Specific Apex Limits: a class has 1 million characters at most.
  it('finds a class that is too long, without reading it to its end', async () => {
    const [finding, ...others] = await compiled({ Big: `public class Big { /* ${'x'.repeat(5_000_000)} */ }` });
    expect(finding).toContain('Big.cls:1:1 compiler/error It is too long: 5,000,');
    expect(others).toEqual([]);
  });
});
