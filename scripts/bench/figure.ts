/** One measured number. */
export interface Figure {
  readonly bench: string;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

/** Makes the figures of a bench. @param bench what was measured */
export function figures(bench: string): (name: string, value: number, unit?: string) => Figure {
  return (name, value, unit = '') => ({ bench, name, value: rounded(value), unit });
}

/** Rounds to three digits that mean something; what was counted stays as it is. */
export function rounded(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(3));
}
