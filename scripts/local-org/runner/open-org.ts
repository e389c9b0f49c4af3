/** The org that tests run in, over the local org. */
import { LocalOrg } from '../org';
import { codeFiles } from '../project/folders';
import type { FileCoverage, TestClass } from '../compiler/load';
import type { KillHook } from '../platform/limits';
import { isolated, runTestMethod } from '../platform/run-test';
import type { Build } from '../project/build';
import type { Project } from '../project/project';
import type { TestOrg } from './run';

/** A test org with a program in it. */
export interface OpenTestOrg extends TestOrg {
  readonly tests: readonly TestClass[];
  coverage(): readonly FileCoverage[];
  dispose(): void;
}

/** Deploys a build, with or without problems, into an org of its own. Tests run as its administrator. */
export function openTestOrg(project: Project, build: Build, limit: KillHook): OpenTestOrg {
  const org = new LocalOrg({ ...build, code: codeFiles(project, build.program) });
  const { engine, program } = org;
  engine.killHook = limit;
  return {
    tests: program.tests,
    isolated: (body) => isolated(engine, body),
    runTestMethod(className, method) {
      runTestMethod(engine, engine.users.administrator, () => {
        program.invokeStatic(className, method);
      });
    },
    framesOf: (error) => program.apexStack(error),
    coverage: () => program.coverage(),
    dispose: () => org.dispose(),
  };
}
