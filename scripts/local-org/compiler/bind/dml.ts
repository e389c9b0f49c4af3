/** Binds DML statements and `System.runAs`. */
import type { Expression, StatementOf } from '../ast';
import { quote } from '../emit/text';
import type { ApexType } from '../../values/types';
import { isUnknown } from './coerce';
import type { BodyContext } from './context';
import { bindExpression } from './expressions';
import { accessArguments } from './access';
import { checkDml } from './dml-rules';
import { bindBlock, flow, type Flow } from './statements';
import type { Typed } from './typed';

/** `insert x;`, `upsert xs Key__c;`, `merge a b;`, with the access level written or that of the API version. */
export function bindDml(statement: StatementOf<'dml'>, context: BodyContext): string {
  const records = operand(statement.value, statement.operation, context);
  const into = statement.into && operand(statement.into, statement.operation, context);
  checkDml(statement, records.type, into?.type ?? null, context);
  const key = statement.key ? quote(statement.key.at(-1) ?? '') : 'null';
  return `$.dml(${quote(statement.operation)},${records.js},${accessArguments(statement.access, context)},${key},${into?.js ?? 'null'});`;
}

function operand(expression: Expression, operation: string, context: BodyContext): Typed {
  const value = bindExpression(expression, context);
  const { type } = value;
  const isMerge = operation === 'merge';
  const element = context.types.isList(type) ? type.typeArguments[0] : type;
  const isRecord = (each: ApexType | undefined): boolean => each?.kind === 'sobject';
  const isId = isMerge && element === context.types.id;
  if (!isUnknown(type) && !isRecord(element) && !isId)
    context.report(expression.at, `DML requires SObject or SObject list type: ${type.displayName}`, 'dml-operand');
  return value;
}

/**
 * `System.runAs(user) { … }`. The block becomes a function the platform calls; a `return` in it answers its value in an
 * array, which the method then returns.
 */
export function bindRunAs(statement: StatementOf<'runAs'>, context: BodyContext): Flow {
  const values = statement.arguments.map((each) => bindExpression(each, context));
  const [only] = values;
  const isVersion = only?.type === context.types.lookupQualified('System.Version');
  if (
    values.length !== 1 ||
    !only ||
    (!isUnknown(only.type) && only.type !== context.types.sobject('User') && !isVersion)
  ) {
    context.report(statement.at, `runAs requires a single argument of type 'User' or 'Version'`, 'unknown-method');
  }
  const { loopDepth } = context;
  context.loopDepth = 0;
  context.runAsDepth += 1;
  const body = bindBlock(statement.body, context);
  context.runAsDepth -= 1;
  context.loopDepth = loopDepth;
  const answer = context.temporary();
  const result = context.runAsDepth > 0 ? answer : context.init.isConstructor ? 'this' : `${answer}[0]`;
  const js = `${answer}=$.runAs(${only?.js ?? 'null'},()=>${body.js});if(${answer}!==undefined)return ${result};`;
  return flow(js, body.completes);
}
