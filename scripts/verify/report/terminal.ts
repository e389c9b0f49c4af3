/** The report for people: findings by file, what could not run, one closing line. */
import { createColors } from 'picocolors';
import type { Unjudged } from '../checker';
import type { Finding } from '../finding';
import type { CheckerRun, Verification } from '../run';

/** Where the report goes. */
export interface ReportStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** Writes a verification for people; colours on terminals only. */
export function reportToTerminal(verification: Verification, stream: ReportStream, withTimings = false): void {
  const colors = createColors(stream.isTTY === true && !process.env.NO_COLOR);
  const { findings, checkers } = verification;
  const lines: string[] = [];
  for (const [, own] of byFile(findings)) {
    const widest = (of: (finding: Finding) => string): number => Math.max(...own.map((each) => of(each).length));
    const [places, rules] = [widest(place), widest(({ rule }) => rule)];
    for (const each of own) {
      const { rule, message, remedy } = each;
      lines.push(`${colors.bold(place(each).padEnd(places))}  ${colors.red(rule.padEnd(rules))}  ${oneLine(message)}`);
      lines.push(colors.dim(`${' '.repeat(places)}  ${' '.repeat(rules)}  ${oneLine(remedy)}`));
    }
    lines.push('');
  }
  for (const { name, stop } of checkers) {
    if (stop) lines.push(`${colors.yellow(`${name} could not run:`)} ${stop.message} ${stop.remedy}`);
  }
  for (const { name, unjudged } of checkers) {
    if (unjudged.length) lines.push(colors.dim(unjudgedLine(name, unjudged)));
  }
  if (withTimings) lines.push(...timings(checkers), '');
  const closing = closingLine(verification);
  lines.push(findings.length ? colors.red(closing) : closing);
  stream.write(`${lines.join('\n')}\n`);
}

/** `3 findings in 2 files`, or what was looked at in vain. */
export function closingLine({ findings, checkers, fileCount }: Verification): string {
  if (findings.length) {
    return `${count(findings.length, 'finding')} in ${count(byFile(findings).size, 'file')}`;
  }
  const ran = checkers.filter(({ stop }) => stop === null).map(({ name }) => name);
  return `Nothing found: ${ran.length ? ran.join(', ') : 'no checker'} over ${count(fileCount, 'file')}`;
}

/** `compiler could not judge 3 places, since it does not know: AccountBrand (2), Archive__b`. */
function unjudgedLine(checker: string, places: readonly Unjudged[]): string {
  const times = new Map<string, number>();
  for (const { name } of places) times.set(name, (times.get(name) ?? 0) + 1);
  const names = [...times].sort().map(([name, each]) => (each > 1 ? `${name} (${each})` : name));
  return `${checker} could not judge ${count(places.length, 'place')}, since it does not know: ${names.join(', ')}`;
}

function timings(checkers: readonly CheckerRun[]): string[] {
  const width = Math.max(...checkers.map(({ name }) => name.length));
  const figure = (value: number | null, digits: number): string =>
    (value === null ? 'unknown' : value.toFixed(digits)).padStart(9);
  return [
    `${''.padEnd(width)}  ${'findings'.padStart(9)}${'seconds'.padStart(9)}${'CPU s'.padStart(9)}${'peak MB'.padStart(9)}`,
    ...checkers.map(
      ({ name, findings, usage }) =>
        `${name.padEnd(width)}  ${String(findings).padStart(9)}${figure(usage.seconds, 1)}` +
        `${figure(usage.cpuSeconds, 1)}${figure(usage.peakMegabytes, 0)}`,
    ),
  ];
}

function byFile(findings: readonly Finding[]): Map<string, Finding[]> {
  const files = new Map<string, Finding[]>();
  for (const each of findings) {
    const own = files.get(each.file);
    if (own) own.push(each);
    else files.set(each.file, [each]);
  }
  return files;
}

function place({ file, line, column }: Finding): string {
  return `${file}:${line}:${column}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
