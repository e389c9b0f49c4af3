/** Texts that an expression takes. */
import RandExp from 'randexp';

/** How many steps making one text may take: groups that repeat multiply. */
const MOST_STEPS = 20_000;
class TooLong extends Error {}
/** Characters, the first and the last one. */
const LETTERS = [97, 122] as const;
const PRINTED = [33, 126] as const;

/**
 * Texts that an expression takes, the shortest first.
 *
 * @param isTried whether somebody tries each of them
 * @param minLength how long they should be
 * @param longest how long they may be
 */
export function textsOf(pattern: string, isTried: boolean, minLength: number, longest: number): string[] {
  // How much more than the least of each choice and repetition is taken.
  const more = minLength > 0 && minLength <= longest ? [0, 1, 2, 3, 5, 8, 13, 20, 40, minLength - 1, minLength] : [0];
  // Small letters read better; where nobody tries the text, none of its parts may be left out for want of letters.
  const ranges = isTried ? [LETTERS, PRINTED] : [PRINTED];
  return more.flatMap((extra) =>
    ranges.flatMap(([from, to]) => {
      try {
        const maker = new RandExp(pattern);
        maker.defaultRange.subtract(0, 0xffff).add(from, to);
        maker.max = longest;
        let steps = 0;
        maker.randInt = (least, most) => {
          const taken = Math.min(most, least + extra);
          steps += taken + 1;
          if (steps > MOST_STEPS) throw new TooLong();
          return taken;
        };
        const text = maker.gen();
        return text.length <= longest ? [text] : [];
      } catch {
        // It knows less of expressions than JavaScript does, or would make more than anybody wants.
        return [];
      }
    }),
  );
}
