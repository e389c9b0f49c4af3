/**
 * The machine's memory as the last bound of the heap. The heap is estimated from what statics, jobs and triggers hold; a
 * program that fills local variables without end is seen only here. What is garbage is collected before anybody is blamed.
 */
import { setFlagsFromString, getHeapStatistics } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Shares of the engine's own limit: above the first it is worth collecting, above the second the program holds it. */
const WORTH_COLLECTING = 0.5;
const TOO_MUCH = 0.4;
/** How much more must be used until it is looked at again. */
const STEP = 0.1;

const { heap_size_limit: LIMIT } = getHeapStatistics();

let collect: (() => void) | null = null;
let threshold = LIMIT * WORTH_COLLECTING;

/** Bytes the program holds when that is more than this machine can give, else null. Costs next to nothing. */
export function excessiveMemory(): number | null {
  const used = usedMemory();
  if (used < threshold) {
    if (used < LIMIT * (WORTH_COLLECTING - STEP)) threshold = LIMIT * WORTH_COLLECTING;
    return null;
  }
  collect ??= collector();
  collect();
  const held = usedMemory();
  threshold = Math.max(LIMIT * WORTH_COLLECTING, held + LIMIT * STEP);
  return held > LIMIT * TOO_MUCH ? held : null;
}

function usedMemory(): number {
  const { used_heap_size: heap, external_memory: external } = getHeapStatistics();
  return heap + external;
}

/** The engine's garbage collector, which it gives only to those who ask for it by a flag. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  setFlagsFromString('--no-expose-gc');
  return () => gc();
}
