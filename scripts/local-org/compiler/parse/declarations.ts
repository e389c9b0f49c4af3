/**
 * Classes, interfaces, enums, their members, triggers and anonymous blocks.
 */
import type {
  AnonymousBlockMemberContext,
  AnonymousMemberDeclarationContext,
  AnonymousUnitContext,
  ClassBodyDeclarationContext,
  ClassDeclarationContext,
  CompilationUnitContext,
  ConstructorDeclarationContext,
  EnumDeclarationContext,
  FormalParametersContext,
  InterfaceDeclarationContext,
  InterfaceMethodDeclarationContext,
  MemberDeclarationContext,
  MethodDeclarationContext,
  PropertyDeclarationContext,
  TriggerBlockMemberContext,
  TriggerCaseContext,
  TriggerMemberDeclarationContext,
  TriggerUnitContext,
  TypeDeclarationContext,
} from '@apexdevtools/apex-parser';
import type {
  Accessor,
  AnonymousUnit,
  ClassUnit,
  ConstructorDeclaration,
  EnumDeclaration,
  InterfaceDeclaration,
  Member,
  MethodDeclaration,
  Modifiers,
  Parameter,
  Position,
  PropertyDeclaration,
  Statement,
  TriggerCase,
  TriggerUnit,
  TypeDeclaration,
} from '../ast';
import { type Build, present, qualifiedName, typeRef, word } from './build';
import { expecting } from './errors';
import { declaredName, methodName, modifiers } from './modifiers';
import { block, statement, variableDeclarators } from './statements';

export function classUnit(build: Build, context: CompilationUnitContext): ClassUnit {
  return { kind: 'classUnit', declaration: topLevelType(build, context.typeDeclaration()) };
}

function topLevelType(build: Build, context: TypeDeclarationContext): TypeDeclaration {
  const written = modifiers(build, context.modifier_list());
  const declaration = typeDeclaration(build, context, written, build.at(context));
  if (declaration === null) throw new Error('a unit without a type');
  return declaration;
}

/** The rules that may declare a type; which of them depends on the place. */
interface TypeHolder {
  classDeclaration(): ClassDeclarationContext;
  interfaceDeclaration(): InterfaceDeclarationContext;
  enumDeclaration(): EnumDeclarationContext;
}

function typeDeclaration(build: Build, holder: TypeHolder, written: Modifiers, at: Position): TypeDeclaration | null {
  if (present(holder.classDeclaration())) return classDeclaration(build, holder.classDeclaration(), written, at);
  if (present(holder.interfaceDeclaration())) {
    return interfaceDeclaration(build, holder.interfaceDeclaration(), written, at);
  }
  if (present(holder.enumDeclaration())) return enumDeclaration(build, holder.enumDeclaration(), written, at);
  return null;
}

function classDeclaration(
  build: Build,
  context: ClassDeclarationContext,
  written: Modifiers,
  at: Position,
): TypeDeclaration {
  const base = context.typeRef();
  const interfaces = context.typeList();
  return {
    kind: 'class',
    at,
    nameAt: build.at(context.id()),
    name: declaredName(build, context.id()),
    modifiers: written,
    extends: present(base) ? typeRef(build, base) : null,
    implements: present(interfaces) ? interfaces.typeRef_list().map((each) => typeRef(build, each)) : [],
    members: context
      .classBody()
      .classBodyDeclaration_list()
      .flatMap((each) => classMember(build, each) ?? []),
  };
}

function interfaceDeclaration(
  build: Build,
  context: InterfaceDeclarationContext,
  written: Modifiers,
  at: Position,
): InterfaceDeclaration {
  const bases = context.typeList();
  const [, second] = present(bases) ? bases.typeRef_list() : [];
  if (second) build.problem(build.at(second), expecting("'{'", ','));
  const methods = context.interfaceBody().interfaceMethodDeclaration_list();
  return {
    kind: 'interface',
    at,
    nameAt: build.at(context.id()),
    name: declaredName(build, context.id()),
    modifiers: written,
    extends: present(bases) ? bases.typeRef_list().map((each) => typeRef(build, each)) : [],
    methods: methods.map((each) => method(build, each, modifiers(build, each.modifier_list()), build.at(each))),
  };
}

function enumDeclaration(
  build: Build,
  context: EnumDeclarationContext,
  written: Modifiers,
  at: Position,
): EnumDeclaration {
  const constants = context.enumConstants();
  return {
    kind: 'enum',
    at,
    nameAt: build.at(context.id()),
    name: declaredName(build, context.id()),
    modifiers: written,
    constants: present(constants)
      ? constants.id_list().map((each) => ({ name: methodName(build, each), at: build.at(each) }))
      : [],
  };
}

// ---------------------------------------------------------------- members

function classMember(build: Build, context: ClassBodyDeclarationContext): Member | null {
  const initializer = context.block();
  if (present(initializer)) {
    const isStatic = present(context.STATIC());
    return { kind: 'initializer', at: build.at(context), isStatic, body: block(build, initializer) };
  }
  const declaration = context.memberDeclaration();
  if (!present(declaration)) {
    // The parser lets a semicolon stand by itself, the platform's does not.
    build.problem(build.at(context), expecting("'}'", ';'));
    return null;
  }
  const written = modifiers(build, context.modifier_list());
  const at = build.at(context);
  const constructor = declaration.constructorDeclaration();
  return present(constructor)
    ? constructorDeclaration(build, constructor, written, at)
    : member(build, declaration, written, at);
}

type MemberHolder = MemberDeclarationContext | TriggerMemberDeclarationContext | AnonymousMemberDeclarationContext;

function member(build: Build, context: MemberHolder, written: Modifiers, at: Position): Member {
  if (present(context.methodDeclaration())) return method(build, context.methodDeclaration(), written, at);
  const field = context.fieldDeclaration();
  if (present(field)) {
    const variables = variableDeclarators(build, field.variableDeclarators());
    return { kind: 'field', at, modifiers: written, type: typeRef(build, field.typeRef()), variables };
  }
  if (present(context.propertyDeclaration())) return property(build, context.propertyDeclaration(), written, at);
  const type = typeDeclaration(build, context, written, at);
  if (type === null) throw new Error(`no such member: ${context.getText()}`);
  return type;
}

function method(
  build: Build,
  context: MethodDeclarationContext | InterfaceMethodDeclarationContext,
  written: Modifiers,
  at: Position,
): MethodDeclaration {
  const type = context.typeRef();
  const body = 'block' in context ? context.block() : null;
  return {
    kind: 'method',
    at,
    nameAt: build.at(context.id()),
    name: methodName(build, context.id()),
    modifiers: written,
    returnType: present(type) ? typeRef(build, type) : null,
    parameters: parameters(build, context.formalParameters()),
    body: present(body) ? block(build, body) : null,
  };
}

function constructorDeclaration(
  build: Build,
  context: ConstructorDeclarationContext,
  written: Modifiers,
  at: Position,
): ConstructorDeclaration {
  const names = qualifiedName(context.qualifiedName());
  return {
    kind: 'constructor',
    at,
    nameAt: build.at(context.qualifiedName()),
    name: names.join('.'),
    modifiers: written,
    parameters: parameters(build, context.formalParameters()),
    body: block(build, context.block()),
  };
}

function parameters(build: Build, context: FormalParametersContext): Parameter[] {
  const list = context.formalParameterList();
  if (!present(list)) return [];
  return list.formalParameter_list().map((each) => ({
    at: build.at(each),
    nameAt: build.at(each.id()),
    name: declaredName(build, each.id()),
    type: typeRef(build, each.typeRef()),
    modifiers: modifiers(build, each.modifier_list()),
  }));
}

function property(
  build: Build,
  context: PropertyDeclarationContext,
  written: Modifiers,
  at: Position,
): PropertyDeclaration {
  let getter: Accessor | null = null;
  let setter: Accessor | null = null;
  if (context.propertyBlock_list().length === 0) build.unexpected(at, '}');
  for (const each of context.propertyBlock_list()) {
    const accessor = present(each.getter()) ? each.getter() : each.setter();
    const body = accessor.block();
    const built: Accessor = {
      at: build.at(each),
      modifiers: modifiers(build, each.modifier_list()),
      body: present(body) ? block(build, body) : null,
    };
    const isGetter = present(each.getter());
    if ((isGetter ? getter : setter) !== null) build.unexpected(build.at(accessor), word(accessor));
    if (isGetter) getter = built;
    else setter = built;
  }
  return {
    kind: 'property',
    at,
    nameAt: build.at(context.id()),
    name: declaredName(build, context.id()),
    modifiers: written,
    type: typeRef(build, context.typeRef()),
    getter,
    setter,
  };
}

// ---------------------------------------------------------------- triggers and anonymous blocks

export function triggerUnit(build: Build, context: TriggerUnitContext): TriggerUnit {
  const body = context.triggerBlock();
  const split = splitBody(build, body.triggerBlockMember_list());
  return {
    kind: 'triggerUnit',
    at: build.at(context),
    nameAt: build.at(context.id(0)),
    name: declaredName(build, context.id(0)),
    object: word(context.id(1)),
    objectAt: build.at(context.id(1)),
    cases: context.triggerCase_list().map((each) => triggerCase(build, each)),
    members: split.members,
    body: {
      kind: 'block',
      at: build.at(body),
      statements: split.statements,
      end: build.token(body.RBRACE().symbol),
    },
  };
}

function triggerCase(build: Build, context: TriggerCaseContext): TriggerCase {
  const when = present(context.BEFORE()) ? 'before' : 'after';
  const verb = context.getChild(1).getText().toLowerCase();
  if (when === 'before' && verb === 'undelete') build.unexpected(build.at(context), 'undelete');
  return `${when}${verb.charAt(0).toUpperCase()}${verb.slice(1)}` as TriggerCase;
}

export function anonymousUnit(build: Build, context: AnonymousUnitContext): AnonymousUnit {
  const at: Position = { line: 1, column: 1 };
  const split = splitBody(build, context.anonymousBlock().anonymousBlockMember_list());
  const end = build.token(context.EOF().symbol);
  return {
    kind: 'anonymousUnit',
    at,
    members: split.members,
    body: { kind: 'block', at, statements: split.statements, end },
  };
}

/**
 * Statements and declarations in the order they stand. The grammar reads `Integer x = 1;` as a field here; it is a statement
 * unless it is declared static.
 */
function splitBody(
  build: Build,
  contexts: readonly (TriggerBlockMemberContext | AnonymousBlockMemberContext)[],
): { statements: Statement[]; members: Member[] } {
  const statements: Statement[] = [];
  const members: Member[] = [];
  for (const context of contexts) {
    const written = context.statement();
    if (present(written)) {
      statements.push(statement(build, written));
      continue;
    }
    const declared = member(
      build,
      declarationOf(context),
      modifiers(build, context.modifier_list()),
      build.at(context),
    );
    if (declared.kind === 'field' && !declared.modifiers.keywords.includes('static')) {
      statements.push({ ...declared, kind: 'variables' });
    } else {
      members.push(declared);
    }
  }
  return { statements, members };
}

function declarationOf(context: TriggerBlockMemberContext | AnonymousBlockMemberContext): MemberHolder {
  return 'triggerMemberDeclaration' in context
    ? context.triggerMemberDeclaration()
    : context.anonymousMemberDeclaration();
}
