/** How fast compiled Apex runs. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOrg } from '../local-org/org';
import { rounded, type Figure } from './figure';

/** Under the five million statements that a transaction's CPU limit stands for. */
const LOOPS = 500_000;
const RUNS = 5;

const KINDS: Readonly<Record<string, string>> = {
  'Integer arithmetic': 'Integer sum = 0; for (Integer i = 0; i < LOOPS; i++) { sum += i; sum = Math.mod(sum, 9973); }',
  'text and maps': `Map<String, Integer> counts = new Map<String, Integer>();
    for (Integer i = 0; i < LOOPS; i++) { String key = 'k' + Math.mod(i, 50); counts.put(key, i); }`,
  'record fields': `Account a = new Account(Name = 'A', NumberOfEmployees = 0);
    for (Integer i = 0; i < LOOPS; i++) { a.NumberOfEmployees += 1; a.Name = 'B'; }`,
};

/** @returns statements a second of each kind, the fastest of some runs */
export function benchStatements(): Figure[] {
  const folder = mkdtempSync(join(tmpdir(), 'courier-bench-'));
  const org = createOrg({ projectFolders: [folder] });
  try {
    return Object.entries(KINDS).map(([name, code]) => {
      const speeds = Array.from({ length: RUNS }, () => {
        const [before, startedAt] = [org.totals.statements, performance.now()];
        org.executeAnonymous(code.replaceAll('LOOPS', String(LOOPS)));
        return ((org.totals.statements - before) * 1000) / (performance.now() - startedAt);
      });
      return { bench: 'Apex', name, value: rounded(Math.max(...speeds) / 1e6), unit: 'million statements/s' };
    });
  } finally {
    org.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}
