/** The command as a user calls it: what it writes where, and how it ends. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError, ExitCode } from '../../cli/errors';
import { recordOutput } from '../../cli/recorded-output.testing';
import { testCommand } from './command';
import { disposeProjects, META, project } from './project.test.helper';

const FINE = '@IsTest private class FineTest { @IsTest static void runs() {} }';
const BAD = '@IsTest private class BadTest { @IsTest static void fails() { Assert.fail(); } }';

const said = recordOutput();

afterEach(disposeProjects);

/** Runs the command and answers what it would end with. */
function end(args: readonly string[]): ExitCode {
  try {
    testCommand().exitOverride().parse(args, { from: 'user' });
    return ExitCode.ok;
  } catch (error) {
    if (error instanceof CommandError) return error.exitCode;
    throw error;
  }
}

test('ends well when all tests pass, with the totals as the last line', () => {
  expect(end(['--project', project({ FineTest: FINE }).folder])).toBe(ExitCode.ok);
  expect(said.output.trimEnd().split('\n').at(-1)).toBe('1 passed, 0 failed');
});

test('ends as failed when a test fails', () => {
  expect(end(['--project', project({ BadTest: BAD, FineTest: FINE }).folder])).toBe(ExitCode.failed);
  expect(said.output.trimEnd().split('\n').at(-1)).toBe('1 passed, 1 failed');
});

test('ends with the code of a bad project when something does not compile, though all tests pass', () => {
  const own = project({ FineTest: FINE, Broken: 'public class Broken { Integer n = missing; }' });
  expect(end(['--project', own.folder])).toBe(ExitCode.project);
  expect(said.output).toContain('force-app/classes/Broken.cls:1:35 Variable does not exist: missing');
  expect(said.output.trimEnd().split('\n').at(-1)).toBe('1 passed, 0 failed');
});

test('takes only the folders it is given, and refuses one that is not there', () => {
  const own = project({ BadTest: BAD });
  own.write('extra/FineTest.cls', FINE).write('extra/FineTest.cls-meta.xml', META);
  expect(end(['--project', own.folder, '--source-dir', 'extra'])).toBe(ExitCode.ok);
  expect(said.output.trimEnd().split('\n').at(-1)).toBe('1 passed, 0 failed');
  expect(end(['--project', own.folder, '--source-dir', 'missing'])).toBe(ExitCode.project);
});

test('gives the user the permission sets it is told of, and refuses one that is not there', () => {
  const own = project({
    SetTest: `@IsTest private class SetTest { @IsTest static void has() {
      Assert.areEqual(1, [SELECT COUNT() FROM PermissionSetAssignment WHERE AssigneeId = :UserInfo.getUserId() AND PermissionSet.Name = 'Clerk']);
    } }`,
  }).write(
    'force-app/permissionsets/Clerk.permissionset-meta.xml',
    '<PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata"><label>Clerk</label></PermissionSet>',
  );
  expect(end(['--project', own.folder])).toBe(ExitCode.failed);
  expect(end(['--project', own.folder, '--permission-set', 'Clerk'])).toBe(ExitCode.ok);
  expect(end(['--project', own.folder, '--permission-set', 'Clark'])).toBe(ExitCode.usage);
});

test('writes nothing but JSON to standard output when it goes there', () => {
  end(['--project', project({ FineTest: FINE }).folder, '--json', '-', '--coverage']);
  expect(JSON.parse(said.output)).toMatchObject({ totals: { passed: 1 }, tests: [{ method: 'runs' }], coverage: [] });
});

test('writes files', () => {
  const own = project({ FineTest: FINE });
  const [json, junit] = [join(own.folder, 'a.json'), join(own.folder, 'a.xml')];
  end(['--project', own.folder, '--json', json, '--junit', junit]);
  expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({ problems: [] });
  expect(readFileSync(junit, 'utf8')).toContain('<testcase classname="FineTest" name="runs"');
});

test('says so when a file cannot be written', () => {
  const own = project({ FineTest: FINE });
  expect(end(['--project', own.folder, '--json', join(own.folder, 'no', 'a.json')])).toBe(ExitCode.usage);
});
