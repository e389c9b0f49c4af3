/** What the rules of annotated members share: where their problems go, and the wording that recurs. */
import type { Visibility } from '../../values/types';
import type { Draft, Workshop } from './draft';
import type { ReportAt } from './modifier-rules';

/** Reports at places of the draft's file. */
export function reporter(draft: Draft, workshop: Workshop): ReportAt {
  return (at, message, rule) => workshop.report(draft.file, at, message, rule);
}

/** What is wrong with the visibility of something that must be open to others; null when nothing is. */
export function opennessProblem(what: string, visibility: Visibility): string | null {
  if (visibility === 'public' || visibility === 'global') return null;
  return `${what} require at least one of the following global, public`;
}
