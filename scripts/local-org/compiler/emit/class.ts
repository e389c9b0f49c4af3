/** Emits a class: a JavaScript class whose members have the names the binder calls them by. */
import type { Accessor, Parameter } from '../ast';
import { atLine } from './text';
import { onLine } from '../bind/blocks';
import { coerce } from '../bind/coerce';
import { UNKNOWN_TYPE, type BodyContext, type BodyInit, type ProgramContext } from '../bind/context';
import { bindExpression } from '../bind/expressions';
import { hasAccessors, storageName } from '../bind/fields';
import { constructorName, depthOf } from '../bind/invoke';
import { bindBlock } from '../bind/statements';
import type {
  Bridge,
  DeclaredConstructor,
  DeclaredField,
  DeclaredMethod,
  DeclaredType,
  EffectiveSharing,
  InitializationStep,
} from '../declare/model';
import { scopeOf } from '../resolve';
import type { ApexType, ConstructorMember, FieldMember } from '../../values/types';
import { emitBlockBody, emitBody, stopAt, type BodyParameter, type BodyRequest } from './body';
import type { ModuleTables } from './module';

/** What a class, and the members of a trigger or anonymous block, have in common. */
export interface ClassLike {
  readonly type: ApexType;
  readonly file: string;
  readonly apiVersion: number;
  readonly sharing: EffectiveSharing;
  readonly methods: readonly DeclaredMethod[];
  readonly constructors: readonly DeclaredConstructor[];
  readonly fields: readonly DeclaredField[];
  readonly initialization: readonly InitializationStep[];
  readonly bridges: readonly Bridge[];
  /** How stack traces name it: `Class.Foo`, `Trigger.Foo`, `AnonymousBlock`. */
  readonly label: string;
  readonly triggerObject: ApexType | null;
}

/** A declared class as the emitter takes it. */
export function classLike(declared: DeclaredType): ClassLike {
  return {
    type: declared.type,
    file: declared.file,
    apiVersion: declared.apiVersion,
    sharing: declared.sharing,
    methods: declared.methods,
    constructors: declared.constructors,
    fields: declared.fields,
    initialization: declared.initialization,
    bridges: declared.bridges,
    label: `Class.${declared.type.displayName}`,
    triggerObject: null,
  };
}

export class ClassEmitter {
  private readonly hasStatics: boolean;

  constructor(
    private readonly program: ProgramContext,
    private readonly tables: ModuleTables,
    private readonly source: ClassLike,
  ) {
    this.hasStatics = source.initialization.some((each) => each.isStatic);
  }

  /** `()=>{class … ; return …}`: run once, when the class is first used. */
  emit(extra = ''): string {
    const { type } = this.source;
    const { superType } = type;
    const base =
      !superType || superType === this.program.types.object
        ? '$.objectBase'
        : this.program.declarations.of(superType)
          ? this.tables.classReference(superType)
          : `$.baseOf(${this.tables.type(superType)})`;
    const members = [
      this.slots(),
      ...this.source.methods.map((each) => this.method(each)),
      ...this.constructors(),
      ...this.accessors(false),
      ...this.source.bridges.map((each) => this.bridge(each)),
      this.fieldInitializer(),
      this.staticHolder(),
      this.staticInitializer(),
      extra,
    ];
    // The members of a trigger or anonymous block belong to a type that nobody can ask for.
    const isNamed = this.program.declarations.of(type) !== undefined;
    const typeGetter = isNamed ? `get $type(){return ${this.tables.type(type)};}` : '';
    return `()=>class extends ${base}{${typeGetter}${members.join('')}}`;
  }

  /** Every instance slot exists from the start, so that all instances have one shape. */
  private slots(): string {
    const slots = this.source.fields
      .filter(({ member }) => !member.isStatic)
      .map((each) => `this.${slotName(each)}=null;`);
    return slots.length ? `constructor(){super();${slots.join('')}}` : '';
  }

  private init(changes: Partial<BodyInit>): BodyInit {
    const { type, file, apiVersion, sharing, triggerObject } = this.source;
    return {
      scope: scopeOf(type, file),
      isStatic: false,
      returnType: this.program.types.void,
      assignsFinals: [],
      apiVersion,
      sharing,
      triggerObject,
      ...changes,
    };
  }

  private request(name: string, at: BodyRequest['at'], init: Partial<BodyInit>): BodyRequest {
    return {
      program: this.program,
      tables: this.tables,
      init: this.init(init),
      name: `${this.source.label}${name}`,
      at,
    };
  }

  /** Makes sure the statics are there: the first use of the class runs its static initialisers. */
  private entry(): string {
    return this.hasStatics ? `${this.tables.statics(this.source.type)};` : '';
  }

  private method({ member, declaration }: DeclaredMethod): string {
    if (!declaration.body) return '';
    const request = this.request(`.${member.name}`, declaration.at, {
      isStatic: member.isStatic,
      returnType: member.returnType,
    });
    const parameters = parametersOf(declaration.parameters, member.parameters);
    const prologue = member.isStatic ? this.entry() : '';
    return `${member.isStatic ? 'static ' : ''}${member.emitName}${emitBlockBody({ ...request, parameters, prologue }, declaration.body)}`;
  }

  private constructors(): string[] {
    const declared = this.source.constructors.map((each) => this.constructorOf(each));
    const written = new Set(this.source.constructors.map((each) => each.member));
    const implicit = this.source.type.members.constructors.filter((each) => !written.has(each));
    return [...declared, ...implicit.map((each) => this.implicitConstructor(each))];
  }

  /**
   * Before the constructor's statements come the super class's constructor, unless they call it, and then the fields. So
   * they are initialised before a `super(…)` that is written and after one that is not: no page says so, but public
   * suites that pass on the platform depend on both, and the syntax tree of its compiler has one such step for either.
   */
  private constructorOf({ member, declaration }: DeclaredConstructor): string {
    const request = this.request('.<init>', declaration.at, { isConstructor: true, assignsFinals: ['instance'] });
    const [first] = declaration.body.statements;
    const call =
      first?.kind === 'expression' && first.expression.kind === 'call' && !first.expression.target
        ? first.expression.name.toLowerCase()
        : '';
    const fields = `this.${this.initializerName}();`;
    const parameters = parametersOf(declaration.parameters, member.parameters);
    const all = { ...request, parameters, epilogue: 'return this;' };
    if (call !== 'this' && call !== 'super') {
      const prologue = `${this.entry()}${this.superConstructor(declaration.at)}${fields}`;
      return `${constructorName(member)}${emitBlockBody({ ...all, prologue }, declaration.body)}`;
    }
    // `this(…)` leaves the fields to the other constructor.
    const prologue = `${this.entry()}${call === 'super' ? fields : ''}`;
    return `${constructorName(member)}${emitBlockBody({ ...all, prologue }, declaration.body)}`;
  }

  /** The super class's constructor without arguments, where none is called. */
  private superConstructor(at: BodyRequest['at']): string {
    const { superType } = this.source.type;
    if (!superType || !this.program.declarations.of(superType)) return '';
    const scope = scopeOf(this.source.type, this.source.file);
    const found = this.program.resolver.resolveConstructor(superType, [], scope, 'chain');
    if (!found.member) {
      const isMissing = found.rule === 'unknown-constructor';
      const none = `No default constructor available in super type: ${superType.displayName}`;
      this.program.problems.report(this.source.file, at, isMissing ? none : found.problem, found.rule);
      return '';
    }
    return `this.${constructorName(found.member)}();`;
  }

  /**
   * The constructor a class has without writing it; for exceptions those of `Exception`.
   */
  private implicitConstructor(member: ConstructorMember): string {
    const { types } = this.program;
    const names = member.parameters.map((_, index) => `p${index}`);
    const message = member.parameters.findIndex((each) => each.type === types.string);
    const cause = member.parameters.findIndex((each) => each.type === types.exception);
    const isException = this.source.type.isSubtypeOf(types.exception);
    const initialise = isException
      ? `this.initialise(${names[message] ?? 'null'},${names[cause] ?? 'null'});`
      : this.superConstructor(this.at);
    return `${constructorName(member)}(${names.join(',')}){${this.entry()}${initialise}this.${this.initializerName}();return this;}`;
  }

  private get at(): BodyRequest['at'] {
    return this.program.declarations.of(this.source.type)?.declaration.at ?? { line: 1, column: 1 };
  }

  private get initializerName(): string {
    return `$fields${depthOf(this.source.type)}`;
  }

  private bridge({ from, target, problem }: Bridge): string {
    if (!target) return `${from}(){${stopAt(problem, from)}}`;
    const call = target.isStatic
      ? `${this.tables.classReference(target.owner)}.${target.emitName}`
      : `this.${target.emitName}`;
    return `${from}(...args){return ${call}(...args);}`;
  }

  // -------------------------------------------------------------- properties

  private accessors(isStatic: boolean): string[] {
    return this.source.fields
      .filter((each) => each.member.isStatic === isStatic && hasAccessors(each))
      .flatMap((each) => {
        const { declaration, member } = each;
        if (declaration.kind !== 'property') return [];
        return [this.getter(member, declaration.getter), this.setter(member, declaration.setter)];
      });
  }

  private getter(member: FieldMember, accessor: Accessor | null): string {
    if (!accessor) return `get ${member.emitName}(){return this.${storageName(member)};}`;
    const request = this.accessorRequest(member, accessor, member.type);
    if (!accessor.body) return `get ${member.emitName}(){return this.${storageName(member)};}`;
    return `get ${member.emitName}${emitBlockBody(request, accessor.body)}`;
  }

  private setter(member: FieldMember, accessor: Accessor | null): string {
    if (!accessor?.body) return `set ${member.emitName}(value_){this.${storageName(member)}=value_;}`;
    const request = this.accessorRequest(member, accessor, this.program.types.void);
    const parameters: BodyParameter[] = [{ name: 'value', type: member.type, at: accessor.at }];
    return `set ${member.emitName}${emitBlockBody({ ...request, parameters }, accessor.body)}`;
  }

  private accessorRequest(member: FieldMember, accessor: Accessor, returnType: ApexType): BodyRequest {
    return this.request(`.__sfdc_${member.name}`, accessor.at, {
      isStatic: member.isStatic,
      returnType,
      ownProperty: member,
    });
  }

  // -------------------------------------------------------------- initialisation

  /** Field initialisers and initializer blocks, in the order they are written. */
  private fieldInitializer(): string {
    const steps = this.source.initialization.filter((each) => !each.isStatic);
    const request = this.request('.<init>', this.at, { assignsFinals: ['instance', 'static'] });
    return `${this.initializerName}${emitBody(request, (context) => steps.map((each) => this.step(each, context)).join(''))}`;
  }

  private staticHolder(): string {
    if (!this.hasStatics) return '';
    const slots = this.source.fields.filter(({ member }) => member.isStatic).map((each) => `${slotName(each)}:null`);
    return `static $statics(){return {${[...slots, ...this.accessors(true)].join(',')}};}`;
  }

  private staticInitializer(): string {
    if (!this.hasStatics) return '';
    const steps = this.source.initialization.filter((each) => each.isStatic);
    const request = this.request('.<clinit>', this.at, { isStatic: true, assignsFinals: ['static'] });
    return `static $initialise${emitBody(request, (context) => steps.map((each) => this.step(each, context)).join(''))}`;
  }

  private step(step: InitializationStep, context: BodyContext): string {
    if (step.kind === 'block') return bindBlock(step.block.body, context).js;
    const { member, variable } = step.field;
    const initializer = variable?.initializer;
    if (!initializer || !variable) return '';
    return onLine(variable.at, context, () => {
      context.initializing = member;
      const value = coerce(bindExpression(initializer, context), member.type, context, variable.at).js;
      context.initializing = null;
      const target = member.isStatic ? this.tables.statics(member.owner) : 'this';
      return `${atLine(variable.at.line)}${this.tables.cover(variable.at.line)}${target}.${member.emitName}=${value};`;
    });
  }
}

/** Where an instance or the holder of statics keeps a field. */
function slotName(field: DeclaredField): string {
  return hasAccessors(field) ? storageName(field.member) : field.member.emitName;
}

function parametersOf(
  declared: readonly Parameter[],
  members: readonly { readonly type: ApexType }[],
): BodyParameter[] {
  return declared.map((each, index) => ({
    name: each.name,
    type: members[index]?.type ?? UNKNOWN_TYPE,
    at: each.nameAt,
  }));
}
