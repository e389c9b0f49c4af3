/** Double: always boxed, so that a value of type Object knows it is one. */

export class ApexDouble {
  constructor(readonly value: number) {}

  toString(): string {
    return doubleText(this.value);
  }
}

/** Text as Java prints doubles, which Apex shows: `1.0`, `1.0E10`, `NaN`. */
export function doubleText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e7) {
    const text = String(value);
    return text.includes('.') ? text : `${text}.0`;
  }
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e');
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
}
