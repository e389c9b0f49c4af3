/** Work that is stopped when it takes too long, wherever it is: in Apex, in the library or in the engine's own code. */
import { createContext, Script } from 'node:vm';

/** The work was stopped. Nothing of it ran to its end: no `finally`, no `catch`. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';

  constructor(readonly milliseconds: number) {
    super(`stopped after ${milliseconds} ms`);
  }
}

const room: { body: () => unknown } = { body: () => undefined };
const context = createContext(room);
const script = new Script('body()', { filename: 'interruptible' });

/**
 * Runs the body. Nests.
 *
 * @param milliseconds of real time it may take
 * @throws Interrupted when it takes longer; else what the body throws
 */
export function within<T>(milliseconds: number, body: () => T): T {
  room.body = body;
  try {
    return script.runInContext(context, { timeout: milliseconds }) as T;
  } catch (error) {
    throw isTimeout(error) ? new Interrupted(milliseconds) : error;
  }
}

function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}
