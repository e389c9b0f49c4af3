/** What emitted code calls for whatever concerns the running program and its transaction: `$`. */
import type { SoqlQuery, SoslQuery } from '../../data/soql/query';
import type { DmlVerb } from '../ast';
import type { EnumValue } from '../../values/enum';
import { apexException, ApexException, FinalException, LimitError, nullPointer } from '../../values/errors';
import { ApexList } from '../../values/list';
import { ApexObject, protocolOf } from '../../values/object';
import { typeOf } from '../../values/operations';
import { SObjectValue } from '../../values/sobject';
import { TypeValue } from '../../values/type-value';
import type { ApexType } from '../../values/types';
import type { Value } from '../../values/value';
import type { EffectiveSharing } from '../declare/model';
import { castValue, instanceOf, loopRecord } from './casts';
import type { Access, ApexHost, DataMode, FutureInvocation } from './host';

/** A class as emitted: constructors, methods and, where it has them, statics. */
export interface EmittedClass {
  new (): object;
  $statics?(): object;
  $initialise?(): void;
}

/** What the run time asks of the loader. */
export interface ClassSource {
  load(index: number): EmittedClass;
  /** The JavaScript class that subclasses of a library class derive from. */
  baseOf(type: ApexType): abstract new (...args: never[]) => object;
  callerSharing(): 'with' | 'without';
}

/** Steps granted at a time where nobody says otherwise: the meter is asked this often. */
const GRANT = 1000;

/** "Maximum stack depth": calls of methods, constructors and property accessors inside each other. */
const DEEPEST = 1000;

/** Length from which a text counts to heap and CPU time. */
const LONG_TEXT = 4096;
/** Characters a method of String works out in the time of a statement. */
const COMPUTED_PER_STEP = 256;
const BYTES_OF_REFERENCE = 4;

/** Rows a query's for loop over lists gets at a time. */
const CHUNK = 200;

export class Runtime {
  /** Steps left of those granted; emitted code counts them down. */
  steps = GRANT;
  private grant = GRANT;
  /** Apex frames on the stack; emitted code counts them. */
  depth = 0;
  readonly objectBase = ApexObject;

  constructor(
    private readonly classes: ClassSource,
    private readonly host: ApexHost,
  ) {}

  // -------------------------------------------------------------- metering

  /** The granted steps are used up. @throws LimitError */
  overrun(): void {
    const used = this.grant - this.steps;
    this.steps = this.grant;
    this.host.spend(used);
  }

  /** From now on the meter is asked at every so manieth step; null for as often as usual. */
  askEvery(steps: number | null): void {
    this.settleSteps();
    // The step that finds none left asks.
    this.grant = steps === null ? GRANT : steps - 1;
    this.steps = this.grant;
  }

  /** Accounts for the steps run so far, before whoever pays for them changes. */
  settleSteps(): void {
    if (this.steps < this.grant) this.overrun();
  }

  /** One frame too many was counted. @throws LimitError */
  tooDeep(): never {
    this.depth -= 1;
    throw stackDepthError();
  }

  /** A text just made. */
  made(text: string | null): string | null {
    if (text !== null && text.length >= LONG_TEXT) this.host.made(text.length);
    return text;
  }

  /** A text a method of String worked out, sign by sign. */
  computed(text: string | null): string | null {
    if (text !== null && text.length >= LONG_TEXT) {
      this.host.made(text.length);
      this.host.spend(Math.floor(text.length / COMPUTED_PER_STEP));
    }
    return text;
  }

  /** `new Integer[size]`. */
  sizedList(type: ApexType, size: number): ApexList {
    if (size < 0) throw apexException('System.ListException', `Invalid list size: ${size}`);
    if (size >= LONG_TEXT) this.host.made(size * BYTES_OF_REFERENCE);
    return new ApexList(type, new Array<Value>(size).fill(null));
  }

  // -------------------------------------------------------------- classes

  get statics(): unknown[] {
    return this.host.statics();
  }

  loadClass(index: number): EmittedClass {
    return this.classes.load(index);
  }

  /** First use of a class in a transaction: makes its statics and runs its static initialisers. */
  initialise(index: number): object {
    const loaded = this.classes.load(index);
    const holder = loaded.$statics?.() ?? {};
    const { statics } = this;
    statics[index] = holder;
    try {
      loaded.$initialise?.();
    } catch (error) {
      statics[index] = undefined;
      throw error;
    }
    return holder;
  }

  baseOf(type: ApexType): abstract new (...args: never[]) => object {
    return this.classes.baseOf(type);
  }

  /** `super(…)` of a class that extends one of the library. */
  construct(target: object, typeName: string, ...args: Value[]): void {
    if (target instanceof ApexException) {
      const cause = args.find((each) => each instanceof ApexException) ?? null;
      const message = args.find((each) => typeof each === 'string') ?? null;
      target.initialise(message, cause);
    } else if (args.length > 0) throw apexException('System.TypeException', `Type cannot be constructed: ${typeName}`);
  }

  /**
   * A method of a library type that user code may have its own of.
   *
   * @param fallback the library's own; null for interfaces and abstract classes
   */
  invokeVirtual(
    self: object,
    emitName: string,
    name: string,
    fallback: ((self: object, ...args: Value[]) => Value) | null,
    ...args: Value[]
  ): Value {
    const own = (self as Record<string, unknown>)[emitName];
    if (typeof own === 'function') return own.apply(self, args) as Value;
    if (fallback) return fallback(self, ...args);
    for (let type = typeOf(self); type; type = type.superType) {
      const found = type.members.methods
        .get(name)
        ?.find((each) => each.parameters.length === args.length && each.implementation);
      if (found?.implementation) return (found.implementation as (...all: Value[]) => Value)(self, ...args);
    }
    throw apexException('System.TypeException', `Method does not exist: ${name}`);
  }

  /** A copy of an instance: its fields, not what they refer to. */
  copy(instance: object): object {
    return Object.assign(Object.create(Object.getPrototypeOf(instance) as object) as object, instance);
  }

  enumValues(listType: ApexType, constants: readonly EnumValue[]): ApexList {
    return new ApexList(listType, [...constants]);
  }

  typeValue(type: ApexType): TypeValue {
    return TypeValue.of(type);
  }

  // -------------------------------------------------------------- types and exceptions

  isInstance(value: Value, type: ApexType): boolean {
    return instanceOf(value, type);
  }

  cast(value: Value, type: ApexType): Value {
    return castValue(value, type);
  }

  /** `for (Account each : accounts)`. */
  loopRecord(value: Value, type: ApexType): Value {
    return loopRecord(value, type);
  }

  /** What a `catch` may look at; everything else goes on its way up. */
  caught(error: unknown): ApexException {
    if (isCatchable(error)) return error;
    throw Runtime.asApex(error);
  }

  /** Whether no code of the program may run any more on the way up. */
  isFatal(error: unknown): boolean {
    return !isCatchable(error);
  }

  /** An error as Apex knows it: recursion without end and values without bounds are limits. */
  static asApex(error: unknown): unknown {
    if (!isRangeError(error)) return error;
    const limit = LIMITS_OF_THE_ENGINE[error.message]?.();
    if (!limit) return error;
    limit.stack = error.stack;
    return limit;
  }

  // -------------------------------------------------------------- data

  query(
    query: SoqlQuery,
    binds: readonly Value[],
    access: Access,
    sharing: EffectiveSharing,
    type: ApexType,
  ): ApexList {
    return new ApexList(type, [...this.host.query(query, binds, this.mode(access, sharing))]);
  }

  countQuery(query: SoqlQuery, binds: readonly Value[], access: Access, sharing: EffectiveSharing): number {
    return this.host.countQuery(query, binds, this.mode(access, sharing));
  }

  search(
    query: SoslQuery,
    binds: readonly Value[],
    access: Access,
    sharing: EffectiveSharing,
    type: ApexType,
  ): ApexList {
    const [element = type] = type.typeArguments;
    const found = this.host.search(query, binds, this.mode(access, sharing));
    return new ApexList(
      type,
      found.map((each) => new ApexList(element, [...each])),
    );
  }

  /** `Account a = [SELECT …]`. */
  singleRow(rows: ApexList): SObjectValue {
    const [only] = rows.items;
    if (rows.items.length === 1 && only instanceof SObjectValue) return only;
    const problem = rows.items.length === 0 ? 'List has no rows' : 'List has more than 1 row';
    throw apexException('System.QueryException', `${problem} for assignment to SObject`);
  }

  /** `[SELECT …]?.Name`, `[SELECT …] ?? other`: null where there are no rows. */
  optionalRow(rows: ApexList): SObjectValue | null {
    return rows.items.length === 0 ? null : this.singleRow(rows);
  }

  /** `[SELECT …] ?? [SELECT …]`: null where there are no rows. */
  optionalRows(rows: ApexList): ApexList | null {
    return rows.items.length === 0 ? null : rows;
  }

  /** `for (List<Account> chunk : [SELECT …])`. */
  *chunks(rows: ApexList, type: ApexType): Generator<ApexList, void, void> {
    for (let at = 0; at < rows.items.length; at += CHUNK) yield new ApexList(type, rows.items.slice(at, at + CHUNK));
  }

  dml(
    operation: DmlVerb,
    value: Value,
    access: Access,
    sharing: EffectiveSharing,
    key: string | null,
    into: Value,
  ): void {
    const duplicates = into === null ? [] : into instanceof ApexList ? into.items : [into];
    const statement = {
      operation,
      records: recordsOf(value),
      key,
      duplicates: duplicates.filter((each) => typeof each === 'string' || each instanceof SObjectValue),
    };
    this.host.dml(statement, this.mode(access, sharing));
  }

  /** Evaluated as the last argument of library calls that run in the mode of their caller. */
  caller(access: Access, sharing: EffectiveSharing): undefined {
    this.host.setCaller(this.mode(access, sharing));
    return undefined;
  }

  runAs<T>(user: Value, body: () => T): T {
    return this.host.runAs(user, body);
  }

  future(
    className: string,
    methodName: string,
    callout: boolean,
    args: readonly Value[],
    run: FutureInvocation['run'],
  ): void {
    this.host.future({ className, methodName, callout, arguments: args, run });
  }

  /** A for-each over an `Iterable` of user code or of the library. */
  *iterate(iterable: object): Generator<Value, void, void> {
    if (Symbol.iterator in iterable) {
      yield* iterable as Iterable<Value>;
      return;
    }
    const iterator = this.invokeVirtual(iterable, 'iterator$', 'iterator', null);
    if (iterator === null || typeof iterator !== 'object') throw nullPointer();
    const own = protocolOf(iterator);
    while (own.hasnext$ ? own.hasnext$() : this.invokeVirtual(iterator, 'hasnext$', 'hasnext', null))
      yield own.next$ ? own.next$() : this.invokeVirtual(iterator, 'next$', 'next', null);
  }

  private mode(access: Access, sharing: EffectiveSharing): DataMode {
    const isSettled = sharing === 'with' || sharing === 'without';
    return { access, sharing: isSettled ? sharing : this.classes.callerSharing() };
  }
}

/** Where the engine gives up before a count does: library code that recurses, values longer than it can hold. */
const LIMITS_OF_THE_ENGINE: Readonly<Record<string, () => LimitError>> = {
  'Maximum call stack size exceeded': stackDepthError,
  'Invalid string length': heapError,
  'Maximum BigInt size exceeded': heapError,
  'Invalid array length': heapError,
  'Set maximum size exceeded': heapError,
  'Map maximum size exceeded': heapError,
};

function stackDepthError(): LimitError {
  return new LimitError(`Maximum stack depth reached: ${DEEPEST + 1}`);
}

function heapError(): LimitError {
  return new LimitError('Apex heap size too large');
}

/** By its looks: errors of another realm are not instances of this one's classes. */
function isRangeError(error: unknown): error is Error {
  if (typeof error !== 'object' || error === null || !('name' in error) || error.name !== 'RangeError') return false;
  return 'message' in error && typeof error.message === 'string';
}

function recordsOf(value: Value): readonly SObjectValue[] {
  if (value === null) throw nullPointer();
  if (value instanceof SObjectValue) return [value];
  return value instanceof ApexList ? (value.items as SObjectValue[]) : [];
}

function isCatchable(error: unknown): error is ApexException {
  return error instanceof ApexException && !(error instanceof FinalException);
}
