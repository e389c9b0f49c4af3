/**
 * Statement trees.
 */
import type {
  AccessLevelContext,
  BlockContext,
  CatchClauseContext,
  ExpressionContext,
  ForControlContext,
  ForStatementContext,
  LocalVariableDeclarationContext,
  QualifiedNameContext,
  StatementContext,
  TryStatementContext,
  VariableDeclaratorsContext,
} from '@apexdevtools/apex-parser';
import type {
  Block,
  CatchClause,
  DmlVerb,
  Expression,
  Statement,
  StatementOf,
  VariableDeclarator,
  WrittenAccessLevel,
} from '../ast';
import { type Build, present, qualifiedName, qualifiedType, typeRef } from './build';
import { expecting } from './errors';
import { expression, expressions } from './expressions';
import { declaredName, modifiers } from './modifiers';
import { switchStatement } from './switch';

export function block(build: Build, context: BlockContext): Block {
  return {
    kind: 'block',
    at: build.at(context),
    statements: context.statement_list().map((each) => statement(build, each)),
    end: build.token(context.RBRACE().symbol),
  };
}

export function statement(build: Build, context: StatementContext): Statement {
  return control(build, context) ?? dml(build, context) ?? simple(build, context);
}

/** An `expression ;`, a declaration and what else ends with a semicolon. */
function simple(build: Build, context: StatementContext): Statement {
  const at = build.at(context);
  const plain = context.expressionStatement();
  if (present(plain)) return { kind: 'expression', at, expression: expression(build, plain.expression()) };
  const variables = context.localVariableDeclarationStatement();
  if (present(variables)) return localVariables(build, variables.localVariableDeclaration());
  const returned = context.returnStatement();
  if (present(returned)) return { kind: 'return', at, value: optional(build, returned.expression()) };
  const thrown = context.throwStatement();
  if (present(thrown)) return { kind: 'throw', at, value: expression(build, thrown.expression()) };
  if (present(context.breakStatement())) return { kind: 'break', at };
  if (present(context.continueStatement())) return { kind: 'continue', at };
  throw new Error(`no such statement: ${context.getText()}`);
}

export function localVariables(build: Build, context: LocalVariableDeclarationContext): StatementOf<'variables'> {
  return {
    kind: 'variables',
    at: build.at(context),
    modifiers: modifiers(build, context.modifier_list()),
    type: typeRef(build, context.typeRef()),
    variables: variableDeclarators(build, context.variableDeclarators()),
  };
}

export function variableDeclarators(build: Build, context: VariableDeclaratorsContext): VariableDeclarator[] {
  return context.variableDeclarator_list().map((each) => ({
    at: build.at(each),
    name: declaredName(build, each.id()),
    initializer: optional(build, each.expression()),
  }));
}

function optional(build: Build, context: ExpressionContext | null): Expression | null {
  return present(context) ? expression(build, context) : null;
}

// ---------------------------------------------------------------- control flow

function control(build: Build, context: StatementContext): Statement | null {
  const at = build.at(context);
  if (present(context.block())) return block(build, context.block());
  const conditional = context.ifStatement();
  if (present(conditional)) {
    const otherwise = conditional.statement(1);
    return {
      kind: 'if',
      at,
      condition: expression(build, conditional.parExpression().expression()),
      then: statement(build, conditional.statement(0)),
      otherwise: present(otherwise) ? statement(build, otherwise) : null,
    };
  }
  const loop = context.forStatement();
  if (present(loop)) return forStatement(build, loop);
  const whileLoop = context.whileStatement();
  if (present(whileLoop)) {
    const condition = expression(build, whileLoop.parExpression().expression());
    return { kind: 'while', at, condition, body: optionalStatement(build, whileLoop.statement()) };
  }
  const doLoop = context.doWhileStatement();
  if (present(doLoop)) {
    const body = block(build, doLoop.block());
    return { kind: 'doWhile', at, condition: expression(build, doLoop.parExpression().expression()), body };
  }
  if (present(context.tryStatement())) return tryStatement(build, context.tryStatement());
  if (present(context.switchStatement())) return switchStatement(build, context.switchStatement());
  const runAs = context.runAsStatement();
  if (present(runAs)) {
    const given = expressions(build, runAs.expressionList());
    return { kind: 'runAs', at, arguments: given, body: block(build, runAs.block()) };
  }
  return null;
}

function optionalStatement(build: Build, context: StatementContext | null): Statement | null {
  return present(context) ? statement(build, context) : null;
}

function forStatement(build: Build, context: ForStatementContext): Statement {
  const at = build.at(context);
  const head = context.forControl();
  const each = head.enhancedForControl();
  if (!present(each)) return { ...countedLoop(build, head, context), at };
  return {
    kind: 'forEach',
    at,
    type: typeRef(build, each.typeRef()),
    name: declaredName(build, each.id()),
    nameAt: build.at(each.id()),
    iterable: expression(build, each.expression()),
    body: optionalStatement(build, context.statement()),
  };
}

function countedLoop(build: Build, head: ForControlContext, context: ForStatementContext): StatementOf<'for'> {
  const init = head.forInit();
  const update = present(head.forUpdate()) ? expressions(build, head.forUpdate().expressionList()) : [];
  const [, second] = update;
  if (second) build.problem(second.at, expecting("')'", ','));
  const declaration = present(init) ? init.localVariableDeclaration() : null;
  return {
    kind: 'for',
    at: build.at(context),
    init: present(declaration)
      ? localVariables(build, declaration)
      : present(init)
        ? expressions(build, init.expressionList())
        : null,
    condition: optional(build, head.expression()),
    update,
    body: optionalStatement(build, context.statement()),
  };
}

function tryStatement(build: Build, context: TryStatementContext): Statement {
  const last = context.finallyBlock();
  return {
    kind: 'try',
    at: build.at(context),
    body: block(build, context.block()),
    catches: context.catchClause_list().map((each) => catchClause(build, each)),
    finally: present(last) ? block(build, last.block()) : null,
  };
}

function catchClause(build: Build, context: CatchClauseContext): CatchClause {
  return {
    at: build.at(context),
    type: qualifiedType(build, context.qualifiedName()),
    name: declaredName(build, context.id()),
    nameAt: build.at(context.id()),
    body: block(build, context.block()),
  };
}

// ---------------------------------------------------------------- DML

interface DmlContext {
  accessLevel(): AccessLevelContext;
}

function dml(build: Build, context: StatementContext): Statement | null {
  const single = singleOperand(context);
  if (single !== null) {
    return dmlStatement(build, context, single.verb, single.context, single.context.expression(), null, null);
  }
  const upsert = context.upsertStatement();
  if (present(upsert)) {
    return dmlStatement(build, context, 'upsert', upsert, upsert.expression(), upsert.qualifiedName(), null);
  }
  const merge = context.mergeStatement();
  if (!present(merge)) return null;
  return dmlStatement(build, context, 'merge', merge, merge.expression(0), null, merge.expression(1));
}

function singleOperand(
  context: StatementContext,
): { verb: DmlVerb; context: DmlContext & { expression(): ExpressionContext } } | null {
  if (present(context.insertStatement())) return { verb: 'insert', context: context.insertStatement() };
  if (present(context.updateStatement())) return { verb: 'update', context: context.updateStatement() };
  if (present(context.deleteStatement())) return { verb: 'delete', context: context.deleteStatement() };
  if (present(context.undeleteStatement())) return { verb: 'undelete', context: context.undeleteStatement() };
  return null;
}

function dmlStatement(
  build: Build,
  whole: StatementContext,
  operation: DmlVerb,
  context: DmlContext,
  value: ExpressionContext,
  key: QualifiedNameContext | null,
  into: ExpressionContext | null,
): Statement {
  return {
    kind: 'dml',
    at: build.at(whole),
    operation,
    access: accessLevel(context.accessLevel()),
    value: expression(build, value),
    key: present(key) ? qualifiedName(key) : null,
    into: optional(build, into),
  };
}

function accessLevel(context: AccessLevelContext | null): WrittenAccessLevel {
  if (!present(context)) return null;
  return present(context.USER()) ? 'user' : 'system';
}
