/** What the demo shows in a terminal: progress while it runs, then each message's timeline and the sums. */
import Table from 'cli-table3';
import colors from 'picocolors';
import type { DemoEnding, DemoFigures, DemoProgress, DemoResult } from './run';
import { PERSONALITIES } from './personalities';

const BAR_WIDTH = 32;
/** More messages than this are not shown one by one. */
const MOST_TIMELINES = 40;
const STATE_COLORS: Readonly<Record<string, (text: string) => string>> = {
  Delivered: colors.green,
  Dead: colors.red,
  Sending: colors.cyan,
  Retrying: colors.yellow,
};
const OUTCOME_COLORS: Readonly<Record<string, (text: string) => string>> = {
  delivered: colors.green,
  permanent: colors.red,
};

/** `1:02:05` of seconds. */
export function duration(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

/** One line: how much is at its end, in which states, what the clock says. */
export function progressLine(progress: DemoProgress): string {
  const settled = (progress.states.Delivered ?? 0) + (progress.states.Dead ?? 0);
  const filled = progress.accepted === 0 ? 0 : Math.round((settled / progress.accepted) * BAR_WIDTH);
  const bar = colors.green('█'.repeat(filled)) + colors.dim('░'.repeat(BAR_WIDTH - filled));
  const states = Object.entries(progress.states)
    .map(([state, count]) => (STATE_COLORS[state] ?? String)(`${count} ${state.toLowerCase()}`))
    .join(', ');
  return `${bar} ${settled}/${progress.accepted} at their end · ${duration(progress.virtualSeconds)} on the clock · ${states}`;
}

/** The report of a finished run, line by line. */
export function report(result: DemoResult): string[] {
  return [
    ...timelines(result.endings),
    '',
    byPersonality(result.endings),
    '',
    ...sums(result.figures),
    '',
    result.isAsScripted
      ? colors.green('Every message ended as its script says, and the ERP took each accepted order exactly once.')
      : colors.red('Not every message ended as its script says:'),
    ...deviations(result.endings),
  ];
}

function timelines(endings: readonly DemoEnding[]): string[] {
  const shown = endings.slice(0, MOST_TIMELINES);
  const lines = shown.map((ending) => {
    const { message } = ending;
    if (message === null) return `${ending.reference}  ${colors.red('was not stored')}`;
    const attempts = message.attempts.map((attempt) => {
      const seconds = Math.round((Date.parse(attempt.at) - message.acceptedAt) / 1000);
      const what = attempt.status === undefined ? attempt.outcome : `${attempt.status} ${attempt.outcome}`;
      return `${colors.dim(`+${duration(seconds)}`)} ${(OUTCOME_COLORS[attempt.outcome] ?? colors.yellow)(what)}`;
    });
    return `${ending.reference}  ${message.name}  ${attempts.join(colors.dim(' → '))}`;
  });
  if (endings.length > shown.length) lines.push(colors.dim(`… and ${endings.length - shown.length} more.`));
  return lines;
}

function byPersonality(endings: readonly DemoEnding[]): string {
  const table = new Table({
    head: ['The ERP …', 'orders', 'delivered', 'dead', 'attempts', 'effects', 'as scripted'],
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [] },
  });
  for (const personality of PERSONALITIES) {
    const theirs = endings.filter((ending) => ending.personality === personality);
    if (theirs.length === 0) continue;
    const inState = (state: string): number => theirs.filter((ending) => ending.message?.state === state).length;
    table.push([
      personality.description,
      theirs.length,
      inState('Delivered'),
      inState('Dead'),
      theirs.reduce((sum, ending) => sum + (ending.message?.attempts.length ?? 0), 0),
      theirs.reduce((sum, ending) => sum + ending.effects, 0),
      theirs.filter((ending) => ending.isAsScripted).length,
    ]);
  }
  return table.toString();
}

function sums(figures: DemoFigures): string[] {
  return [
    `${figures.accepted} orders accepted, ${figures.delivered} delivered, ${figures.dead} dead letters; the ERP took ${figures.receiverEffects}.`,
    `${figures.callouts} callouts by ${figures.asyncJobs} jobs with ${figures.soqlQueries} queries and ${figures.dmlStatements} DML statements.`,
    `${duration(figures.virtualSeconds)} on the org's clock, ${figures.wallSeconds} s on yours.`,
  ];
}

function deviations(endings: readonly DemoEnding[]): string[] {
  return endings
    .filter((ending) => !ending.isAsScripted)
    .map(
      ({ reference, personality, message, effects }) =>
        `  ${reference} (${personality.description}): ${message?.state ?? 'not stored'} after ${message?.attemptCount ?? 0} attempts, taken ${effects} times; ` +
        `expected ${personality.ends} after ${personality.attempts}.`,
    );
}
