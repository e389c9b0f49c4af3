/**
 * What the cases of a `switch` may be.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_switch.htm
 */
import type { Expression, Position, StatementOf, SwitchCase } from '../ast';
import { castable } from '../convert';
import type { ApexType } from '../../values/types';
import { isUnknown } from './coerce';
import type { BodyContext } from './context';

/** Checks which kinds of cases stand where; their values are the business of {@link caseProblem}. */
export function checkCases({ cases }: StatementOf<'switch'>, type: ApexType, context: BodyContext): void {
  const last = cases.length - 1;
  const types = new Set<ApexType>();
  for (const [index, each] of cases.entries()) {
    const report = (at: Position, message: string): void => context.report(at, message, 'when-clause');
    if (each.kind === 'else' && index !== last) report(each.at, "'when else' must be the last when block");
    if (isUnknown(type)) continue;
    if (each.kind === 'values' && type.kind === 'sobject' && !each.values.every(isNull))
      report(each.at, "Switching on SObject types must be a 'when type variable' or 'when null'");
    if (each.kind === 'type') checkType(each, type, types, context);
  }
}

function checkType(
  each: Extract<SwitchCase, { kind: 'type' }>,
  switched: ApexType,
  seen: Set<ApexType>,
  context: BodyContext,
): void {
  const type = context.type(each.type);
  if (isUnknown(type)) return;
  if (switched.kind !== 'sobject' || type.kind !== 'sobject' || !castable(switched, type, context.types))
    return context.report(each.type.at, `${type.displayName} cannot be a when type variable block`, 'when-clause');
  if (seen.has(type)) context.report(each.type.at, duplicate(type.displayName), 'duplicate-when');
  seen.add(type);
}

function isNull(value: Expression): boolean {
  return value.kind === 'literal' && value.literal.type === 'null';
}

/** What is wrong with two cases of the same value. */
export function duplicate(value: string): string {
  return `${value} occurs as more than one when branch for this switch statement`;
}

/** What is wrong with a value as that of a case, types apart: it has to be known before anything runs. Null when nothing is. */
export function caseProblem(value: Expression, switched: ApexType, context: BodyContext): string | null {
  if (value.kind === 'literal') return null;
  if (switched.kind === 'enum') {
    return value.kind === 'name'
      ? 'Field must be an enum reference'
      : "Enum value used in 'when expression' should be unqualified";
  }
  if (value.kind !== 'name') return null;
  if (context.locals.find(value.name))
    return "'when expression' must be a literal, a constant literal field or enum value";
  const member = context.resolver.findFieldInScope(value.name, context.scope);
  const isConstant = !member?.at || (member.isStatic && member.isFinal);
  return isConstant ? null : `Field must be a static final constant: ${member.name}`;
}

/** A case's value as it is written. */
export function caseText(value: Expression): string {
  if (value.kind === 'name') return value.name;
  if (value.kind !== 'literal') return 'value';
  const { literal } = value;
  if (literal.type === 'null') return 'null';
  return literal.type === 'string' || literal.type === 'boolean' ? String(literal.value) : literal.text;
}
