/** Why a test did not pass, in words of Apex. */
import { ApexException, UnsupportedError, type ApexFrame } from '../values/errors';
import { isTimeLimit } from './time-limit';
import type { Outcome } from './results';

export interface Failure {
  readonly outcome: Exclude<Outcome, 'passed'>;
  readonly message: string;
  readonly stack: string;
}

/**
 * Describes what a test threw.
 *
 * @param framesOf the Apex frames of an error, innermost first
 */
export function failureOf(error: unknown, framesOf: (error: unknown) => readonly ApexFrame[]): Failure {
  const outcome = error instanceof UnsupportedError ? 'unsupported' : 'failed';
  return { outcome, message: messageOf(error), stack: stackOf(error, framesOf) };
}

function messageOf(error: unknown): string {
  const fault = internalFault(error);
  if (fault !== null) return fault;
  if (error instanceof ApexException) return error.description;
  const { message } = error as Error;
  // The limit of the runner is no exception of the platform, though it stops Apex as one of its limits does.
  const isOfPlatform = error instanceof Error && 'typeName' in error && !isTimeLimit(error);
  return isOfPlatform ? `${String(error.typeName)}: ${message}` : message;
}

/** Says of what neither Apex throws nor the local org names that the local org is at fault; null of all else. */
export function internalFault(error: unknown): string | null {
  if (error instanceof UnsupportedError || isTimeLimit(error)) return null;
  if (error instanceof ApexException || (error instanceof Error && 'typeName' in error)) return null;
  return `internal fault of the local org: ${String(error)}`;
}

function stackOf(error: unknown, framesOf: (error: unknown) => readonly ApexFrame[]): string {
  // Before the Apex frames: V8 writes the stack only for the first who asks.
  const internals = process.env.COURIER_DEBUG ? javaScriptStack(error) : '';
  const frames = framesOf(error);
  const lines = frames
    .slice(0, MOST_FRAMES)
    .map(({ where, line, column }) => `${where}: line ${line}, column ${column}`);
  if (frames.length > MOST_FRAMES) lines.push(`… and what called it, ${frames.length - MOST_FRAMES} or more frames`);
  const cause = error instanceof ApexException ? error.cause : null;
  if (cause) lines.push(`Caused by: ${cause.description}`, stackOf(cause, framesOf));
  lines.push(internals);
  return lines.filter((line) => line !== '').join('\n');
}

/** What a recursion without end leaves of itself. */
const MOST_FRAMES = 40;

/** Errors raised in compiled Apex belong to another realm and are no instances of this one's `Error`. */
function javaScriptStack(error: unknown): string {
  return typeof error === 'object' && error !== null && 'stack' in error ? String(error.stack) : '';
}
