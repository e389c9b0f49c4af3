/**
 * CPU time and heap of library work, which no statement of the program stands for: in proportion to what is worked on,
 * the same on every machine. The figures stand in `docs/local-org.md`.
 */
import { LimitError } from '../values/errors';
import { currentOrNull } from './current';

/** Characters of text made or searched that cost as much as one statement. */
const CHARACTERS = 4096;
/** Characters of JSON or XML, and of text a regular expression runs over. */
const PARSED_CHARACTERS = 100;
const MATCHED_CHARACTERS = 512;
/** Elements copied from one collection to another, and comparisons of a sort. */
const COPIES = 16;
const COMPARISONS = 8;

/** Longest text a JavaScript engine makes: more than any heap limit of Apex. */
const LONGEST_TEXT = 536_870_888;

/** A text made at one stroke. @throws LimitError when it alone is more than the heap may hold, or CPU time is up */
export function chargeText(length: number): void {
  if (length < CHARACTERS) return;
  const limits = currentOrNull()?.limits;
  limits?.hold(length);
  limits?.tick(Math.floor(length / CHARACTERS));
}

/** A text about to be made: as {@link chargeText}, before the memory is taken. */
export function checkLength(length: number): void {
  currentOrNull()?.limits.hold(length);
  if (length > LONGEST_TEXT) throw new LimitError(`Apex heap size too large: ${length}`);
}

/** A text read or written in a format. */
export function chargeParsed(length: number): void {
  const limits = currentOrNull()?.limits;
  limits?.tick(Math.ceil(length / PARSED_CHARACTERS));
  limits?.allocate(length);
}

/** A text a regular expression runs over once. */
export function chargeMatch(length: number): void {
  if (length >= MATCHED_CHARACTERS) currentOrNull()?.limits.tick(Math.floor(length / MATCHED_CHARACTERS));
}

/** Elements put from one collection into another. */
export function chargeCopy(count: number): void {
  if (count >= COPIES) currentOrNull()?.limits.tick(Math.floor(count / COPIES));
}

/** A sort. */
export function chargeSort(count: number): void {
  if (count >= COMPARISONS) currentOrNull()?.limits.tick(Math.floor((count * Math.log2(count)) / COMPARISONS));
}

/** Work that stands for so many statements. */
export function chargeSteps(steps: number): void {
  currentOrNull()?.limits.tick(steps);
}
