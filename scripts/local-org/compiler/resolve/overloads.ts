/**
 * Chooses among overloads.
 *
 * An overload applies when every argument converts to its parameter. Among those that apply the one wins that no other
 * betters for any argument, so exact matches before widening, nearer super types before farther ones, `Object` last
 * (costs are {@link conversion}'s). Where arguments cannot tell (`null`), the more specific parameters win. What then
 * still stands side by side is ambiguous, but for numbers: `Math.min(Decimal, Integer)` is the one of the exact Decimal.
 */
import { conversion, type Conversion } from '../convert';
import type { TypeTable } from '../type-table';
import { UNKNOWN_TYPE } from '../unknown-type';
import type { ApexType, ParameterMember } from '../../values/types';

interface Callable {
  readonly parameters: readonly ParameterMember[];
}

export interface Candidate<M extends Callable> {
  readonly member: M;
  readonly conversions: readonly Conversion[];
}

/** The overloads the arguments convert to. */
export function applicable<M extends Callable>(
  members: readonly M[],
  args: readonly ApexType[],
  types: TypeTable,
): readonly Candidate<M>[] {
  const found: Candidate<M>[] = [];
  for (const member of members) {
    if (member.parameters.length !== args.length) continue;
    const conversions: Conversion[] = [];
    for (const [index, parameter] of member.parameters.entries()) {
      const from = args[index];
      const each = from && conversion(from, parameter.type, types);
      if (!each) break;
      conversions.push(each);
    }
    if (conversions.length === args.length) found.push({ member, conversions });
  }
  return found;
}

/** The best of the candidates; null when no single one is. */
export function best<M extends Callable>(candidates: readonly Candidate<M>[], types: TypeTable): Candidate<M> | null {
  const [only] = candidates;
  if (candidates.length === 1 && only) return only;
  const left = candidates.filter((each) => !candidates.some((other) => other !== each && costsLess(other, each)));
  const [first] = left;
  if (left.length === 1 && first) return first;
  // Where a parameter's type is not known, neither is what would be ambiguous.
  if (first && left.some(({ member }) => member.parameters.some(({ type }) => type === UNKNOWN_TYPE))) return first;
  const specific = left.find((each) => left.every((other) => other === each || isMoreSpecific(each, other, types)));
  return specific ?? mostExactNumbers(left);
}

const NUMBERS: ReadonlySet<string> = new Set(['Integer', 'Long', 'Double', 'Decimal']);

/** Of overloads for numbers alone the one that takes most arguments as they are. */
function mostExactNumbers<M extends Callable>(candidates: readonly Candidate<M>[]): Candidate<M> | null {
  if (candidates.some(({ member }) => member.parameters.some(({ type }) => !NUMBERS.has(type.displayName))))
    return null;
  const exact = (each: Candidate<M>): number => each.conversions.filter(({ cost }) => cost === 0).length;
  const [first, second] = [...candidates].sort((a, b) => exact(b) - exact(a));
  return first && (!second || exact(first) > exact(second)) ? first : null;
}

function costsLess<M extends Callable>(a: Candidate<M>, b: Candidate<M>): boolean {
  let less = false;
  for (const [index, mine] of a.conversions.entries()) {
    const theirs = b.conversions[index];
    if (!theirs || mine.cost > theirs.cost) return false;
    if (mine.cost < theirs.cost) less = true;
  }
  return less;
}

function isMoreSpecific<M extends Callable>(a: Candidate<M>, b: Candidate<M>, types: TypeTable): boolean {
  return convertsAll(a, b, types) && !convertsAll(b, a, types);
}

function convertsAll<M extends Callable>(a: Candidate<M>, b: Candidate<M>, types: TypeTable): boolean {
  return a.member.parameters.every((parameter, index) => {
    const other = b.member.parameters[index];
    return other !== undefined && conversion(parameter.type, other.type, types) !== null;
  });
}
