/** Turns the members of a declaration into members of its type. Super types must have theirs already. */
import type {
  Accessor,
  ConstructorDeclaration,
  FieldDeclaration,
  Member,
  MethodDeclaration,
  Modifiers,
  Parameter,
  Position,
  PropertyDeclaration,
  VariableDeclarator,
} from '../ast';
import { constructorEmitName, fieldEmitName } from '../emit-names';
import { enumMembers } from '../enum-members';
import { findField, sameParameters } from '../resolve/members';
import type { Scope } from '../resolve';
import { UNKNOWN_TYPE } from '../unknown-type';
import type {
  ApexType,
  ConstructorMember,
  FieldMember,
  MethodMember,
  ParameterMember,
  Visibility,
} from '../../values/types';
import type { Draft, Workshop } from './draft';
import type { DeclaredField, DeclaredMethod, InitializationStep } from './model';
import { annotation, annotationsOf, has, visibilityOf } from './modifiers';
import { emitNameOf } from './overrides';

/** What members are added to: a class or interface, or the body of a trigger or anonymous block. */
export interface MemberSink {
  readonly type: ApexType;
  readonly file: string;
  readonly scope: Scope;
  readonly methods: DeclaredMethod[];
  readonly fields: DeclaredField[];
  readonly initialization: InitializationStep[];
}

/** Completes the type of a draft with its members. */
export function completeMembers(draft: Draft, workshop: Workshop): void {
  const { declaration, type } = draft;
  const { innerTypes } = type.members;
  if (declaration.kind === 'enum') {
    type.complete(enumMembers(type, workshop.types));
    return;
  }
  if (declaration.kind === 'interface') {
    for (const each of declaration.methods) addMethod(draft, each, workshop);
    type.complete({ methods: byName(draft.methods), fields: new Map(), constructors: [], innerTypes });
    return;
  }
  addMembers(draft, declaration.members, workshop);
  for (const each of declaration.members) if (each.kind === 'constructor') addConstructor(draft, each, workshop);
  const constructors = [...draft.constructors.map((each) => each.member), ...implicitConstructors(draft, workshop)];
  type.complete({ methods: byName(draft.methods), fields: fieldsByName(draft.fields), constructors, innerTypes });
}

/** Adds fields, properties, methods and initializers. */
export function addMembers(sink: MemberSink, members: readonly Member[], workshop: Workshop): void {
  for (const member of members) {
    if (member.kind === 'method') addMethod(sink, member, workshop);
    else if (member.kind === 'field') addFields(sink, member, workshop);
    else if (member.kind === 'property') addProperty(sink, member, workshop);
    else if (member.kind === 'initializer')
      sink.initialization.push({ kind: 'block', block: member, isStatic: member.isStatic });
  }
}

export function byName(methods: readonly DeclaredMethod[]): Map<string, readonly MethodMember[]> {
  const map = new Map<string, MethodMember[]>();
  for (const { member } of methods) {
    const name = member.name.toLowerCase();
    const overloads = map.get(name);
    if (overloads) overloads.push(member);
    else map.set(name, [member]);
  }
  return map;
}

export function fieldsByName(fields: readonly DeclaredField[]): Map<string, FieldMember> {
  return new Map(fields.map(({ member }) => [member.name.toLowerCase(), member]));
}

// ---------------------------------------------------------------- methods and constructors

function addMethod(sink: MemberSink, declaration: MethodDeclaration, workshop: Workshop): void {
  const { modifiers } = declaration;
  const inInterface = sink.type.kind === 'interface';
  const parameters = parametersOf(declaration.parameters, sink, workshop);
  const returnType = declaration.returnType ? workshop.typeOf(declaration.returnType, sink.scope) : workshop.types.void;
  const unnamed: MethodMember = {
    ...base(sink, declaration.name, modifiers, declaration.nameAt, inInterface ? 'public' : 'private'),
    kind: 'method',
    parameters,
    returnType,
    isAbstract: inInterface || has(modifiers, 'abstract'),
    // An override may be overridden again.
    isVirtual: inInterface || ['virtual', 'abstract', 'override'].some((each) => has(modifiers, each)),
    isOverride: has(modifiers, 'override'),
    implementation: null,
    emitName: '',
  };
  if (sink.methods.some(({ member }) => isSameMethod(member, unnamed))) {
    const types = parameters.map((each) => each.type.displayName).join(', ');
    workshop.report(
      sink.file,
      declaration.nameAt,
      `Method already defined: ${declaration.name} ${returnType.displayName} ${sink.type.displayName}.${declaration.name}(${types}) from the type ${sink.type.displayName}`,
      'duplicate-method',
    );
    return;
  }
  sink.methods.push({ member: { ...unnamed, emitName: emitNameOf(unnamed, workshop.types) }, declaration });
}

function isSameMethod(a: MethodMember, b: MethodMember): boolean {
  return a.name.toLowerCase() === b.name.toLowerCase() && clash(a.parameters, b.parameters);
}

/** The same parameters, as far as they could be resolved. */
function clash(a: readonly ParameterMember[], b: readonly ParameterMember[]): boolean {
  return sameParameters(a, b) && !a.some((each) => each.type === UNKNOWN_TYPE);
}

function addConstructor(draft: Draft, declaration: ConstructorDeclaration, workshop: Workshop): void {
  const { type } = draft;
  if (declaration.name.toLowerCase() !== type.name.toLowerCase()) {
    workshop.report(
      draft.file,
      declaration.nameAt,
      `Invalid constructor name: ${declaration.name}`,
      'constructor-name',
    );
    return;
  }
  const parameters = parametersOf(declaration.parameters, draft, workshop);
  const types = parameters.map((each) => each.type.displayName).join(', ');
  const written = `[${type.displayName}].<Constructor>(${types})`;
  if (draft.constructors.some(({ member }) => clash(member.parameters, parameters))) {
    workshop.report(draft.file, declaration.nameAt, `Constructor already defined: ${written}`, 'duplicate-constructor');
    return;
  }
  if (exceptionConstructors(draft, workshop).some((each) => sameParameters(each.parameters, parameters))) {
    workshop.report(
      draft.file,
      declaration.nameAt,
      `System exception constructor already defined: void <init>(${types})`,
      'duplicate-constructor',
    );
    return;
  }
  const member: ConstructorMember = {
    ...base(draft, declaration.name, declaration.modifiers, declaration.nameAt, 'private'),
    kind: 'constructor',
    parameters,
    implementation: null,
    emitName: constructorEmitName(parameters.map((each) => each.type)),
  };
  draft.constructors.push({ member, declaration });
}

/** A class without constructors has a public one without arguments; exceptions have those of `Exception` besides. */
function implicitConstructors(draft: Draft, workshop: Workshop): readonly ConstructorMember[] {
  const inherited = exceptionConstructors(draft, workshop);
  if (inherited.length || draft.constructors.length) return inherited;
  return [implicitConstructor(draft.type, [])];
}

/** Custom exceptions inherit the constructors of `Exception`: none, message, cause, both. */
function exceptionConstructors(draft: Draft, workshop: Workshop): readonly ConstructorMember[] {
  const { exception } = workshop.types;
  if (!draft.type.isSubtypeOf(exception)) return [];
  const declared = exception.members.constructors;
  return declared.map((each) => implicitConstructor(draft.type, each.parameters));
}

function implicitConstructor(owner: ApexType, parameters: readonly ParameterMember[]): ConstructorMember {
  return {
    kind: 'constructor',
    name: owner.name,
    owner,
    isStatic: false,
    visibility: 'public',
    isTestVisible: false,
    annotations: [],
    at: null,
    parameters,
    implementation: null,
    emitName: constructorEmitName(parameters.map((each) => each.type)),
  };
}

function parametersOf(
  parameters: readonly Parameter[],
  { scope, file }: Pick<MemberSink, 'scope' | 'file'>,
  workshop: Workshop,
): ParameterMember[] {
  return parameters.map((each) => {
    for (const keyword of each.modifiers.keywords)
      if (keyword !== 'final') workshop.report(file, each.at, `${keyword} is not allowed on parameters`, 'modifiers');
    return { name: each.name, type: workshop.typeOf(each.type, scope) };
  });
}

// ---------------------------------------------------------------- fields and properties

function addFields(sink: MemberSink, declaration: FieldDeclaration, workshop: Workshop): void {
  const type = workshop.typeOf(declaration.type, sink.scope);
  const common = base(sink, '', declaration.modifiers, declaration.at, 'private');
  for (const variable of declaration.variables) {
    const member: FieldMember = {
      ...common,
      kind: 'field',
      name: variable.name,
      at: { file: sink.file, ...variable.at },
      type,
      isFinal: has(declaration.modifiers, 'final'),
      isTransient: has(declaration.modifiers, 'transient'),
      getter: common.visibility,
      setter: common.visibility,
      implementation: null,
      emitName: fieldEmitName(variable.name, hiddenFields(sink.type, variable.name)),
    };
    addField(sink, { member, declaration, variable }, variable, workshop);
  }
}

function addProperty(sink: MemberSink, declaration: PropertyDeclaration, workshop: Workshop): void {
  const common = base(sink, declaration.name, declaration.modifiers, declaration.nameAt, 'private');
  const overridden =
    has(declaration.modifiers, 'override') && sink.type.superType && findField(sink.type.superType, declaration.name);
  const member: FieldMember = {
    ...common,
    kind: 'property',
    type: workshop.typeOf(declaration.type, sink.scope),
    isFinal: has(declaration.modifiers, 'final'),
    isTransient: has(declaration.modifiers, 'transient'),
    getter: accessorVisibility(declaration.getter, common.visibility),
    setter: accessorVisibility(declaration.setter, common.visibility),
    implementation: null,
    emitName: overridden
      ? overridden.emitName
      : fieldEmitName(declaration.name, hiddenFields(sink.type, declaration.name)),
  };
  for (const accessor of [declaration.getter, declaration.setter]) {
    const visibility = accessorVisibility(accessor, common.visibility);
    if (accessor && visibility && OPENNESS[visibility] > OPENNESS[common.visibility]) {
      workshop.report(
        sink.file,
        accessor.at,
        `Cannot declare ${visibility} accessor on ${common.visibility} property`,
        'accessor-visibility',
      );
    }
  }
  addField(sink, { member, declaration, variable: null }, declaration, workshop);
}

const OPENNESS: Readonly<Record<Visibility, number>> = { private: 0, protected: 1, public: 2, global: 3 };

function accessorVisibility(accessor: Accessor | null, property: Visibility): Visibility | null {
  return accessor && visibilityOf(accessor.modifiers, property);
}

function addField(
  sink: MemberSink,
  field: DeclaredField,
  place: VariableDeclarator | PropertyDeclaration,
  workshop: Workshop,
): void {
  const name = field.member.name.toLowerCase();
  if (sink.fields.some(({ member }) => member.name.toLowerCase() === name)) {
    workshop.report(sink.file, place.at, `Duplicate field: ${field.member.name}`, 'duplicate-field');
    return;
  }
  sink.fields.push(field);
  sink.initialization.push({ kind: 'field', field, isStatic: field.member.isStatic });
}

/** How many super classes have a field of this name: each keeps its own. */
function hiddenFields(type: ApexType, name: string): number {
  let count = 0;
  for (let each = type.superType; each; each = each.superType) if (each.members.fields.has(name.toLowerCase())) count++;
  return count;
}

// ---------------------------------------------------------------- shared

function base(sink: MemberSink, name: string, modifiers: Modifiers, at: Position, otherwise: Visibility) {
  return {
    name,
    owner: sink.type,
    isStatic: has(modifiers, 'static') || has(modifiers, 'testmethod'),
    visibility: visibilityOf(modifiers, otherwise),
    isTestVisible: annotation(modifiers, 'testvisible') !== undefined,
    annotations: annotationsOf(modifiers),
    at: { file: sink.file, line: at.line, column: at.column },
  };
}
