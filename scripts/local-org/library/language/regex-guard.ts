/**
 * Patterns that may try a number of ways exponential in the length of the text are stopped, as the platform does:
 * "Salesforce limits the number of times an input sequence for a regular expression can be accessed to 1,000,000 times.
 * If you reach that limit, you receive a runtime error."
 *
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_pattern_and_matcher_using.htm
 */
import { Interrupted, within } from '../../platform/interrupt';
import { LimitError } from '../../values/errors';

/** What a million accesses take here at the very most; a pattern that is stopped would go on for years. */
const MILLISECONDS = 1000;
/** Below this many characters even the worst patterns end soon. */
const HARMLESS_LENGTH = 20;

/** Matches; a pattern that may not end is watched. @throws LimitError */
export function guardedMatch<T>(isRisky: boolean, length: number, match: () => T): T {
  if (!isRisky || length < HARMLESS_LENGTH) return match();
  try {
    return within(MILLISECONDS, match);
  } catch (error) {
    if (error instanceof Interrupted) throw new LimitError('Regex too complicated');
    throw error;
  }
}

/** Whether a repeated group has repetition or alternatives inside: `(a+)+`, `(a|ab)*`. */
export function isRisky(source: string): boolean {
  const variable: boolean[] = [];
  let isVariable = false;
  for (let at = 0; at < source.length; at++) {
    const sign = source.charAt(at);
    if (sign === '\\') at++;
    else if (sign === '[') at = endOfClass(source, at);
    else if (sign === '(') {
      variable.push(isVariable);
      isVariable = false;
    } else if (sign === '|') isVariable = true;
    else if (sign === ')') {
      if (isVariable && /^(?:[*+]|\{\d+,)/.test(source.slice(at + 1, at + 8))) return true;
      isVariable = (variable.pop() ?? false) || isVariable;
    } else if (sign === '*' || sign === '+' || sign === '{') isVariable = true;
  }
  return false;
}

function endOfClass(source: string, from: number): number {
  let depth = 0;
  for (let at = from; at < source.length; at++) {
    const sign = source.charAt(at);
    if (sign === '\\') at++;
    else if (sign === '[') depth += 1;
    else if (sign === ']' && --depth === 0) return at;
  }
  return source.length;
}
