/** One measured number. */
export interface Figure {
  readonly bench: string;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

/** Rounds to three digits that mean something. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
