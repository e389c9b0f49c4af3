/** The org that tests run in, over the local org. */
import { CommandError, ExitCode } from '../../cli/errors';
import { LocalOrg } from '../org';
import { codeFiles } from '../project/folders';
import type { FileCoverage, TestClass } from '../compiler/load';
import { abandonCurrent } from '../platform/current';
import type { KillHook } from '../platform/limits';
import { isolated, runTestMethod } from '../platform/run-test';
import type { Build } from '../project/build';
import type { Project } from '../project/project';
import { installHooks } from '../values/type-registry';
import type { TestOrg } from './run';

/** A test org with a program in it. */
export interface OpenTestOrg extends TestOrg {
  readonly tests: readonly TestClass[];
  coverage(): readonly FileCoverage[];
  dispose(): void;
}

/**
 * Deploys a build, with or without problems, into an org of its own. Tests run as its administrator, who has the
 * permission sets.
 *
 * @throws CommandError when there is no such permission set
 */
export function openTestOrg(
  project: Project,
  build: Build,
  limit: KillHook,
  permissionSets: readonly string[] = [],
): OpenTestOrg {
  for (const name of permissionSets) mustBeDeclared(name, build);
  const code = codeFiles(project, build.program);
  const open = (): LocalOrg => {
    const org = new LocalOrg({ ...build, code });
    org.engine.killHook = limit;
    const { users } = org.engine;
    for (const name of permissionSets) users.assignPermissionSet(users.administrator.id, name);
    return org;
  };
  let org = open();
  let abandoned: readonly FileCoverage[] | null = null;
  const coverage = (): readonly FileCoverage[] => merged(org.program.coverage(), abandoned);
  return {
    tests: org.program.tests,
    isolated: (body) => isolated(org.engine, body),
    runTestMethod(className, method) {
      const { engine, program } = org;
      const test = (): void => void program.invokeStatic(className, method);
      runTestMethod(engine, engine.users.administrator, test, seesAllData(program.tests, className, method));
    },
    recover() {
      abandoned = coverage();
      // What was interrupted has put nothing back.
      abandonCurrent();
      installHooks(null);
      org = open();
    },
    framesOf: (error) => org.program.apexStack(error),
    coverage,
    dispose: () => org.dispose(),
  };
}

function mustBeDeclared(name: string, { schema }: Build): void {
  const names = schema.permissionSets.map((each) => each.name);
  if (names.includes(name)) return;
  throw new CommandError(ExitCode.usage, `The project has no permission set ${name}.`, [
    names.length > 0 ? `It has ${names.join(', ')}.` : 'It has none.',
  ]);
}

/** What the method says, and where it says nothing, the class. */
function seesAllData(tests: readonly TestClass[], className: string, method: string): boolean {
  const ofClass = tests.find((each) => each.className === className);
  const ofMethod = ofClass?.tests.find((each) => each.name === method);
  const said = [ofMethod, ofClass].flatMap((each) => each?.annotations ?? []);
  return said.map(({ parameters }) => parameters.seealldata).find((each) => each !== undefined) === true;
}

/** A line is covered when it ran in either org. */
function merged(files: readonly FileCoverage[], before: readonly FileCoverage[] | null): readonly FileCoverage[] {
  if (!before) return files;
  const known = new Map(before.map((each) => [each.file, new Set(each.covered)]));
  return files.map((each) => {
    const ran = new Set([...each.covered, ...(known.get(each.file) ?? [])]);
    const all = [...each.covered, ...each.uncovered].sort((a, b) => a - b);
    return { ...each, covered: all.filter((line) => ran.has(line)), uncovered: all.filter((line) => !ran.has(line)) };
  });
}
