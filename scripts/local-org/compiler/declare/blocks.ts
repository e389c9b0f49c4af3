/** Triggers and anonymous Apex: blocks with members of their own, held by a type no source can name. */
import type { Member } from '../ast';
import { scopeOf } from '../resolve';
import { ApexType, NO_MEMBERS } from '../../values/types';
import type { Draft } from './draft';
import { type Workshop } from './draft';
import { cutCircles, linkSuperTypes, makeType, settleSharing } from './headers';
import { addMembers, byName, completeMembers, fieldsByName, type MemberSink } from './members';
import type { DeclaredAnonymous, DeclaredBlock, DeclaredTrigger, SourceUnit } from './model';
import { checkOverrides, implementInterfaces } from './overrides';
import { checkRules } from './rules';
import { checkTrigger } from './trigger-rules';

/** Declares a trigger; null (and reported) when its object is unknown. */
export function declareTrigger(source: SourceUnit, workshop: Workshop): DeclaredTrigger | null {
  const { unit, file, apiVersion } = source;
  if (unit.kind !== 'triggerUnit') return null;
  const sobjectType = workshop.types.sobject(unit.object);
  const object = sobjectType && workshop.types.objectSchema(sobjectType);
  if (!sobjectType || !object) {
    workshop.report(file, unit.objectAt, `Invalid type: ${unit.object}`, 'unknown-object');
    return null;
  }
  for (const [index, each] of unit.cases.entries()) {
    if (unit.cases.indexOf(each) !== index)
      workshop.report(
        file,
        unit.at,
        `Duplicate Trigger Usage: ${each.replace(/[A-Z]/, (big) => ` ${big.toLowerCase()}`)}`,
        'duplicate-trigger-event',
      );
  }
  checkTrigger(unit, object, file, workshop);
  const members = declareBlock(unit.name, unit.members, source, workshop);
  return { unit, file, apiVersion, object, sobjectType, members };
}

export function declareAnonymous(source: SourceUnit, workshop: Workshop): DeclaredAnonymous | null {
  const { unit, file, apiVersion } = source;
  if (unit.kind !== 'anonymousUnit') return null;
  return { unit, file, apiVersion, members: declareBlock('AnonymousBlock', unit.members, source, workshop) };
}

function declareBlock(
  name: string,
  members: readonly Member[],
  { file, apiVersion }: SourceUnit,
  workshop: Workshop,
): DeclaredBlock {
  const type = new ApexType({ kind: 'class', name, namespace: '' });
  const inner: Draft[] = [];
  for (const member of members) {
    if (member.kind === 'class' || member.kind === 'interface' || member.kind === 'enum')
      inner.push(makeType(member, file, apiVersion, type, workshop));
  }
  const innerTypes = new Map(inner.map((each) => [each.type.name.toLowerCase(), each.type]));
  type.complete({ ...NO_MEMBERS, innerTypes });
  inner.forEach((each) => linkSuperTypes(each, workshop));
  cutCircles(inner, workshop);
  inner.forEach((each) => (each.sharing = settleSharing(each, workshop)));
  const ordered = superTypesFirst(inner, workshop);
  ordered.forEach((each) => completeMembers(each, workshop));
  for (const each of ordered) {
    checkOverrides(each, workshop);
    implementInterfaces(each, workshop);
    checkRules(each, workshop);
  }
  const sink: MemberSink = { type, file, scope: scopeOf(type, file), methods: [], fields: [], initialization: [] };
  addMembers(sink, members, workshop);
  type.complete({
    methods: byName(sink.methods),
    fields: fieldsByName(sink.fields),
    constructors: [],
    innerTypes,
  });
  return { type, inner: ordered, methods: sink.methods, fields: sink.fields, initialization: sink.initialization };
}

/** Super types before subtypes, otherwise in the order given (outer before inner). */
export function superTypesFirst(drafts: readonly Draft[], workshop: Workshop): readonly Draft[] {
  const ordered = new Set<Draft>();
  const visit = (draft: Draft): void => {
    if (ordered.has(draft)) return;
    for (const above of [draft.type.superType, ...draft.type.interfaces]) {
      const known = above && workshop.drafts.get(above);
      if (known && drafts.includes(known)) visit(known);
    }
    ordered.add(draft);
  };
  drafts.forEach(visit);
  return [...ordered];
}
