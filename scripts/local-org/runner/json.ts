/** Results as JSON. */
import { totalsOf, type RunResult } from './results';

/** What `--json` writes: totals first, so that a reader of the first lines knows. */
export function jsonReport({ tests, problems, coverage }: RunResult): unknown {
  return { totals: totalsOf(tests), problems, tests, ...(coverage ? { coverage } : {}) };
}
