/** Binds statements: JavaScript for each, and whether what follows can be reached. */
import type { Block, Position, Statement, StatementOf } from '../ast';
import { inlineBlock, pay } from './blocks';
import { coerce, condition, isUnknown, required } from './coerce';
import type { BodyContext } from './context';
import { bindDml, bindRunAs } from './dml';
import { bindDiscarded, bindExpression } from './expressions';
import { bindDoWhile, bindFor, bindForEach, bindWhile } from './loops';
import { bindSwitch } from './switches';
import { bindTry } from './tries';
import { localName } from './locals';

/** The code of a statement, and how control leaves it. */
export interface Flow {
  readonly js: string;
  /** Whether the statement after it can be reached. */
  readonly completes: boolean;
}

export function flow(js: string, completes = true): Flow {
  return { js, completes };
}

/** A block of its own scope, in braces. */
export function bindBlock(block: Block, context: BodyContext): Flow {
  const inner = context.scoped(() => inlineBlock(block.statements, context));
  return { ...inner, js: `{${inner.js}}` };
}

/** The body of an `if` or a loop, in braces whatever it is; `steps` are paid for with its first statement. */
export function bindBody(statement: Statement | null, context: BodyContext, steps = 0): Flow {
  if (!statement) return flow(`{${pay(steps)}}`);
  const statements = statement.kind === 'block' ? statement.statements : [statement];
  const inner = context.scoped(() => inlineBlock(statements, context, steps));
  return { ...inner, js: `{${inner.js}}` };
}

/** One statement, metering and coverage apart (see blocks). */
export function bindStatement(statement: Statement, context: BodyContext): Flow {
  switch (statement.kind) {
    case 'block':
      return bindBlock(statement, context);
    case 'variables':
      return flow(bindVariables(statement, context));
    case 'expression':
      return flow(`${bindDiscarded(statement.expression, context).js};`);
    case 'if':
      return bindIf(statement, context);
    case 'for':
      return bindFor(statement, context);
    case 'forEach':
      return bindForEach(statement, context);
    case 'while':
      return bindWhile(statement, context);
    case 'doWhile':
      return bindDoWhile(statement, context);
    case 'try':
      return bindTry(statement, context);
    case 'return':
      return flow(bindReturn(statement, context), false);
    case 'throw':
      return flow(bindThrow(statement, context), false);
    case 'break':
    case 'continue':
      return bindJump(statement.kind, statement.at, context);
    case 'switch':
      return bindSwitch(statement, context);
    case 'dml':
      return flow(bindDml(statement, context));
    case 'runAs':
      return bindRunAs(statement, context);
  }
}

export function bindVariables(statement: StatementOf<'variables'>, context: BodyContext): string {
  const type = context.type(statement.type);
  checkLocalModifiers(statement, context);
  const parts = statement.variables.map((variable) => {
    const value = variable.initializer && bindExpression(variable.initializer, context);
    const js = value ? coerce(value, type, context, variable.at).js : 'null';
    context.declareLocal(variable.at, variable.name, type);
    return `${localName(variable.name)}=${js}`;
  });
  return `let ${parts.join(',')};`;
}

/** Orgs let `final` stand before a variable, and assign it again all the same. */
function checkLocalModifiers({ modifiers, at }: StatementOf<'variables'>, context: BodyContext): void {
  for (const keyword of modifiers.keywords)
    if (keyword !== 'final') context.report(at, `${keyword} is not allowed on locals`, 'modifiers');
}

function bindIf(statement: StatementOf<'if'>, context: BodyContext): Flow {
  const test = condition(bindExpression(statement.condition, context), context, statement.condition.at);
  const then = bindBody(statement.then, context);
  if (!statement.otherwise) return flow(`if(${test})${then.js}`);
  const otherwise = bindBody(statement.otherwise, context);
  return flow(`if(${test})${then.js}else${otherwise.js}`, then.completes || otherwise.completes);
}

function bindReturn(statement: StatementOf<'return'>, context: BodyContext): string {
  const { returnType } = context.init;
  const { types } = context;
  if (!statement.value) {
    if (returnType !== types.void && !isUnknown(returnType))
      context.report(statement.at, `Return value must be of type: ${returnType.displayName}`, 'return-value');
    if (context.runAsDepth > 0) return 'return [];';
    return context.init.isConstructor ? 'return this;' : 'return;';
  }
  const value = bindExpression(statement.value, context);
  if (returnType === types.void) {
    const what = context.init.isConstructor ? 'Constructors' : 'Void method';
    context.report(statement.at, `${what} must not return a value`, 'return-value');
    return 'return;';
  }
  const { js } = coerce(value, returnType, context, statement.at);
  return context.runAsDepth > 0 ? `return [${js}];` : `return ${js};`;
}

function bindThrow(statement: StatementOf<'throw'>, context: BodyContext): string {
  const value = bindExpression(statement.value, context);
  if (!isUnknown(value.type) && !value.type.isSubtypeOf(context.types.exception))
    context.report(statement.at, `Throw expression must be of type exception: ${value.type.displayName}`, 'throw-type');
  return `throw F.thrown(${required(value)});`;
}

function bindJump(kind: 'break' | 'continue', at: Position, context: BodyContext): Flow {
  if (context.loopDepth === 0)
    context.report(at, `${kind === 'break' ? 'Break' : 'Continue'} statement must be in loop`, 'jump-outside-loop');
  return flow(`${kind};`, false);
}
