/** How fast compiled Apex runs. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOrg } from '../local-org/org';
import { rounded, type Figure } from './figure';

/** Under the five million statements that a transaction's CPU limit stands for. */
const LOOPS = 500_000;
const RUNS = 5;

const KINDS: Readonly<Record<string, { readonly method: string; readonly body: string }>> = {
  'Integer arithmetic': {
    method: 'integers',
    body: 'Integer sum = 0; for (Integer i = 0; i < count; i++) { sum += i; sum = Math.mod(sum, 9973); }',
  },
  'text and maps': {
    method: 'texts',
    body: `Map<String, Integer> last = new Map<String, Integer>();
    for (Integer i = 0; i < count; i++) { String key = 'k' + Math.mod(i, 50); last.put(key, i); }`,
  },
  'record fields': {
    method: 'records',
    body: `Account a = new Account(Name = 'A', NumberOfEmployees = 0);
    for (Integer i = 0; i < count; i++) { a.NumberOfEmployees += 1; a.Name = 'B'; }`,
  },
};

const META = '<ApexClass><apiVersion>67.0</apiVersion></ApexClass>';

/** @returns statements a second of each kind, the fastest of some runs */
export function benchStatements(): Figure[] {
  const folder = mkdtempSync(join(tmpdir(), 'courier-bench-'));
  try {
    const methods = Object.values(KINDS).map(
      ({ method, body }) => `public static void ${method}(Integer count) { ${body} }`,
    );
    writeFileSync(join(folder, 'Bench.cls'), `public class Bench {\n${methods.join('\n')}\n}`);
    writeFileSync(join(folder, 'Bench.cls-meta.xml'), META);
    return measure(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measure(folder: string): Figure[] {
  const org = createOrg({ projectFolders: [folder], cache: null });
  try {
    return Object.entries(KINDS).map(([name, { method }]) => {
      const speeds = Array.from({ length: RUNS }, () => {
        const [before, startedAt] = [org.totals.statements, performance.now()];
        org.callStatic('Bench', method, [LOOPS]);
        return ((org.totals.statements - before) * 1000) / (performance.now() - startedAt);
      });
      return { bench: 'Apex', name, value: rounded(Math.max(...speeds) / 1e6), unit: 'million statements/s' };
    });
  } finally {
    org.dispose();
  }
}
