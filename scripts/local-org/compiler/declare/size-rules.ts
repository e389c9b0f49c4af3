/**
 * How long names may be and how much a declaration may hold.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm
 */
import type { Position } from '../ast';
import { reporter } from './declaration-report';
import type { Draft, Workshop } from './draft';

/** Of a class's name, which is a record's name in the org. */
const LONGEST_TOP_LEVEL_NAME = 40;
const MOST_PARAMETERS = 32;
const MOST_CONSTANTS = 100;

export function checkSize(draft: Draft, workshop: Workshop): void {
  const { declaration, methods, constructors } = draft;
  const report = reporter(draft, workshop);
  if (!draft.type.outer && declaration.name.length > LONGEST_TOP_LEVEL_NAME)
    report(declaration.nameAt, `Identifier name is too long: ${declaration.name}`, 'name-length');
  for (const { declaration: callable } of [...methods, ...constructors]) {
    if (callable.parameters.length > MOST_PARAMETERS)
      report(callable.nameAt, `Invalid number of parameters exceeds: ${MOST_PARAMETERS}`, 'parameter-count');
    duplicates(callable.parameters.map(({ name, nameAt }) => ({ name, at: nameAt }))).forEach(({ name, at }) =>
      report(at, `Duplicate variable: ${name}`, 'duplicate-variable'),
    );
  }
  if (declaration.kind !== 'enum') return;
  if (declaration.constants.length > MOST_CONSTANTS)
    report(declaration.nameAt, `Maximum number of enum items exceeded: ${MOST_CONSTANTS}`, 'enum-size');
  duplicates(declaration.constants).forEach(({ name, at }) =>
    report(at, `Duplicate field: ${name}`, 'duplicate-field'),
  );
}

/** Names that stand before, whatever their case. */
function duplicates<T extends { readonly name: string; readonly at: Position }>(all: readonly T[]): T[] {
  const seen = new Set<string>();
  return all.filter(({ name }) => {
    const key = name.toLowerCase();
    const isSecond = seen.has(key);
    seen.add(key);
    return isSecond;
  });
}
