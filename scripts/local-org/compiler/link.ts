/** Turns emitted modules into running code: evaluates the script, fills its tables, hands out its classes. */
import { Script } from 'node:vm';
import { ApexException } from '../values/errors';
import { EnumValue } from '../values/enum';
import { ApexObject } from '../values/object';
import { ApexType } from '../values/types';
import { findTypeSymbol, LinkError, resolveLibrarySymbol, resolveTypeSymbol } from './emit/symbols';
import type { EmittedModule } from './emit/module';
import { SCRIPT_SCHEME, type StackMapper } from './stack';
import type { TypeTable } from './type-table';
import { OPERATORS } from './runtime/operators';
import { registerObject } from './runtime/records';
import type { ClassSource, EmittedClass, Runtime } from './runtime/runtime';

type Definitions = Readonly<Record<string, () => EmittedClass>>;
type ModuleFunction = (
  runtime: Runtime,
  operators: typeof OPERATORS,
  library: readonly unknown[],
  types: readonly ApexType[],
  enums: readonly (readonly EnumValue[])[],
  classes: readonly number[],
  queries: readonly unknown[],
  coverage: Uint8Array,
) => Definitions;

/** The classes of a program by index and name, loaded on first use. */
export class Linker implements ClassSource {
  private readonly indexes = new Map<string, number>();
  private readonly homes: EmittedModule[] = [];
  private readonly names: string[] = [];
  private readonly loaded: (EmittedClass | undefined)[] = [];
  private readonly linked = new Map<EmittedModule, Definitions>();
  private readonly counters = new Map<EmittedModule, Uint8Array>();
  private runtime: Runtime | null = null;

  constructor(
    private readonly types: TypeTable,
    private readonly stack: StackMapper,
  ) {}

  /** The run time emitted code gets; it needs the linker, so it comes second. */
  use(runtime: Runtime): void {
    this.runtime = runtime;
  }

  add(module: EmittedModule): void {
    for (const name of module.defines) {
      this.indexes.set(name, this.names.length);
      this.names.push(name);
      this.homes.push(module);
    }
  }

  get size(): number {
    return this.names.length;
  }

  /** The class of a name (`Outer.Inner`, `trigger X X`), null when the program has none. */
  find(name: string): EmittedClass | null {
    const index = this.indexes.get(name);
    return index === undefined ? null : this.load(index);
  }

  load(index: number): EmittedClass {
    const before = this.loaded[index];
    if (before) return before;
    const module = this.homes[index];
    const define = module && this.definitions(module)[this.names[index] ?? ''];
    if (!define) throw new LinkError(`no class ${this.names[index] ?? index}`);
    const made = define();
    this.loaded[index] = made;
    return made;
  }

  /** Lines of a module that ran: 1 at each. Null while it has not been loaded. */
  coverageOf(module: EmittedModule): Uint8Array | null {
    return this.counters.get(module) ?? null;
  }

  resetCoverage(): void {
    for (const counters of this.counters.values()) counters.fill(0);
  }

  baseOf(type: ApexType): abstract new (...args: never[]) => object {
    const base = this.types.libraryDeclaration(type)?.base;
    if (base) return base;
    return type.isSubtypeOf(this.types.exception) ? ApexException : ApexObject;
  }

  callerSharing(): 'with' | 'without' {
    return this.stack.callerSharing();
  }

  private definitions(module: EmittedModule): Definitions {
    let definitions = this.linked.get(module);
    if (!definitions) this.linked.set(module, (definitions = this.link(module)));
    return definitions;
  }

  private link(module: EmittedModule): Definitions {
    const { runtime, types } = this;
    if (!runtime) throw new LinkError('the linker has no run time');
    const filename = `${SCRIPT_SCHEME}${module.name}`;
    this.stack.add(filename, module);
    const coverage = new Uint8Array(module.lines.reduce((most, line) => Math.max(most, line), 0) + 1);
    this.counters.set(module, coverage);
    const evaluate = new Script(module.js, { filename }).runInThisContext() as ModuleFunction;
    return evaluate(
      runtime,
      OPERATORS,
      module.library.map((each) => resolveLibrarySymbol(each, types)),
      module.types.map((each) => this.type(each)),
      module.enums.map((each) => EnumValue.all(resolveTypeSymbol(each, types))),
      module.classes.map((each) => this.indexOf(each)),
      module.queries,
      coverage,
    );
  }

  /** Code that does not compile may refer to types nobody has; it throws before it uses them. */
  private type(symbol: string): ApexType {
    const type = findTypeSymbol(symbol, this.types) ?? new ApexType({ kind: 'class', name: symbol, namespace: '' });
    const object = this.types.objectSchema(type);
    if (object) registerObject(type, object);
    return type;
  }

  private indexOf(name: string): number {
    const index = this.indexes.get(name);
    if (index === undefined) throw new LinkError(`no class ${name}`);
    return index;
  }
}
