/**
 * The compiler: Apex in, a program out.
 *
 * ```ts
 * const { program, problems } = compile({ units, schema, library: LIBRARY });
 * const loaded = load(program, PLATFORM_HOST);
 * loaded.invokeStatic('Greeter', 'greet', ['world']);
 * ```
 */
import type { LibraryDeclaration } from '../library/declare';
import type { Schema } from '../schema/model';
import type { FieldMember } from '../values/types';
import type { Metering, ProgramContext } from './bind/context';
import { cached, type ProgramCache } from './cache';
import { declare, type Declarations, type DeclaredField, type SourceUnit } from './declare';
import type { EmittedModule } from './emit/module';
import { anonymousClassName, emitProgram } from './emit/program';
import { ProblemCollector, type CompileProblem } from './problems';
import { Resolver, type UseListener } from './resolve';
import { TypeTable } from './type-table';

export type { Metering } from './bind/context';
export type { SourceUnit } from './declare';
export type { EmittedModule } from './emit/module';
export type { CompileProblem } from './problems';
export type { UseListener } from './resolve';
export type { ApexHost, DataMode, DmlStatement, FutureInvocation } from './runtime/host';
export { PLATFORM_HOST } from './runtime/platform-host';
export { load, type LoadedProgram } from './load';

export interface CompileInput {
  /** Every class, trigger and anonymous block, parsed. */
  readonly units: readonly SourceUnit[];
  readonly schema: Schema;
  readonly library: readonly LibraryDeclaration[];
  /** Where emitted code is kept between runs; nothing is kept without. */
  readonly cache?: ProgramCache;
  /** `runs` unless told otherwise. */
  readonly metering?: Metering;
  /** Hears what names mean, wherever code is bound; nothing is bound of a program that comes from the cache. */
  readonly onUse?: UseListener;
}

/** A compiled program: types, declarations and emitted code. Methods with problems throw when they are called. */
export interface Program {
  readonly types: TypeTable;
  readonly declarations: Declarations;
  readonly modules: readonly EmittedModule[];
  readonly metering: Metering;
}

export interface Compilation {
  readonly program: Program;
  /** Everything found wrong, in order of file and line. */
  readonly problems: readonly CompileProblem[];
}

/**
 * Compiles a program. There is a program whatever the problems: whether to run it is the caller's decision (a
 * conformance run does, and counts what stops at a method that did not compile).
 */
export function compile(input: CompileInput): Compilation {
  const problems = new ProblemCollector();
  const { metering = 'runs' } = input;
  const types = new TypeTable(input.library, input.schema);
  const declarations = declare(input.units, types, problems, input.onUse);
  const context: ProgramContext = {
    types,
    resolver: new Resolver(types, problems, input.onUse),
    problems,
    declarations,
    declaredFields: fieldsByMember(declarations),
    blockName: 'anonymous',
    metering,
  };
  const modules = cached(input.cache ?? null, [input.schema.fingerprint, metering], problems, () =>
    emitProgram(context),
  );
  return { program: { types, declarations, modules, metering }, problems: problems.all };
}

/** Anonymous Apex compiled against a program; `LoadedProgram.execute` runs it. */
export interface AnonymousProgram {
  readonly modules: readonly EmittedModule[];
  /** Class of the block. */
  readonly className: string;
}

let blocks = 0;

/** Compiles a block of anonymous Apex against a program that exists. Nothing can be run while there are problems. */
export function compileAnonymous(
  program: Program,
  unit: SourceUnit,
): { readonly block: AnonymousProgram; readonly problems: readonly CompileProblem[] } {
  const problems = new ProblemCollector();
  const own = declare([unit], program.types, problems);
  const declarations: Declarations = { ...own, of: (type) => own.of(type) ?? program.declarations.of(type) };
  const blockName = `block ${(blocks += 1)}`;
  const modules = emitProgram({
    types: program.types,
    resolver: new Resolver(program.types, problems),
    problems,
    declarations,
    declaredFields: new Map([...fieldsByMember(program.declarations), ...fieldsByMember(own)]),
    blockName,
    metering: program.metering,
  });
  return { block: { modules, className: anonymousClassName(blockName, 0) }, problems: problems.all };
}

function fieldsByMember(declarations: Declarations): ReadonlyMap<FieldMember, DeclaredField> {
  const all = new Map<FieldMember, DeclaredField>();
  const blocks = [...declarations.triggers, ...declarations.anonymous].map((each) => each.members);
  const inner = blocks.flatMap((each) => each.inner);
  for (const each of [...declarations.types, ...blocks, ...inner])
    for (const field of each.fields) all.set(field.member, field);
  return all;
}
