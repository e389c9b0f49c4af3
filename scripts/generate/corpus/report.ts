/** What the batches of a run of the corpus come to, for people. */
import type { BatchResult, BatchTotals } from './batch';

const MOST_LINES = 100;

/** @param count documents of the corpus */
export function reportOf(results: readonly BatchResult[], count: number): string[] {
  const findings = results.flatMap((each) => each.findings);
  const total = (key: keyof BatchTotals): number => results.reduce((sum, { totals }) => sum + totals[key], 0);
  const kinds = countsOf(findings.map(({ kind }) => kind));
  const documents = countsOf([...new Set(findings.map(({ kind, document }) => `${kind}\n${document}`))].map(kindOf));
  const steps = new Map<string, number>();
  for (const { seconds } of results)
    for (const [step, each] of Object.entries(seconds)) steps.set(step, (steps.get(step) ?? 0) + each);
  return [
    ...findings.slice(0, MOST_LINES).map(({ document, kind, message }) => `${document}: ${kind}: ${message}`),
    ...(findings.length > MOST_LINES ? [`… and ${findings.length - MOST_LINES} more`] : []),
    `${total('documents')} of ${count} documents generated: ${total('operations')} operations, ${total('types')} types, ` +
      `${total('classes')} classes, ${(total('characters') / 1e6).toFixed(1)} MB of Apex without mocks and tests; ` +
      `${total('omitted')} operations listed as impossible; ${total('readBySalesforce')} classes read by Salesforce's parser.`,
    ...[...kinds].map(([kind, number]) => `${kind}: ${number} findings in ${documents.get(kind) ?? 0} documents`),
    ...(findings.length ? [] : ['No findings.']),
    `Seconds: ${[...steps].map(([step, each]) => `${step} ${each.toFixed(0)}`).join(', ')}; ` +
      `processor time without Java ${results.reduce((sum, each) => sum + each.cpuSeconds, 0).toFixed(0)} s; ` +
      `most memory of a batch ${Math.max(0, ...results.map((each) => each.peakMegabytes)).toFixed(0)} MB.`,
  ];
}

function countsOf(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function kindOf(key: string): string {
  return key.split('\n')[0] ?? '';
}
