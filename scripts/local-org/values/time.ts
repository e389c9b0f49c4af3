/** Time: a time of day in milliseconds, without a zone. */
import type { ValueObject } from './equality';
import { pad } from './date';

const DAY_MS = 86_400_000;

export class ApexTime implements ValueObject {
  readonly isPrimitive = true;

  /** Milliseconds since midnight, below a day. */
  readonly ms: number;

  /** Wraps at midnight in both directions. */
  constructor(ms: number) {
    this.ms = ((ms % DAY_MS) + DAY_MS) % DAY_MS;
  }

  static of(hour: number, minute: number, second: number, millisecond: number): ApexTime {
    return new ApexTime(((hour * 60 + minute) * 60 + second) * 1000 + millisecond);
  }

  get hour(): number {
    return Math.floor(this.ms / 3_600_000);
  }

  get minute(): number {
    return Math.floor(this.ms / 60_000) % 60;
  }

  get second(): number {
    return Math.floor(this.ms / 1000) % 60;
  }

  get millisecond(): number {
    return this.ms % 1000;
  }

  /** `15:04:05.000Z` */
  toString(): string {
    return `${pad(this.hour, 2)}:${pad(this.minute, 2)}:${pad(this.second, 2)}.${pad(this.millisecond, 3)}Z`;
  }

  valueEquals(other: object): boolean {
    return other instanceof ApexTime && other.ms === this.ms;
  }

  valueHash(): number {
    return this.ms;
  }

  valueKey(): string {
    return `\u0000T${this.ms}`;
  }
}
