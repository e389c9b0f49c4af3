/** Single values that keep to the limits of a document: made up, and judged. */
import type { Limits } from './model';
import type * as Patterns from './patterns';

/** Formats that Apex holds as text, each with what it looks like. */
const FORMATS: Readonly<Record<string, { readonly sample: string; readonly shape: RegExp }>> = {
  byte: { sample: 'dGV4dA==', shape: /^[A-Za-z0-9+/]*={0,2}$/ },
  time: { sample: '12:30:00Z', shape: /^\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i },
  uuid: {
    sample: '123e4567-e89b-12d3-a456-426614174000',
    shape: /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i,
  },
  uri: { sample: 'https://example.com/a', shape: /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i },
  email: { sample: 'a@example.com', shape: /^[\w.+-]+@[\w-]+\.[\w.-]+$/ },
  hostname: { sample: 'example.com', shape: /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i },
  ipv4: { sample: '192.0.2.1', shape: /^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/ },
  ipv6: { sample: '2001:db8::1', shape: /^[\da-f:]*:[\da-f:.]*$/i },
  duration: { sample: 'P1D', shape: /^P[\dYMWDTHS]+$/ },
};
/** A text that is longer is not held to a pattern: expressions of others may take for ever. */
const LONGEST_HELD = 60;
/** No text is made longer than this. */
const LONGEST_MADE = 2_000;

/* -------------------------------------------------------------------- text */

/** @returns a text that keeps to the limits, where one was found; some text otherwise */
export function sampleText(format: string | undefined, limits: Limits = {}): string {
  const { pattern = '' } = limits;
  const formatted = Object.hasOwn(FORMATS, format ?? '') ? FORMATS[format ?? '']?.sample : undefined;
  const fits = (text: string): boolean => textFits(text, format, limits);
  const usual = [formatted ?? 'text', sized('text', limits)].filter(fits);
  const [tried = pattern === '' ? usual[0] : undefined] = usual.filter((text) => isTried(text, pattern));
  return tried ?? fromPattern(pattern, limits).find(fits) ?? usual[0] ?? formatted ?? 'text';
}

export function textFits(text: string, format: string | undefined, limits: Limits = {}): boolean {
  const { minLength = 0, maxLength = Infinity, pattern = '' } = limits;
  // Characters, of which some are two units long.
  const length = /[\ud800-\udfff]/.test(text) ? [...text].length : text.length;
  const shape = Object.hasOwn(FORMATS, format ?? '') ? FORMATS[format ?? '']?.shape : undefined;
  if (length < minLength || length > maxLength || shape?.test(text) === false) return false;
  return !isTried(text, pattern) || expression(pattern)?.test(text) === true;
}

/** Whether it is found out if the text is what the pattern says. */
function isTried(text: string, pattern: string): boolean {
  return text.length <= LONGEST_HELD && expression(pattern) !== null;
}

/** Whether a pattern is one that texts are held to. */
export function isTriable(pattern: string): boolean {
  return expression(pattern) !== null;
}

function sized(text: string, { minLength = 0, maxLength = Infinity }: Limits): string {
  return text.padEnd(Math.min(minLength, LONGEST_MADE), text).slice(0, maxLength);
}

/** Texts that a pattern makes, the shortest first: of small letters alone, and of all that is printed. */
function fromPattern(pattern: string, { minLength = 0 }: Limits): string[] {
  if (pattern === '' || pattern.length > LONGEST_PATTERN) return [];
  const key = `${minLength} ${pattern}`;
  let known = made.get(key);
  if (known === undefined) {
    known = patterns().textsOf(pattern, expression(pattern) !== null, minLength, LONGEST_MADE);
    made.set(key, known);
  }
  return known;
}

const made = new Map<string, string[]>();

/** Few documents have patterns for which nothing else does. */
function patterns(): typeof Patterns {
  return require('./patterns') as typeof Patterns;
}

/**
 * The expression of a pattern; null where it has none that is sure to end soon: a document may hold any. Repeated groups and
 * many open repetitions are what makes them slow.
 */
function expression(pattern: string): RegExp | null {
  let known = expressions.get(pattern);
  if (known === undefined) {
    known = safeExpression(pattern);
    expressions.set(pattern, known);
  }
  return known;
}

/** A document repeats its patterns. */
const expressions = new Map<string, RegExp | null>();
const LONGEST_PATTERN = 300;
/** Repetitions that are counted have no more than these in all. */
const MOST_COUNTED = 400;

function safeExpression(pattern: string): RegExp | null {
  const bare = pattern.replaceAll(/\\./g, 'x').replaceAll(/\[[^\]]*\]/g, 'x');
  const open = bare.match(/[*+]|\{\d+,\}/g) ?? [];
  const counts = [...bare.matchAll(/\{(\d+)(?:,(\d+))?\}/g)].flatMap(([, least, most = '0']) => [+(least ?? 0), +most]);
  // A group that comes once or not at all is none that repeats.
  const repeated = bare.replaceAll(/\)\{(?:0,)?1\}/g, ')?');
  if (pattern === '' || pattern.length > LONGEST_PATTERN || /\)[*+{]/.test(repeated) || open.length > 4) return null;
  if (counts.reduce((sum, each) => sum + each, 0) > MOST_COUNTED) return null;
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return null;
  }
}

/* ----------------------------------------------------------------- numbers */

/** @returns a number that keeps to the limits, where one was found; some number otherwise */
export function sampleNumber(usual: number, isWhole: boolean, limits: Limits = {}): number {
  const { values = [], minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = limits;
  const fits = (value: number): boolean => numberFits(value, isWhole, limits);
  if (!values.length && fits(usual)) return usual;
  const step = multipleOf ?? 1;
  const bounds = [minimum, maximum, exclusiveMinimum, exclusiveMaximum].flatMap((each) => each ?? []);
  const near = bounds.flatMap((bound) => {
    const whole = Math.ceil(bound / step) * step;
    return [bound, whole, whole + step, whole - step, bound + 0.5, bound - 0.5];
  });
  const candidates = [...values, usual, step, 0, ...near];
  return candidates.find(fits) ?? usual;
}

export function numberFits(value: number, isWhole: boolean, limits: Limits = {}): boolean {
  const { values, multipleOf } = limits;
  return (
    (!isWhole || Number.isSafeInteger(value)) &&
    (values?.includes(value) ?? true) &&
    value >= (limits.minimum ?? -Infinity) &&
    value <= (limits.maximum ?? Infinity) &&
    value > (limits.exclusiveMinimum ?? -Infinity) &&
    value < (limits.exclusiveMaximum ?? Infinity) &&
    (multipleOf === undefined || Number.isInteger(Number((value / multipleOf).toFixed(9))))
  );
}
