/** Reads what rows hold. */
import type { SObjectValue } from '../local-org/values/sobject';

/** @returns the text of a field; empty when there is none */
export function textOf(row: SObjectValue | undefined, field: string): string {
  const value = row?.getField(field);
  return typeof value === 'string' ? value : '';
}

export function numberOf(row: SObjectValue | undefined, field: string): number {
  return Number(row?.getField(field) ?? 0);
}

/** @returns milliseconds since 1970; 0 when there is no time */
export function timeOf(row: SObjectValue | undefined, field: string): number {
  return (row?.getField(field) as { readonly ms: number } | null | undefined)?.ms ?? 0;
}
