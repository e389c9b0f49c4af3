/** Letting the org work: jobs, schedules and events in the order they are due. */
import type { Engine } from './engine';

/** Runs the next thing that is due now. @returns whether there was one */
export function runDue(engine: Engine): boolean {
  const item = engine.work.queue.takeDue(engine.clock.now());
  if (!item) return false;
  item.run();
  return true;
}

/**
 * Runs the next thing. On the virtual clock that is also one that is due later: the time in between passes.
 *
 * @returns false when nothing is left to do (real clock: nothing is due yet)
 */
export function step(engine: Engine): boolean {
  const { clock, work } = engine;
  if (runDue(engine)) return true;
  const next = work.queue.nextDueAt;
  if (next === null || !clock.isVirtual) return false;
  clock.advanceTo(next);
  return runDue(engine);
}

/** Runs what is due now, and what that makes due, until nothing is. @returns how many things ran */
export function runUntilIdle(engine: Engine): number {
  let count = 0;
  while (runDue(engine)) count += 1;
  return count;
}

/** Lets the virtual clock reach a time and runs everything due on the way. @returns how many things ran */
export function advanceTo(engine: Engine, ms: number): number {
  let count = 0;
  for (;;) {
    count += runUntilIdle(engine);
    const next = engine.work.queue.nextDueAt;
    if (next === null || next > ms) break;
    engine.clock.advanceTo(next);
  }
  engine.clock.advanceTo(ms);
  return count;
}
