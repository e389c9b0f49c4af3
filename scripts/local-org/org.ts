/**
 * The local org: a project's metadata and Apex, deployed into an embedded platform.
 *
 * ```ts
 * const org = createOrg({ projectFolders: ['force-app/main'], options: { endpoints: { ERP: 'http://127.0.0.1:4711' } } });
 * org.executeAnonymous('CourierSetup.start();');
 * org.advanceTo(org.now() + 3_600_000);
 * org.dispose();
 * ```
 */
import { CommandError, ExitCode } from '../cli/errors';
import { compileAnonymous, load, PLATFORM_HOST, type LoadedProgram, type Metering, type Program } from './compiler';
import { parseAnonymous, parseSoql, parseSosl } from './compiler/parse';
import { contextFactory } from './library/async/context-factory';
import { installPorts, type LibraryPorts } from './library/ports';
import { advanceTo, runUntilIdle, step } from './platform/advance';
import { assemble } from './platform/assemble';
import { HttpTransport } from './platform/callouts/http-transport';
import type { CalloutTransport } from './platform/callouts/transport';
import { RealClock, VirtualClock, type Clock } from './platform/clock';
import { current, currentOrNull } from './platform/current';
import type { Engine } from './platform/engine';
import { SequentialIds } from './platform/ids';
import type { OrgListener, Totals } from './platform/observers';
import { DEFAULT_OPTIONS, type PlatformOptions } from './platform/options';
import { SeededRandom } from './platform/random';
import type { OrgUser, ProgramPort } from './platform/services';
import { ApexTransaction } from './platform/transaction';
import { fireTriggers } from './platform/triggers';
import type { Schema } from './schema/model';
import type { SObjectValue } from './values/sobject';
import { installHooks } from './values/type-registry';
import type { Value } from './values/value';
import { hooksOf, programPort } from './org/program';
import { openStore, type OpenStore } from './org/store';
import { buildFolders, type CodeFile } from './project/folders';
import { problemText } from './project/build';

/** The version anonymous Apex is compiled at: the package's. */
const API_VERSION = 67;

/** What a local org is made of: a compiled program and the schema it was compiled against. */
export interface OrgParts {
  readonly program: Program;
  readonly schema: Schema;
  /** The project's files, for the rows of ApexClass and ApexTrigger. */
  readonly code: readonly CodeFile[];
  readonly options?: Partial<PlatformOptions>;
  /** Virtual unless told otherwise. */
  readonly clock?: Clock;
  /** Real HTTP unless told otherwise. */
  readonly transport?: CalloutTransport;
}

export interface CreateOrgInput {
  /** Folders in source format, in the order of deployment. */
  readonly projectFolders: readonly string[];
  readonly options?: Partial<PlatformOptions>;
  /** Lets time pass as it does, instead of jumping to what is due next. */
  readonly realTime?: boolean;
  /** Folder for what the next start can use again; null keeps nothing. */
  readonly cache?: string | null;
  /** `statements` lets a transaction be stopped before any statement, at some cost in time; `runs` unless told otherwise. */
  readonly metering?: Metering;
  /** Answers callouts instead of the network. */
  readonly transport?: CalloutTransport;
}

/**
 * Deploys a project's source into a new org.
 *
 * @throws CommandError that lists every problem when the source cannot be deployed
 */
export function createOrg(input: CreateOrgInput): LocalOrg {
  const build = buildFolders(input.projectFolders, input.cache, input.metering);
  return new LocalOrg({
    ...build,
    options: input.options,
    clock: input.realTime ? new RealClock() : undefined,
    transport: input.transport,
  });
}

/** The programs of all orgs: a stub is made by the one that runs. */
const programs = new WeakMap<ProgramPort, LoadedProgram>();

function createStub(...[type, onCall]: Parameters<LibraryPorts['createStub']>): object {
  const program = programs.get(current().org.program);
  if (!program) throw new Error('the running program is not of a local org');
  return program.createStub(type, onCall);
}

export class LocalOrg {
  /** The platform itself, for those who test it. */
  readonly engine: Engine;
  readonly program: LoadedProgram;
  private readonly storage: OpenStore;
  private readonly ids = new SequentialIds();

  constructor(private readonly parts: OrgParts) {
    const options: PlatformOptions = { ...DEFAULT_OPTIONS, ...parts.options };
    const clock = parts.clock ?? new VirtualClock();
    const { ids } = this;
    this.program = load(parts.program, PLATFORM_HOST);
    const hooks = hooksOf(this.program, parts.schema, {
      now: () => clock.now(),
      random: () => this.engine.random.next(),
      get timeZone() {
        return currentOrNull()?.user.timeZone ?? options.timeZone;
      },
      get locale() {
        return currentOrNull()?.user.locale ?? options.locale;
      },
    });
    const port = programPort(this.program, hooks);
    this.storage = openStore(parts.schema, {
      now: () => clock.now(),
      nextId: (prefix) => ids.next(prefix),
      hasTriggers: (object) => port.triggersOn(object.name).length > 0,
      markLimits: () => currentOrNull()?.limits.mark() ?? (() => undefined),
      fire: (firing) => {
        const transaction = currentOrNull();
        if (!(transaction instanceof ApexTransaction)) throw new Error('a trigger can only run in a transaction');
        fireTriggers(transaction, { ...firing, case: firing.case });
      },
    });
    programs.set(port, this.program);
    installPorts({ parseSoql, parseSosl, createStub });
    const { store, rows } = this.storage;
    const before = installHooks(hooks);
    try {
      this.engine = assemble(
        {
          schema: parts.schema,
          store,
          rows,
          program: port,
          contexts: contextFactory,
          clock,
          ids,
          random: new SeededRandom(options.seed),
          transport: parts.transport ?? new HttpTransport(),
          options,
        },
        {
          classes: parts.code.filter((each) => each.kind === 'class'),
          triggers: parts.code.filter((each) => each.kind === 'trigger'),
        },
      );
    } finally {
      installHooks(before);
    }
  }

  /** The database itself, for those who measure it. */
  get data(): OpenStore['data'] {
    return this.storage.data;
  }

  /** Milliseconds since 1970 on the org's clock. */
  now(): number {
    return this.engine.clock.now();
  }

  /** Sums since the org was made. */
  get totals(): Totals {
    return this.engine.observers.totals;
  }

  /** Tells of what happens in the org; answers how to stop. */
  listen(listener: OrgListener): () => void {
    return this.engine.observers.listen(listener);
  }

  /**
   * Runs anonymous Apex in a transaction of its own.
   *
   * @param username whom it runs as; the administrator when nobody is named
   * @throws CommandError that lists what does not compile; what the code throws, after the rollback
   */
  executeAnonymous(text: string, username?: string): void {
    const { unit, problems } = parseAnonymous(text);
    const compiled = unit
      ? compileAnonymous(this.parts.program, { file: 'AnonymousBlock', apiVersion: API_VERSION, unit })
      : null;
    const all = [...problems, ...(compiled?.problems ?? [])];
    if (!compiled || all.length > 0) {
      throw new CommandError(ExitCode.project, 'The anonymous Apex does not compile:', all.map(problemText));
    }
    const user = this.userNamed(username);
    this.engine.run({ quiddity: 'ANONYMOUS', column: 'sync', user }, () => {
      this.program.execute(compiled.block);
    });
  }

  /**
   * Calls a public static method in a transaction of its own, as anonymous Apex would.
   *
   * @throws what the method throws, after the rollback
   */
  callStatic(className: string, method: string, args: readonly Value[] = []): Value {
    const user = this.engine.users.administrator;
    return this.engine.run({ quiddity: 'ANONYMOUS', column: 'sync', user }, () =>
      this.program.invokeStatic(className, method, args),
    );
  }

  /** Reads rows past limits and access, outside any transaction: for whoever watches the org. */
  query(soql: string): readonly SObjectValue[] {
    const { query, problems } = parseSoql(soql);
    if (!query) throw new Error(problems[0]?.message ?? soql);
    const before = installHooks(this.engine.program.hooks);
    try {
      const user = this.engine.users.administrator;
      return this.storage.store.query(query, [], { access: 'system', sharing: 'without', user }).records;
    } finally {
      installHooks(before);
    }
  }

  /** How the database answers a query, one line a step: which indexes it uses. */
  explain(soql: string): string[] {
    const { query, problems } = parseSoql(soql);
    if (!query) throw new Error(problems[0]?.message ?? soql);
    const user = this.engine.users.administrator;
    return this.storage.data.explain(query, [], { access: 'system', sharing: 'without', user });
  }

  /** When the next thing is due, in milliseconds since 1970; null when nothing is left to do. */
  nextDueAt(): number | null {
    return this.engine.work.queue.nextDueAt;
  }

  /** Runs the next thing that is due; on the virtual clock time passes until then. @returns false when nothing is left */
  step(): boolean {
    return step(this.engine);
  }

  /** Runs what is due now and what that makes due. @returns how many things ran */
  runUntilIdle(): number {
    return runUntilIdle(this.engine);
  }

  /** Lets the virtual clock reach a time, with everything that is due on the way. @returns how many things ran */
  advanceTo(ms: number): number {
    return advanceTo(this.engine, ms);
  }

  /**
   * Remembers the org as it is now; the answer brings it back to that, as often as one likes, with chance begun anew. What
   * waits to be done then is forgotten, and nothing goes wrong any more.
   */
  checkpoint(): (seed: number) => void {
    const { engine } = this;
    const startedAt = engine.clock.now();
    const restores = [this.storage.data.checkpoint(), this.ids.checkpoint()];
    return (seed) => {
      for (const restore of restores) restore();
      engine.restart(startedAt, new SeededRandom(seed));
    };
  }

  private userNamed(username: string | undefined): OrgUser {
    const { users } = this.engine;
    const user = username === undefined ? users.administrator : users.byUsername(username);
    if (!user) throw new Error(`there is no user ${username}`);
    return user;
  }

  /** Frees the database. */
  dispose(): void {
    this.storage.data.close();
  }
}
