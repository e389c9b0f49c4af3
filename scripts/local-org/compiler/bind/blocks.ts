/** Sequences of statements: metered, counted for coverage, and checked for statements nothing reaches. */
import type { Position, Statement } from '../ast';
import { atLine } from '../emit/text';
import type { BodyContext } from './context';
import { bindStatement, flow, type Flow } from './statements';
import { stepsOf } from './steps';

/** Statements in the scope that is open; `extraSteps` are paid for with the first. */
export function inlineBlock(statements: readonly Statement[], context: BodyContext, extraSteps = 0): Flow {
  const parts: string[] = statements.length === 0 ? [pay(extraSteps)] : [];
  let completes = true;
  let reported = false;
  for (const [index, statement] of statements.entries()) {
    if (!completes && !reported) {
      context.report(statement.at, 'Unreachable statement', 'unreachable-statement');
      reported = true;
    }
    const isRun = context.program.metering === 'runs';
    if (index === 0 || !isRun || !isStraight(statements[index - 1])) {
      const paid = isRun ? straightRun(statements, index) : [statement];
      parts.push(charge(paid, index === 0 ? extraSteps : 0));
    }
    const bound = withLine(statement, context);
    parts.push(bound.js);
    if (!bound.completes) completes = false;
  }
  return flow(parts.join(''), completes);
}

function withLine(statement: Statement, context: BodyContext): Flow {
  if (statement.kind === 'block') return bindStatement(statement, context);
  const { line } = statement.at;
  const before = context.line;
  context.line = line;
  const bound = bindStatement(statement, context);
  context.line = before;
  const counted = isCounted(statement) ? context.tables.cover(line) : '';
  return { ...bound, js: `${atLine(line)}${counted}${bound.js}` };
}

/** A declaration without a value is nothing to execute. */
function isCounted(statement: Statement): boolean {
  return statement.kind !== 'variables' || statement.variables.some((each) => each.initializer);
}

/** Statements that always run to the next one, and so are paid for together. */
function isStraight(statement: Statement | undefined): boolean {
  return statement?.kind === 'variables' || statement?.kind === 'expression';
}

/** The straight run of statements that begins here, and the first after it. */
function straightRun(statements: readonly Statement[], from: number): readonly Statement[] {
  const end = statements.findIndex((each, index) => index >= from && !isStraight(each));
  return statements.slice(from, end === -1 ? undefined : end + 1);
}

function charge(statements: readonly Statement[], extraSteps: number): string {
  return pay(statements.reduce((sum, each) => sum + stepsOf(each), extraSteps));
}

/** Pays for steps: where the granted ones are used up, the meter decides. */
export function pay(steps: number): string {
  return steps > 0 ? `if(($.steps-=${steps})<0)$.overrun();` : '';
}

/** Positions and line of an expression that is code of its own, such as a field's initialiser. */
export function onLine<T>(at: Position, context: BodyContext, bind: () => T): T {
  const before = context.line;
  context.line = at.line;
  try {
    return bind();
  } finally {
    context.line = before;
  }
}
