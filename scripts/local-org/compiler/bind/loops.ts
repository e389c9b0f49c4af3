/**
 * Binds loops. Each turn is metered: no loop runs for ever. What follows a loop can be reached whatever its condition is, `while (true)`
 * too: public code that is deployed returns something behind it.
 */
import type { Statement, StatementOf } from '../ast';
import { asInstanceOf } from '../convert';
import type { ApexType } from '../../values/types';
import { cast, coerce, condition, converts, isUnknown, required } from './coerce';
import type { BodyContext } from './context';
import { bindDiscarded, bindExpression } from './expressions';
import { bindBody, bindStatement, flow, type Flow } from './statements';
import { stepsOfTurn } from './steps';
import { typed, type Typed } from './typed';

function loopBody(body: Statement | null, steps: number, context: BodyContext): Flow {
  context.loopDepth += 1;
  const bound = bindBody(body, context, steps);
  context.loopDepth -= 1;
  return bound;
}

export function bindFor(statement: StatementOf<'for'>, context: BodyContext): Flow {
  return context.scoped(() => {
    const init = initializer(statement.init, context);
    const test = statement.condition
      ? condition(bindExpression(statement.condition, context), context, statement.condition.at)
      : '';
    const steps = stepsOfTurn([statement.condition, ...statement.update]);
    const body = loopBody(statement.body, steps, context);
    const update = statement.update.map((each) => bindDiscarded(each, context).js).join(',');
    return flow(`for(${init};${test};${update})${body.js}`);
  });
}

function initializer(init: StatementOf<'for'>['init'], context: BodyContext): string {
  if (!init) return '';
  if ('kind' in init) return bindStatement(init, context).js.replace(/;$/, '');
  return init.map((each) => bindDiscarded(each, context).js).join(',');
}

export function bindWhile(statement: StatementOf<'while'>, context: BodyContext): Flow {
  const test = condition(bindExpression(statement.condition, context), context, statement.condition.at);
  const body = loopBody(statement.body, stepsOfTurn([statement.condition]), context);
  return flow(`while(${test})${body.js}`);
}

export function bindDoWhile(statement: StatementOf<'doWhile'>, context: BodyContext): Flow {
  const body = loopBody(statement.body, stepsOfTurn([statement.condition]), context);
  const test = condition(bindExpression(statement.condition, context), context, statement.condition.at);
  return flow(`do${body.js}while(${test});`);
}

/** `for (T x : iterable)`. */
export function bindForEach(statement: StatementOf<'forEach'>, context: BodyContext): Flow {
  const iterable = bindExpression(statement.iterable, context);
  const type = context.type(statement.type);
  if (!statement.body && statement.iterable.kind === 'soql')
    context.report(statement.at, 'Loop with query must provide a statement', 'loop-operand');
  return context.scoped(() => {
    const source = sourceOf(iterable, type, statement, context);
    const item = context.temporary();
    const local = context.declareLocal(statement.nameAt, statement.name, type);
    const value = source ? itemAs(typed(item, source.element), type, !!iterable.rowType, statement, context) : 'null';
    const body = loopBody(statement.body, stepsOfTurn([]), context);
    const js = `for(${item} of ${source?.js ?? '[]'}){let ${local.js}=${value};${body.js.slice(1)}`;
    return flow(js);
  });
}

interface Source {
  /** A JavaScript iterable. */
  readonly js: string;
  readonly element: ApexType;
}

function sourceOf(
  iterable: Typed,
  variable: ApexType,
  { iterable: { at } }: StatementOf<'forEach'>,
  context: BodyContext,
): Source | null {
  const { types } = context;
  const { type } = iterable;
  if (isUnknown(type)) return null;
  // `for (List<Account> chunk : [SELECT …])` gets the rows 200 at a time.
  if (iterable.rowType && types.isList(variable) && !types.isList(iterable.rowType))
    return { js: `$.chunks(${iterable.js},${context.tables.type(type)})`, element: type };
  const [element] = type.typeArguments;
  if (element && (types.isList(type) || types.isSet(type))) return { js: `F.iterate(${required(iterable)})`, element };
  const view = asInstanceOf(type, types.genericIterable);
  const [ofView] = view?.typeArguments ?? [];
  if (view && ofView) return { js: `$.iterate(${required(iterable)})`, element: ofView };
  context.report(at, `Loop must iterate over collection: ${type.displayName}`, 'loop-operand');
  return null;
}

function itemAs(
  item: Typed,
  type: ApexType,
  isQuery: boolean,
  { at }: StatementOf<'forEach'>,
  context: BodyContext,
): string {
  if (!converts(item, type, context) && type.isSubtypeOf(item.type)) return cast(item, type, context, at).js;
  const { displayName } = item.type;
  const problem = isQuery
    ? `Loop variable must be a generic SObject or List or a concrete SObject or List of: ${displayName}`
    : `Invalid loop variable type expected ${displayName} was ${type.displayName}`;
  const { js } = coerce(item, type, context, at, problem);
  // Lists of any records are assigned to lists of one object's.
  const isChecked = !isQuery && type.kind === 'sobject' && type !== context.types.sobjectBase;
  return isChecked ? `$.loopRecord(${js},${context.tables.type(type)})` : js;
}
