/**
 * Whatever a program asks of the database, what comes back is a result, an exception of Apex or the name of what is not
 * supported: never a fault of the local org itself.
 */
import { join } from 'node:path';
import fc from 'fast-check';
import { LocalOrg } from '../org';
import { isolated, runTestMethod } from '../platform/run-test';
import { buildFolders } from '../project/folders';
import { internalFault } from '../runner/failure';
import { dmlPlan, queryPlan, type Step } from './plans.testing';

const SEED = 20_264;
const FOLDERS = [join(__dirname, '..', 'behaviour', 'force-app', 'objects'), join(__dirname, 'apex')];

const org = new LocalOrg(buildFolders(FOLDERS));
const { schema } = org.engine;

afterAll(() => org.dispose());

/** What the plan came to that it must not come to. */
function faultOf(plan: readonly Step[]): string | null {
  try {
    isolated(org.engine, () =>
      runTestMethod(org.engine, org.engine.users.administrator, () => {
        org.program.invokeStatic('RandomDml', 'run', [JSON.stringify(plan)]);
      }),
    );
    return null;
  } catch (error) {
    return internalFault(error);
  }
}

test('DML of any records in any form', () => {
  fc.assert(
    fc.property(dmlPlan(schema), (plan) => {
      expect(faultOf(plan)).toBeNull();
    }),
    { seed: SEED, numRuns: 200 },
  );
}, 60_000);

test('queries of any text', () => {
  fc.assert(
    fc.property(queryPlan(schema), (plan) => {
      expect(faultOf(plan)).toBeNull();
    }),
    { seed: SEED, numRuns: 400 },
  );
}, 60_000);
