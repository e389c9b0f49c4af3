/** Results for people: a line a test as it ends, what failed with its reason, the totals. */
import Table from 'cli-table3';
import { createColors } from 'picocolors';
import type { CompileProblem } from '../compiler/problems';
import { problemText } from '../project/build';
import { percentOf, totalsOf, type ClassCoverage, type TestResult } from './results';
import type { RunListener } from './run';

/** Where the report goes. */
export interface ReportStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

const CLEAR_LINE = '\r\u001b[K';
const INDENT = '      ';
/** Longest run of line numbers in the table; the JSON has all. */
const LONGEST_RANGES = 60;

export class TerminalReport implements RunListener {
  private readonly colors;
  private readonly isLive: boolean;
  private className = '';

  constructor(private readonly stream: ReportStream) {
    this.isLive = stream.isTTY === true;
    this.colors = createColors(this.isLive && !process.env.NO_COLOR);
  }

  problems(problems: readonly CompileProblem[]): void {
    if (problems.length === 0) return;
    const { red, bold } = this.colors;
    this.line(red(bold(problems.length === 1 ? '1 problem' : `${problems.length} problems`)));
    for (const problem of problems) this.line(`  ${problemText(problem)}`);
    this.line();
  }

  started(className: string, method: string, index: number, count: number): void {
    if (className !== this.className) {
      this.className = className;
      this.line(this.colors.bold(className));
    }
    if (this.isLive) this.stream.write(`${CLEAR_LINE}${this.colors.dim(`  ${index}/${count} ${className}.${method}`)}`);
  }

  finished({ method, outcome, milliseconds, message, stack }: TestResult): void {
    if (this.isLive) this.stream.write(CLEAR_LINE);
    const { green, red, yellow, dim } = this.colors;
    const sign = { passed: green('passed'), failed: red('failed'), unsupported: yellow('unsupported') }[outcome];
    this.line(`  ${sign} ${method} ${dim(`${milliseconds} ms`)}`);
    for (const text of message ? message.split('\n') : []) this.line(`${INDENT}${text}`);
    for (const text of stack ? stack.split('\n') : []) this.line(dim(`${INDENT}${text}`));
  }

  coverage(classes: readonly ClassCoverage[]): void {
    const table = new Table({
      head: ['Class', 'Covered', 'Lines', 'Uncovered lines'],
      style: { head: [], border: [] },
    });
    for (const { name, percent, covered, total, uncoveredLines } of classes)
      table.push([name, `${percent} %`, `${covered}/${total}`, shortened(ranges(uncoveredLines))]);
    const covered = classes.reduce((sum, each) => sum + each.covered, 0);
    const total = classes.reduce((sum, each) => sum + each.total, 0);
    table.push(['all', `${percentOf(covered, total)} %`, `${covered}/${total}`, '']);
    this.line();
    this.line(table.toString());
  }

  /** The closing lines; the last is `N passed, N failed`, for scripts to read. */
  summary(tests: readonly TestResult[]): void {
    const { passed, failed, unsupported } = totalsOf(tests);
    this.line();
    if (unsupported) this.line(`(${unsupported} unsupported)`);
    this.line(`${passed} passed, ${failed} failed`);
  }

  private line(text = ''): void {
    this.stream.write(`${text}\n`);
  }
}

/** `3-5, 9` */
function ranges(lines: readonly number[]): string {
  const found: [number, number][] = [];
  for (const line of lines) {
    const last = found.at(-1);
    if (last?.[1] === line - 1) last[1] = line;
    else found.push([line, line]);
  }
  return found.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(', ');
}

function shortened(text: string): string {
  return text.length > LONGEST_RANGES ? `${text.slice(0, LONGEST_RANGES - 1)}…` : text;
}
