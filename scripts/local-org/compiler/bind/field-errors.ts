/**
 * Binds errors of fields: `record.Field.addError(message)`.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_sobject.htm
 */
import type { Expression, ExpressionOf } from '../ast';
import { quote } from '../emit/text';
import { bindArguments, convertArguments, hasUnknown, place } from './calls';
import { link, type Link } from './chain';
import { required } from './coerce';
import type { BodyContext } from './context';
import { bindLink } from './expressions';
import { invokeMethod } from './invoke';
import { namedType } from './names';

/** `record.Field.addError(message)` puts the error at the field. */
export function bindFieldError(
  expression: ExpressionOf<'call'>,
  target: Expression,
  context: BodyContext,
): Link | null {
  if (target.kind !== 'member' || expression.name.toLowerCase() !== 'adderror') return null;
  if (namedType(target.target, context)) return null;
  const record = bindLink(target.target, context);
  const field =
    record.value.type.kind === 'sobject' ? context.types.sobjectField(record.value.type, target.name) : null;
  if (!field) return null;
  const args = bindArguments(expression.arguments, context);
  if (hasUnknown(args)) return link(context.unknown());
  const { types } = context;
  const found = context.resolver.resolveMethod(
    types.sobjectBase,
    'addError',
    [types.string, ...args.map((each) => each.type)],
    context.scope,
    'instance',
  );
  if (!found.member) return link(context.fail(expression.nameAt, found.problem, found.rule));
  const js = convertArguments(args, found.member.parameters.slice(1), expression.arguments, context);
  const all = [quote(field.field.name), ...js];
  return {
    ...record,
    value: invokeMethod(found.member, required(record.value), all, context, place(found.member, expression, context)),
  };
}
