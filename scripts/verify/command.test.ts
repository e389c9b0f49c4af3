/** The command as a user calls it: what it writes where, and how it ends. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError, ExitCode } from '../cli/errors';
import { recordOutput } from '../cli/recorded-output.testing';
import { disposeProjects, project } from '../local-org/runner/project.test.helper';
import { verifyCommand } from './command';

const { JAVA_HOME } = process.env;

const said = recordOutput();

afterEach(() => {
  disposeProjects();
  if (JAVA_HOME === undefined) delete process.env.JAVA_HOME;
  else process.env.JAVA_HOME = JAVA_HOME;
});

async function end(...args: readonly string[]): Promise<ExitCode> {
  try {
    await verifyCommand().exitOverride().parseAsync(args, { from: 'user' });
    return ExitCode.ok;
  } catch (error) {
    if (error instanceof CommandError) return error.exitCode;
    throw error;
  }
}

const FINE = { Fine: 'public with sharing class Fine {}' };
const BAD = { Bad: 'public with sharing class Bad { Integer a = nothing; }' };

it('ends well when nothing is found, and says what it looked at', async () => {
  expect(await end('--only', 'compiler', '--project', project(FINE).folder)).toBe(ExitCode.ok);
  expect(said.output).toBe('Nothing found: compiler over 2 files\n');
});

it('writes the findings to the files it is given, and ends with 1', async () => {
  const { folder } = project(BAD);
  const [json, sarif] = [join(folder, 'out.json'), join(folder, 'out.sarif')];
  expect(await end('--only', 'compiler', '--project', folder, '--json', json, '--sarif', sarif)).toBe(ExitCode.failed);
  expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({ findings: [{ file: 'force-app/classes/Bad.cls' }] });
  expect(JSON.parse(readFileSync(sarif, 'utf8'))).toMatchObject({ version: '2.1.0' });
});

it('leaves standard output to the JSON', async () => {
  expect(await end('--only', 'compiler', '--project', project(FINE).folder, '--json')).toBe(ExitCode.ok);
  expect(JSON.parse(said.output)).toMatchObject({ findings: [] });
});

it('ends with 2 without Java, and has run the others', async () => {
  process.env.JAVA_HOME = join(project().folder, 'nowhere');
  expect(await end('--only', 'apex-ls,compiler', '--project', project(BAD).folder)).toBe(ExitCode.unavailable);
  expect(said.output).toContain('apex-ls could not run: It needs Java 17, but JAVA_HOME is ');
  expect(said.output).toContain('1 finding in 1 file');
});

it('ends with 3 where there is no project', async () => {
  expect(await end('--project', join(project().folder, 'nowhere'))).toBe(ExitCode.project);
});

it('names the checkers there are when it is asked for another', async () => {
  await expect(end('--only', 'compiler,magic')).rejects.toThrow("There is no checker 'magic'. There are: ");
});
