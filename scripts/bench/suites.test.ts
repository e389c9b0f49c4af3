import { join } from 'node:path';
import { suiteOf } from './suites';

const PROJECT = join(__dirname, '..', '..');

describe('a suite to measure', () => {
  it('is a project, named with its commit', () => {
    const { project, sourceDirs, name } = suiteOf(PROJECT);
    expect({ project, sourceDirs }).toEqual({ project: PROJECT, sourceDirs: [] });
    expect(name).toMatch(/ @ [0-9a-f]{7,}$/);
  });

  it('may be some folders of a project', () => {
    expect(suiteOf(`${PROJECT}:force-app/main,force-app/test`).sourceDirs).toEqual([
      'force-app/main',
      'force-app/test',
    ]);
  });

  it('is refused where there is no project', () => {
    expect(() => suiteOf(__dirname)).toThrow('it has no sfdx-project.json');
  });
});
