/** Running Apex tests: each sees the org as it was before it and leaves nothing behind. */
import { AsyncWork } from './async-work';
import type { Engine } from './engine';
import { SeededRandom } from './random';
import type { OrgUser } from './services';
import { TestRun } from './test-context';

/** Runs the body and undoes everything it did, whether it ends well or not. Nests. */
export function isolated<T>(engine: Engine, body: () => T): T {
  const mark = engine.store.savepoint();
  try {
    return body();
  } finally {
    engine.store.rollbackTo(mark);
    engine.store.release(mark);
    engine.users.forget();
  }
}

/**
 * Runs a test method. What it wrote is undone by the caller's {@link isolated}, unless it is `@TestSetup`, whose rows are
 * there for the methods that follow.
 *
 * @param user whom the test runs as until it says otherwise
 * @throws what the test threw
 */
export function runTestMethod(engine: Engine, user: OrgUser, body: () => void, seesAllData = false): void {
  const { work, random, isReadOnly, currentTest, clock } = engine;
  const startedAt = clock.now();
  const test = new TestRun(engine, seesAllData);
  engine.work = new AsyncWork();
  engine.work.events.isHeld = true;
  engine.random = new SeededRandom(engine.options.seed);
  engine.currentTest = test;
  try {
    engine.run({ quiddity: 'RUNTEST_SYNC', column: 'sync', user, test }, (transaction) => {
      test.begin(transaction);
      body();
      engine.isReadOnly = isReadOnly;
      test.end();
    });
  } finally {
    engine.locks.releaseAll(test);
    Object.assign(engine, { work, random, isReadOnly, currentTest });
    clock.rewind(startedAt);
  }
}
