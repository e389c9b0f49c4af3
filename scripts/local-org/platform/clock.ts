/** The org's clock: virtual in tests and the demo, real on request. Everything that asks for the time asks this. */

export interface Clock {
  readonly isVirtual: boolean;
  /** Milliseconds since 1970. */
  now(): number;
  /**
   * Lets time pass. The virtual clock jumps; the real one ignores it, since its time passed already.
   *
   * @param ms milliseconds, not negative
   */
  spend(ms: number): void;
  /** Moves the virtual clock forward to a time; a time that has passed changes nothing. @throws RangeError on a real clock */
  advanceTo(ms: number): void;
  /** Sets the virtual clock back, as undoing a test does; the real one ignores it. */
  rewind(ms: number): void;
}

/** Where a virtual clock starts when nobody says: a Monday morning in UTC. */
export const DEFAULT_START = Date.UTC(2026, 10, 23, 9, 0, 0);

/** A clock that moves only when told. */
export class VirtualClock implements Clock {
  readonly isVirtual = true;

  constructor(private time = DEFAULT_START) {}

  now(): number {
    return this.time;
  }

  spend(ms: number): void {
    if (ms < 0) throw new RangeError('time does not pass backwards');
    this.time += ms;
  }

  advanceTo(ms: number): void {
    if (ms > this.time) this.time = ms;
  }

  rewind(ms: number): void {
    this.time = ms;
  }
}

/** The machine's clock. */
export class RealClock implements Clock {
  readonly isVirtual = false;

  now(): number {
    return Date.now();
  }

  spend(): void {
    // The time was spent in reality.
  }

  advanceTo(): void {
    throw new RangeError('a real clock cannot be advanced');
  }

  rewind(): void {
    // Time does not come back.
  }
}
