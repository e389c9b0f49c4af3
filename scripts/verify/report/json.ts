/** The report for programs. */
import type { Unjudged } from '../checker';
import type { Finding } from '../finding';
import type { Stop, Verification } from '../run';
import type { Usage } from '../usage';

export interface JsonReport {
  readonly files: number;
  readonly checkers: readonly {
    readonly name: string;
    readonly purpose: string;
    readonly findings: number;
    /** Null when it ran. */
    readonly stop: Stop | null;
    /** Places it could not judge. */
    readonly unjudged: readonly Unjudged[];
    /** With `--timings` only: without them the same project gives the same report. */
    readonly usage?: Usage;
  }[];
  readonly findings: readonly Finding[];
}

export function jsonReport({ fileCount, checkers, findings }: Verification, withTimings = false): JsonReport {
  return {
    files: fileCount,
    checkers: checkers.map(({ usage, ...each }) => (withTimings ? { ...each, usage } : each)),
    findings,
  };
}
