/** What generating wrappers costs: Stripe, GitHub, and every document of the corpus. */
import { join } from 'node:path';
import { rounded, type Figure } from './figure';
import { runScript } from './processes';

const DOCUMENTS = ['stripe.com', 'github.com', 'corpus'];

/** What `generate-process.ts` prints. */
export interface Measured {
  readonly documents: number;
  readonly operations: number;
  /** Of Apex without mocks and tests. */
  readonly characters: number;
  /** Of it, comments. */
  readonly comments: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

/** @returns figures of one cold run a document, each in a process of its own */
export function benchGenerate(): Figure[] {
  return DOCUMENTS.flatMap((name) => {
    const run = runScript(join('bench', 'generate-process.ts'), [name]);
    if (run.exitCode !== 0) throw new Error(`generating ${name} failed: ${run.errors.trim()}`);
    const measured = JSON.parse(run.output) as Measured;
    const figure = (what: string, value: number, unit = ''): Figure => ({
      bench: `generate, ${name}`,
      name: what,
      value: rounded(value),
      unit,
    });
    return [
      figure('processor time', measured.cpuSeconds, 's'),
      figure('peak memory', measured.peakMegabytes, 'MB'),
      figure('documents', measured.documents),
      figure('operations', measured.operations),
      figure('Apex without tests', measured.characters / 1e6, 'MB'),
    ];
  });
}
