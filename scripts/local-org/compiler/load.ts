/** A compiled program, ready to run: what the platform, the runner and `org.ts` call. */
import { apexException, FatalError, UnsupportedError, ApexException, type ApexFrame } from '../values/errors';
import { ApexList } from '../values/list';
import { ApexMap } from '../values/map';
import { ApexSet } from '../values/set';
import { SObjectValue } from '../values/sobject';
import { typeOf } from '../values/operations';
import type { AnnotationMember, ApexType, ConstructorMember, MethodMember } from '../values/types';
import type { Value } from '../values/value';
import { constructorName, depthOf } from './bind/invoke';
import type { TriggerCase } from './ast';
import type { DeclaredTrigger } from './declare';
import { anonymousClassName } from './emit/program';
import { Linker } from './link';
import { findMethods } from './resolve/members';
import { outermost, type Scope } from './resolve/scope';
import { isVisible } from './resolve/visibility';
import { Runtime, type EmittedClass } from './runtime/runtime';
import { StackMapper } from './stack';
import { makeStub, type StubCall } from './stub';
import type { ApexHost } from './runtime/host';
import type { AnonymousProgram, Program } from './index';

export interface LoadedTrigger {
  readonly name: string;
  /** API name of its object. */
  readonly object: string;
  readonly cases: readonly TriggerCase[];
  readonly file: string;
  /** Runs its body once, in the running transaction. */
  run(): void;
}

/** A class with test methods. */
export interface TestClass {
  readonly className: string;
  readonly file: string;
  readonly annotations: readonly AnnotationMember[];
  /** `@TestSetup` methods, in the order declared. */
  readonly setups: readonly TestMethod[];
  readonly tests: readonly TestMethod[];
}

export interface TestMethod {
  readonly name: string;
  readonly line: number;
  readonly annotations: readonly AnnotationMember[];
}

/** Lines of one class or trigger with something to execute. */
export interface FileCoverage {
  readonly name: string;
  readonly file: string;
  readonly covered: readonly number[];
  readonly uncovered: readonly number[];
}

type Callable = Readonly<Record<string, unknown>>;

/** Loads a program into the host it runs in. Classes are evaluated when they are first used. */
export function load(program: Program, host: ApexHost): LoadedProgram {
  return new LoadedProgram(program, host);
}

export class LoadedProgram {
  private readonly stack = new StackMapper();
  private readonly linker: Linker;
  private readonly runtime: Runtime;
  readonly triggers: readonly LoadedTrigger[];

  constructor(
    private readonly program: Program,
    host: ApexHost,
  ) {
    this.linker = new Linker(program.types, this.stack);
    this.runtime = new Runtime(this.linker, host);
    this.linker.use(this.runtime);
    for (const each of program.modules) this.linker.add(each);
    this.triggers = program.declarations.triggers.map((each) => this.trigger(each));
  }

  get types(): Program['types'] {
    return this.program.types;
  }

  /** Empty holders of static state, for a transaction. */
  newStatics(): unknown[] {
    return new Array<unknown>(this.linker.size).fill(undefined);
  }

  /** Accounts for steps not yet spent: call it before the transaction or its meter changes. */
  settleSteps(): void {
    this.runtime.settleSteps();
  }

  /** Has the meter asked at every so manieth step, for who must stop Apex at a certain statement; null is as usual. */
  countEvery(steps: number | null): void {
    this.runtime.askEvery(steps);
  }

  // -------------------------------------------------------------- calling Apex

  /**
   * Calls a static method by name. Overloads are told apart by the number of arguments alone.
   *
   * @throws Error when there is no such method; what the method throws, with endless recursion as a LimitError
   */
  invokeStatic(className: string, methodName: string, args: readonly Value[] = []): Value {
    const type = this.requiredClass(className);
    const method = this.method(type, methodName, args.length, true);
    return this.guarded(() => this.call(this.jsClass(method.owner), method.emitName, args));
  }

  /** Calls an instance method by name, as {@link invokeStatic} does. */
  invoke(target: object, methodName: string, args: readonly Value[] = []): Value {
    const type = typeOf(target);
    if (!type) throw new Error('no target');
    const method = this.method(type, methodName, args.length, false);
    return this.guarded(() =>
      this.runtime.invokeVirtual(target, method.emitName, methodName.toLowerCase(), null, ...args),
    );
  }

  /**
   * Calls what an object implements for a library interface: `invokeInterface(job, 'System.Queueable', 'execute', …)`.
   * An interface with two methods of a name (`Database.Batchable.start`) calls the one that is there.
   */
  invokeInterface(target: object, interfaceName: string, methodName: string, args: readonly Value[]): Value {
    const type = this.types.lookup(interfaceName);
    const methods = type ? findMethods(type, methodName, this.types) : [];
    const own = methods.filter((each) => each.parameters.length === args.length);
    const found = own.find((each) => typeof (target as Callable)[each.emitName] === 'function') ?? own[0];
    if (!found) throw new Error(`${interfaceName} has no method ${methodName} with ${args.length} parameters`);
    return this.guarded(() =>
      this.runtime.invokeVirtual(target, found.emitName, methodName.toLowerCase(), null, ...args),
    );
  }

  /** Iterates a List, a Set, a query locator or an Apex `Iterable`. */
  iterate(iterable: object): Iterable<Value> {
    return this.runtime.iterate(iterable);
  }

  /**
   * `new Type(…)` for the running code: of the constructors of a class those it sees.
   *
   * @throws System.TypeException when there is no such constructor
   * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_type.htm
   */
  newInstance(type: ApexType, args: readonly Value[] = []): Value {
    const { types } = this;
    const object = types.objectSchema(type);
    if (object) return new SObjectValue(object);
    if (args.length === 0 && types.isList(type)) return new ApexList(type);
    if (args.length === 0 && types.isSet(type)) return new ApexSet(type);
    if (args.length === 0 && types.isMap(type)) return new ApexMap(type);
    const constructor = type.members.constructors.find((each) => each.parameters.length === args.length);
    if (type.kind !== 'class' || type.isAbstract || !constructor || !isVisible(constructor, this.callerScope()))
      throw apexException('System.TypeException', `${type.displayName} does not have a no-arg constructor`);
    return this.guarded(() => this.construct(type, constructor, args));
  }

  /** Where the running code stands. */
  private callerScope(): Scope {
    const [caller] = this.apexStack(new Error());
    const name = /^Class\.(.*)\.[^.]*$/.exec(caller?.where ?? '')?.[1];
    const enclosing = name === undefined ? null : this.types.parse(name);
    return { file: '', enclosing, isTest: enclosing !== null && outermost(enclosing).isTest };
  }

  /** An instance whose field initialisers ran and no constructor did. */
  allocate(type: ApexType): object {
    const made = this.guarded(() => {
      const instance = new (this.jsClass(type))();
      for (let depth = depthOf(type); depth >= 0; depth--) {
        const initializer = (instance as Callable)[`$fields${depthOf(type) - depth}`];
        if (typeof initializer === 'function') initializer.call(instance);
      }
      return instance;
    });
    return made;
  }

  /** `Test.createStub`. */
  createStub(type: ApexType, onCall: StubCall): object {
    const base = type.kind === 'interface' ? this.runtime.objectBase : this.jsClass(type);
    return makeStub(type, base, this.types, onCall);
  }

  /** Runs anonymous block number `index` of those that were compiled. */
  runAnonymous(index = 0): void {
    const block = this.program.declarations.anonymous[index];
    if (!block) throw new Error(`no anonymous block ${index}`);
    this.runBlock(anonymousClassName('anonymous', index));
  }

  /** Runs anonymous Apex compiled against this program. */
  execute(block: AnonymousProgram): void {
    if (!this.linker.find(block.className)) for (const each of block.modules) this.linker.add(each);
    this.runBlock(block.className);
  }

  // -------------------------------------------------------------- asking about the program

  /** `Type.forName`: classes of the project first, then the library and sObjects, generics included. */
  typeForName(namespace: string | null, name: string): ApexType | null {
    if (!namespace) return this.types.parse(name);
    const outer = this.types.parse(namespace);
    // An outer class is no namespace.
    return outer && this.program.declarations.of(outer) ? null : this.types.parse(`${namespace}.${name}`);
  }

  triggersOn(objectName: string): readonly LoadedTrigger[] {
    const wanted = objectName.toLowerCase();
    return this.triggers.filter((each) => each.object.toLowerCase() === wanted);
  }

  /** Classes with test methods, in the order of the declarations. */
  get tests(): readonly TestClass[] {
    return this.program.declarations.types.flatMap(({ type, file, methods }) => {
      const ofKind = (...names: readonly string[]): TestMethod[] =>
        methods
          // What is declared wrongly has been reported.
          .filter(({ member }) => member.isStatic && member.parameters.length === 0)
          .filter(
            ({ member, declaration }) =>
              member.annotations.some((each) => names.includes(each.name)) ||
              (names.includes('istest') && declaration.modifiers.keywords.includes('testmethod')),
          )
          .map(({ member }) => ({ name: member.name, line: member.at?.line ?? 0, annotations: member.annotations }));
      const tests = ofKind('istest');
      return tests.length
        ? [{ className: type.displayName, file, annotations: type.annotations, setups: ofKind('testsetup'), tests }]
        : [];
    });
  }

  /** Apex frames of anything thrown, innermost first. */
  apexStack(error: unknown): readonly ApexFrame[] {
    return typeof error === 'object' && error !== null ? this.stack.apexStack(error) : [];
  }

  /** The sharing mode of the Apex code that is running, settled through its callers. */
  callerSharing(): 'with' | 'without' {
    return this.stack.callerSharing();
  }

  /** Covered and uncovered lines of every class and trigger that is no test. */
  coverage(): readonly FileCoverage[] {
    return this.program.modules.flatMap((module) => {
      const { coverable, name, file } = module;
      if (!coverable) return [];
      const ran = this.linker.coverageOf(module);
      return [
        {
          name,
          file,
          covered: coverable.filter((line) => ran?.[line] === 1),
          uncovered: coverable.filter((line) => ran?.[line] !== 1),
        },
      ];
    });
  }

  resetCoverage(): void {
    this.linker.resetCoverage();
  }

  // -------------------------------------------------------------- inside

  private trigger({ unit, object, file }: DeclaredTrigger): LoadedTrigger {
    const name = `trigger ${unit.name}`;
    return { name: unit.name, object: object.name, cases: unit.cases, file, run: () => this.runBlock(name) };
  }

  private runBlock(name: string): void {
    this.guarded(() => {
      const made = this.linker.find(name);
      if (!made) throw new Error(`no module ${name}`);
      const instance = new made();
      this.call(instance, '$fields0', []);
      return this.call(instance, '$run', []);
    });
  }

  private construct(type: ApexType, constructor: ConstructorMember, args: readonly Value[]): Value {
    if (constructor.implementation) return (constructor.implementation as (...all: readonly Value[]) => Value)(...args);
    return this.call(new (this.jsClass(type))(), constructorName(constructor), args);
  }

  private method(type: ApexType, name: string, arity: number, isStatic: boolean): MethodMember {
    const found = findMethods(type, name, this.types).find(
      (each) => each.isStatic === isStatic && each.parameters.length === arity,
    );
    if (!found) throw new Error(`${type.displayName} has no method ${name} with ${arity} parameters`);
    return found;
  }

  private requiredClass(name: string): ApexType {
    const type = this.types.userType(name);
    if (!type) throw new Error(`there is no class ${name}`);
    return type;
  }

  private jsClass(type: ApexType): EmittedClass {
    const found = this.linker.find(type.displayName);
    if (!found) throw new Error(`${type.displayName} is no class of the program`);
    return found;
  }

  private call(target: object, name: string, args: readonly Value[]): Value {
    const found = (target as Callable)[name];
    if (typeof found !== 'function') throw new Error(`no method ${name}`);
    return (found.apply(target, args) as Value | undefined) ?? null;
  }

  /** Endless recursion is a limit of Apex, not an error of JavaScript. */
  private guarded<T>(body: () => T): T {
    try {
      return body();
    } catch (error) {
      throw Runtime.asApex(error);
    }
  }
}

/** Whether an error is one that Apex, or a limit, or a missing feature raised, and so may be shown to the user as it is. */
export function isApexError(error: unknown): error is ApexException | FatalError | UnsupportedError {
  return error instanceof ApexException || error instanceof FatalError || error instanceof UnsupportedError;
}
