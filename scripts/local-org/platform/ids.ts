/** Record ids: made in order by key prefix, so that the same run makes the same ids. */

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHECK = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

export interface IdSource {
  /**
   * The next id of an object.
   *
   * @param keyPrefix the three characters its ids start with
   * @returns 18 characters
   */
  next(keyPrefix: string): string;
}

/** Counts up per key prefix. */
export class SequentialIds implements IdSource {
  private counters = new Map<string, number>();

  /** @param pod the two characters that tell instances apart, in every id after the prefix */
  constructor(private readonly pod = 'Lo') {}

  next(keyPrefix: string): string {
    const number = (this.counters.get(keyPrefix) ?? 0) + 1;
    this.counters.set(keyPrefix, number);
    return makeId(keyPrefix, number, this.pod);
  }

  /** Answers how to have the same ids made again from here on. */
  checkpoint(): () => void {
    const counters = new Map(this.counters);
    return () => {
      this.counters = new Map(counters);
    };
  }
}

/** An 18-character id of a prefix and a number. */
export function makeId(keyPrefix: string, number: number, pod = 'Lo'): string {
  let rest = number;
  let text = '';
  for (let place = 0; place < 9; place++) {
    text = DIGITS.charAt(rest % 62) + text;
    rest = Math.floor(rest / 62);
  }
  return withCheck(`${keyPrefix}${pod}0${text}`);
}

/** The 18-character form of a 15-character id: its last three characters tell which of the others are capitals. */
export function withCheck(id15: string): string {
  let check = '';
  for (let group = 0; group < 3; group++) {
    let bits = 0;
    for (let at = 0; at < 5; at++) {
      const character = id15.charAt(group * 5 + at);
      if (character >= 'A' && character <= 'Z') bits |= 1 << at;
    }
    check += CHECK.charAt(bits);
  }
  return id15 + check;
}
