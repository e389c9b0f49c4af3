/** For the tests of this room: compiles small programs and runs them in a host of a few lines. */
import { LIBRARY } from '../library';
import { SObjectValue } from '../values/sobject';
import { loadSchema, type Schema } from '../schema';
import { installHooks, type ProgramHooks } from '../values/type-registry';
import type { Value } from '../values/value';
import { compile, load, type ApexHost, type CompileProblem, type DataMode, type LoadedProgram } from './index';
import { parseUnit } from './parse';
import type { DmlStatement, FutureInvocation } from './runtime/host';

let standard: Schema | null = null;

/** What a host was asked for, in order. */
export interface HostLog {
  readonly queries: { readonly from: string; readonly binds: readonly Value[]; readonly mode: DataMode }[];
  readonly dml: { readonly statement: DmlStatement; readonly mode: DataMode }[];
  readonly futures: FutureInvocation[];
  steps: number;
}

export interface TestProgram {
  readonly loaded: LoadedProgram;
  readonly problems: readonly CompileProblem[];
  readonly log: HostLog;
  /** Calls a static method, `Main.run` by default. */
  run(method?: string, args?: readonly Value[]): Value;
  /** As a new transaction does: statics are initial again. */
  newTransaction(): void;
}

export interface TestOptions {
  readonly apiVersion?: number;
  /** Rows every query answers: values by field, of the object it reads. */
  readonly rows?: readonly Readonly<Record<string, Value>>[];
  readonly host?: Partial<ApexHost>;
}

/**
 * Compiles classes and triggers.
 *
 * @param sources texts; those that begin with `trigger` are triggers
 */
export function program(sources: string | readonly string[], options: TestOptions = {}): TestProgram {
  standard ??= loadSchema([]).schema;
  const schema = standard;
  const units = [sources].flat().map((text, index) => {
    const file = text.trimStart().startsWith('trigger') ? `${index + 1}.trigger` : `${index + 1}.cls`;
    const { unit, problems } = parseUnit(file, text);
    if (!unit) throw new Error(problems.map((each) => `${each.file}:${each.line} ${each.message}`).join('\n'));
    return { file, apiVersion: options.apiVersion ?? 67, unit };
  });
  const { program: compiled, problems } = compile({ units, schema, library: LIBRARY });
  const log: HostLog = { queries: [], dml: [], futures: [], steps: 0 };
  let statics: unknown[] = [];
  const host: ApexHost = {
    statics: () => statics,
    spend: (steps) => {
      log.steps += steps;
    },
    made: () => undefined,
    query: (query, binds, mode) => {
      log.queries.push({ from: query.from, binds, mode });
      const object = schema.object(query.from);
      if (!object) return [];
      return (options.rows ?? []).map((fields) => {
        const record = new SObjectValue(object);
        for (const [name, value] of Object.entries(fields)) record.putField(name, value);
        return record;
      });
    },
    countQuery: () => options.rows?.length ?? 0,
    search: () => [],
    dml: (statement, mode) => {
      log.dml.push({ statement, mode });
    },
    setCaller: () => undefined,
    runAs: (_user, body) => body(),
    future: (call) => {
      log.futures.push(call);
    },
    ...options.host,
  };
  const loaded = load(compiled, host);
  statics = loaded.newStatics();
  install(loaded, schema);
  return {
    loaded,
    problems,
    log,
    run: (method = 'Main.run', args = []) => {
      const [className = '', methodName = ''] = method.split('.');
      return loaded.invokeStatic(className, methodName, args);
    },
    newTransaction: () => {
      statics = loaded.newStatics();
    },
  };
}

/** `Class Main` with a static method `run` of these statements; the value it answers. */
export function evaluate(type: string, statements: string, members = '', options: TestOptions = {}): Value {
  const made = program(`public class Main { ${members} public static ${type} run() { ${statements} } }`, options);
  if (made.problems.length) throw new Error(made.problems.map((each) => each.message).join('\n'));
  return made.run();
}

/** Messages of the problems of a method with these statements, or of whole classes. */
export function problemsOf(statements: string, members = ''): readonly string[] {
  return program(`public class Main { ${members} public static void run() { ${statements} } }`).problems.map(
    (each) => each.message,
  );
}

/** Type and message of what a method with these statements throws. */
export function thrownBy(statements: string, members = ''): string {
  const made = program(`public class Main { ${members} public static void run() { ${statements} } }`);
  if (made.problems.length) throw new Error(made.problems.map((each) => each.message).join('\n'));
  try {
    made.run();
  } catch (error) {
    const { name, message } = error as Error;
    return `${name}: ${message}`;
  }
  return 'nothing';
}

function install(loaded: LoadedProgram, schema: Schema): void {
  const hooks: ProgramHooks = {
    types: loaded.types,
    now: () => Date.UTC(2026, 10, 23, 10),
    timeZone: 'UTC',
    locale: 'en_US',
    random: () => 0.5,
    newInstance: (type) => loaded.newInstance(type),
    allocate: (type) => loaded.allocate(type),
    typeForName: (namespace, name) => loaded.typeForName(namespace, name),
    invokeInterface: (target, name, method, args) => loaded.invokeInterface(target, name, method, args),
    objectNameOfId: (id) => schema.objectByKeyPrefix(id.slice(0, 3))?.name ?? null,
    sobjectToken: (name) => ({ token: name }),
    fieldToken: (object, field) => ({ token: `${object}.${field}` }),
    apexStack: (error) => loaded.apexStack(error),
  };
  installHooks(hooks);
}
