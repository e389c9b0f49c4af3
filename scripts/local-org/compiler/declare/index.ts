/** Declares the project's types: from syntax trees to completed {@link ApexType}s, with every class-level check. */
import type { Sharing } from '../../values/types';
import type { ProblemCollector } from '../problems';
import type { UseListener } from '../resolve';
import type { TypeTable } from '../type-table';
import { declareAnonymous, declareTrigger, superTypesFirst } from './blocks';
import type { Draft } from './draft';
import { Workshop } from './draft';
import { checkExceptionName, cutCircles, linkSuperTypes, makeType, settleSharing } from './headers';
import { completeMembers } from './members';
import type { Declarations, EffectiveSharing, SourceUnit } from './model';
import { checkOverrides, implementInterfaces } from './overrides';
import { checkRules } from './rules';

export type * from './model';

/**
 * Declares all units at once: types may refer to each other in any order. Types are added to the table.
 *
 * @param units every class, trigger and anonymous block of the program
 * @param table where library and schema types come from and the project's types go
 * @param problems takes everything found wrong; declarations are completed as far as they make sense
 * @param onUse hears which types declarations name
 */
export function declare(
  units: readonly SourceUnit[],
  table: TypeTable,
  problems: ProblemCollector,
  onUse?: UseListener,
): Declarations {
  const workshop = new Workshop(table, problems, onUse);
  const drafts = declareClasses(units, workshop);
  const triggers = units.map((each) => declareTrigger(each, workshop));
  const anonymous = units.map((each) => declareAnonymous(each, workshop));
  for (const draft of workshop.drafts.values()) draft.type.sharing = sharingOf(draft.sharing);
  return {
    types: drafts,
    triggers: triggers.filter((each) => each !== null),
    anonymous: anonymous.filter((each) => each !== null),
    of: (type) => workshop.drafts.get(type.generic ?? type),
  };
}

function declareClasses(units: readonly SourceUnit[], workshop: Workshop): readonly Draft[] {
  const outer: Draft[] = [];
  for (const { unit, file, apiVersion } of units) {
    if (unit.kind === 'classUnit') outer.push(makeType(unit.declaration, file, apiVersion, null, workshop));
  }
  // Outer classes first: what an inner class may extend depends on what its outer class inherits.
  const all = [...outer, ...outer.flatMap((each) => each.inner)];
  all.forEach((each) => linkSuperTypes(each, workshop));
  cutCircles(all, workshop);
  for (const draft of all) {
    draft.sharing = settleSharing(draft, workshop);
    checkExceptionName(draft, workshop);
  }
  const ordered = superTypesFirst(
    outer.flatMap((each) => [each, ...each.inner]),
    workshop,
  );
  ordered.forEach((each) => completeMembers(each, workshop));
  for (const draft of ordered) {
    checkOverrides(draft, workshop);
    implementInterfaces(draft, workshop);
    checkRules(draft, workshop);
  }
  return ordered;
}

/** As the run time knows it; that a class says nothing is told by {@link DeclaredType.sharing} alone. */
function sharingOf(sharing: EffectiveSharing): Sharing {
  return sharing === 'omitted' ? 'inherited' : sharing;
}
