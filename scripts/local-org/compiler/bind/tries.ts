/**
 * Binds `try`. Governor limits and features the local org lacks are not the program's to catch, and no `finally` runs
 * for them.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_exception_definition.htm
 */
import type { CatchClause, StatementOf } from '../ast';
import type { ApexType } from '../../values/types';
import { isUnknown } from './coerce';
import type { BodyContext } from './context';
import { localName } from './locals';
import { bindBlock, flow, type Flow } from './statements';

export function bindTry(statement: StatementOf<'try'>, context: BodyContext): Flow {
  const body = bindBlock(statement.body, context);
  let js = `try${body.js}`;
  let { completes } = body;
  if (statement.catches.length > 0) {
    checkOrder(statement.catches, context);
    const clauses = statement.catches.map((each) => bindCatch(each, context));
    completes ||= clauses.some((each) => each.flow.completes);
    const last = clauses.at(-1);
    const chain = clauses.map((each) => (each.test ? `if(${each.test})${each.flow.js}` : each.flow.js)).join('else ');
    js += `catch($e){$e=$.caught($e);${chain}${last?.test ? 'else throw $e;' : ''}}`;
  }
  if (!statement.finally) return flow(js, completes);
  const last = bindBlock(statement.finally, context);
  const isFatal = context.temporary();
  const inner = statement.catches.length > 0 ? `{${js}}` : body.js;
  return {
    js: `${isFatal}=false;try${inner}catch($e){${isFatal}=$.isFatal($e);throw $e;}finally{if(!${isFatal})${last.js}}`,
    completes: completes && last.completes,
  };
}

/** A clause behind one that takes the same exceptions, or all there are, is never reached. */
function checkOrder(clauses: readonly CatchClause[], context: BodyContext): void {
  const caught = new Set<ApexType>();
  for (const { type: written } of clauses) {
    const type = context.type(written);
    if (isUnknown(type)) continue;
    if (caught.has(type) || caught.has(context.types.exception))
      context.report(written.at, `Exception type already caught: ${type.displayName}`, 'catch-order');
    caught.add(type);
  }
}

/** A clause's test (null where everything catchable passes) and block. */
function bindCatch(clause: CatchClause, context: BodyContext): { test: string | null; flow: Flow } {
  const type = context.type(clause.type);
  const { exception } = context.types;
  if (!isUnknown(type) && !type.isSubtypeOf(exception))
    context.report(clause.type.at, `Catch block variable must be of type exception: ${type.displayName}`, 'catch-type');
  return context.scoped(() => {
    context.declareLocal(clause.nameAt, clause.name, type, { nonNull: true });
    const body = bindBlock(clause.body, context);
    const test =
      type === exception ? null : isUnknown(type) ? 'false' : `$.isInstance($e,${context.tables.type(type)})`;
    return { test, flow: { ...body, js: `{let ${localName(clause.name)}=$e;${body.js.slice(1)}` } };
  });
}
