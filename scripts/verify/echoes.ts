/** Apex is looked at by three checkers: what the first one says, the others need not say again. */
import type { Finding } from './finding';

/** Leaves out what another checker of Apex has said of the same line, or, of a file nobody can parse, of the file. */
export function withoutEchoes(findings: readonly Finding[]): Finding[] {
  const compiled = findings.filter(({ rule }) => rule.startsWith('compiler/'));
  const lines = new Set(compiled.map(({ file, line }) => `${file}:${line}`));
  const files = new Set(compiled.map(({ file }) => file));
  return findings.filter(({ rule, file, line }) => {
    if (rule.startsWith('apex-ls/')) return !lines.has(`${file}:${line}`);
    return rule !== 'pmd/engine-error' || !files.has(file);
  });
}
