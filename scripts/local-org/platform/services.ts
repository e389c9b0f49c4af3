/**
 * What the platform offers the floors above it: the standard library, the compiler's run time, the runner and `org.ts`.
 *
 * Everything Apex does goes through the running {@link Transaction}: `current()` answers it. The services know nothing of
 * library classes or of compiled code; what they need of those comes in through {@link ProgramPort} and {@link ContextFactory}.
 */
import type { SecurityUser } from '../data/access';
import type { SoqlQuery, SoslQuery } from '../data/soql/query';
import type { ObjectSchema, Schema } from '../schema/model';
import type { SaveOptions, SObjectValue } from '../values/sobject';
import type { ProgramHooks } from '../values/type-registry';
import type { ApexType } from '../values/types';
import type { Value } from '../values/value';
import type { Clock } from './clock';
import type { IdSource } from './ids';
import type { LimitMeter } from './limits';
import type { RandomSource } from './random';

/** `System.Quiddity`: what kind of request a transaction is. */
export type Quiddity =
  | 'ANONYMOUS'
  | 'AURA'
  | 'BATCH_ACS'
  | 'BATCH_APEX'
  | 'BATCH_CHUNK_PARALLEL'
  | 'BATCH_CHUNK_SERIAL'
  | 'BULK_API'
  | 'FUTURE'
  | 'INVOCABLE_ACTION'
  | 'PLATFORM_EVENT_PUBLISH_CALLBACK'
  | 'QUEUEABLE'
  | 'REST'
  | 'RUNTEST_ASYNC'
  | 'RUNTEST_SYNC'
  | 'SCHEDULED'
  | 'SYNCHRONOUS'
  | 'TRANSACTION_FINALIZER_QUEUEABLE'
  | 'UNDEFINED';

export type AccessMode = 'user' | 'system';
export type SharingMode = 'with' | 'without';

// ---------------------------------------------------------------- the running transaction

/** What Apex code runs in. One object from begin to commit or rollback; its statics, limits and user are its own. */
export interface Transaction {
  readonly org: Org;
  readonly quiddity: Quiddity;
  /** `Request.getRequestId()`; a finalizer shares its job's. */
  readonly requestId: string;
  /** The running user; changes inside {@link runAs}. */
  readonly user: OrgUser;
  /** The meter that counts now: `Test.startTest()` swaps it. */
  readonly limits: LimitMeter;
  /** Per-class holders of static state, by the compiler's index. In tests the jobs of a test share its holders. */
  readonly statics: unknown[];
  /** The Apex test this transaction belongs to; null outside tests. */
  readonly test: TestContext | null;
  readonly isTest: boolean;
  /** `System.isQueueable()`, `isFuture()`, `isBatch()`, `isScheduled()` ask this. */
  readonly job: RunningJob | null;
  readonly database: Database;
  readonly callouts: Callouts;
  readonly jobs: Jobs;
  readonly events: EventBus;
  /** The event batch a platform event trigger works on; null elsewhere. */
  readonly eventBatch: EventBatchContext | null;
  /** The trigger run that is innermost now, what `Trigger` tells of; null outside triggers. */
  readonly trigger: TriggerRun | null;
  /**
   * The access and sharing of the code that runs, for library calls that take none (`Database.query(text)`). The compiler
   * sets it before such a call and need not put it back.
   */
  caller: CallerContext;
  /** Runs the body as another user (`System.runAs`): one DML statement, its own mixed-DML state. */
  runAs<T>(userId: string, body: () => T): T;
  /** Says that something was done that no callout may follow before it is committed: an email, for one. */
  noteUncommittedWork(): void;
  /** Runs when the outermost change of this transaction is committed; dropped on rollback, also to a savepoint. */
  afterCommit(effect: () => void): void;
}

export interface CallerContext {
  readonly access: AccessMode;
  readonly sharing: SharingMode;
}

export interface RunningJob {
  readonly id: string;
  readonly kind: JobKind;
}

export type JobKind = 'Queueable' | 'Future' | 'BatchApex' | 'ScheduledApex' | 'Finalizer';

// ---------------------------------------------------------------- the org

/** The org as Apex sees it. */
export interface Org {
  readonly schema: Schema;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly random: RandomSource;
  readonly users: Users;
  readonly program: ProgramPort;
  readonly contexts: ContextFactory;
  /** `UserInfo.getOrganizationId()` and friends. */
  readonly organization: OrganizationInfo;
  /** `OrgLimits`: name → value and limit. */
  orgLimits(): ReadonlyMap<string, { readonly value: number; readonly limit: number }>;
  /** `System.getApplicationReadWriteMode()`: in read-only mode DML fails, callouts run. */
  readonly isReadOnly: boolean;
  /** `System.debug`: the text, for whoever listens. */
  debug(level: string, text: string): void;
}

export interface OrganizationInfo {
  readonly id: string;
  readonly name: string;
  readonly isSandbox: boolean;
  readonly timeZone: string;
  readonly locale: string;
  readonly language: string;
  readonly instanceName: string;
  /** `https://local.my.salesforce.com`. */
  readonly domainUrl: string;
}

// ---------------------------------------------------------------- users

/** A user and what he may do; the data room asks it for every operation in user mode. */
export interface OrgUser extends SecurityUser {
  readonly username: string;
  readonly firstName: string | null;
  readonly lastName: string;
  readonly name: string;
  readonly email: string;
  readonly alias: string;
  readonly profileId: string;
  readonly profileName: string;
  readonly roleId: string | null;
  readonly userType: string;
  readonly isActive: boolean;
  readonly locale: string;
  readonly language: string;
  /** A user permission of a permission set or the profile, `ViewSetup`. */
  hasUserPermission(name: string): boolean;
  /** Whether the user may run the class where access to classes is checked (REST, invocable, `@AuraEnabled`). */
  hasClassAccess(className: string): boolean;
  /** Whether a permission set gives access to the principal `ExternalCredential-Principal`. */
  hasPrincipalAccess(externalCredential: string): boolean;
}

export interface Users {
  /** @throws Error when there is no such user */
  byId(id: string): OrgUser;
  byUsername(username: string): OrgUser | null;
  /** The administrator who deploys, runs anonymous Apex and tests. */
  readonly administrator: OrgUser;
  /** Alias `autoproc`: event triggers run as this user unless configured otherwise. */
  readonly automatedProcess: OrgUser;
  /** Assigns a permission set by its API name; nothing happens when the user has it. */
  assignPermissionSet(userId: string, permissionSetName: string): void;
  /** An additional user with a profile by name; answers the id. */
  create(user: NewUser): string;
}

export interface NewUser {
  readonly username: string;
  readonly lastName: string;
  readonly alias?: string;
  readonly profileName: string;
  readonly permissionSets?: readonly string[];
}

// ---------------------------------------------------------------- the database

/** DML and queries as Apex does them: with limits, mixed-DML rule, triggers, savepoints, uncommitted-work tracking. */
export interface Database {
  /**
   * Runs a query: counts one SOQL query and the rows; `FOR UPDATE` locks until commit, rollback or the next callout.
   * @throws System.QueryException as the platform; LimitError
   */
  query(query: SoqlQuery, options: QueryRequest): QueryAnswer;
  /** `Database.countQuery`, `SELECT COUNT()`. */
  count(query: SoqlQuery, options: QueryRequest): number;
  /** What the platform itself reads (custom settings, metadata records): all rows, counted nowhere. */
  systemQuery(query: SoqlQuery, binds: readonly Value[]): readonly SObjectValue[];
  search(query: SoslQuery, options: QueryRequest): readonly (readonly SObjectValue[])[];
  /** `Database.getQueryLocator` and cursors: the rows count on a meter of their own. */
  queryLocator(query: SoqlQuery, options: QueryRequest, meter?: RowMeter): QueryLocator;
  /**
   * Runs one DML statement over the records, whatever their number (mixed objects are chunked as the platform does).
   * @returns one result a record, in order. With `allOrNone` a failure throws System.DmlException instead.
   */
  dml(operation: DmlVerb, records: readonly SObjectValue[], options: DmlRequest): readonly DmlRowResult[];
  /** `merge master duplicates`. */
  merge(master: SObjectValue, duplicates: readonly SObjectValue[], options: DmlRequest): readonly DmlRowResult[];
  /** `Database.emptyRecycleBin`. */
  emptyRecycleBin(ids: readonly string[]): readonly DmlRowResult[];
  /** `Database.setSavepoint()`: one DML statement. */
  setSavepoint(): Savepoint;
  /** `Database.rollback(sp)`: one DML statement; later savepoints become invalid. */
  rollback(savepoint: Savepoint): void;
  /** `Database.releaseSavepoint(sp)` (API 60): it and later ones are gone. */
  release(savepoint: Savepoint): void;
}

/** What counts the rows of locators and of cursors. */
export type RowMeter = 'queryLocatorRows' | 'cursorRows' | 'paginationCursorRows';

export type DmlVerb = 'insert' | 'update' | 'upsert' | 'delete' | 'undelete';

export interface QueryRequest {
  readonly binds: readonly Value[];
  /** `null`: what {@link Transaction.caller} says. */
  readonly access?: AccessMode | null;
  readonly sharing?: SharingMode | null;
}

export interface QueryAnswer {
  readonly records: readonly SObjectValue[];
  /** What `SELECT COUNT()` counted; null for queries with rows. */
  readonly count: number | null;
}

export interface DmlRequest {
  readonly allOrNone: boolean;
  readonly access?: AccessMode | null;
  readonly sharing?: SharingMode | null;
  /** External id field of an upsert; null is Id. */
  readonly externalIdField?: string | null;
  /** `Database.DMLOptions` of the statement; the records' own count where it has none. */
  readonly saveOptions?: SaveOptions | null;
}

export interface DmlRowResult {
  readonly id: string | null;
  readonly success: boolean;
  /** Upsert: whether the row was inserted. */
  readonly created: boolean;
  readonly errors: readonly DmlRowError[];
  /** Merge: the records that belonged to this one and belong to the winner now. */
  readonly moved?: readonly string[];
}

export interface DmlRowError {
  readonly statusCode: string;
  readonly message: string;
  readonly fields: readonly string[];
}

/** A `System.Savepoint`. */
export interface Savepoint {
  readonly name: string;
}

/** A `Database.QueryLocator`. */
export interface QueryLocator {
  readonly query: SoqlQuery;
  /** The rows, read at once. */
  records(): readonly SObjectValue[];
}

// ---------------------------------------------------------------- callouts

/** One HTTP request, as data. Header names keep their spelling. */
export interface HttpCall {
  readonly method: string;
  /** `callout:Name/path?x=1` or a URL. */
  readonly endpoint: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer | null;
  /** Milliseconds, 1 – 120,000. */
  readonly timeout: number;
  /** gzip the request body. */
  readonly compressed: boolean;
}

export interface HttpAnswer {
  readonly statusCode: number;
  readonly status: string;
  /** In order; repeated headers are joined by a comma, `Set-Cookie` by a line break. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

export interface Callouts {
  /**
   * Checks limits, uncommitted work, savepoints and credentials, releases locks, and makes the exchange.
   *
   * @param mock called instead of the network when the test set a mock for `HttpCalloutMock`: gets the mock's instance
   * @param real turns the network's answer into what the caller wants
   * @throws System.CalloutException as the platform words it; LimitError from the 101st callout on
   */
  send<T>(call: HttpCall, mock: (instance: object) => T, real: (answer: HttpAnswer) => T): T;
  /** `WebServiceCallout.invoke`: only mocks (`WebServiceMock`) are supported. */
  webService<T>(mock: (instance: object) => T): T;
}

// ---------------------------------------------------------------- jobs

export interface QueueableOptions {
  /** 0 – 10; null: the org's default delay. */
  readonly delayMinutes?: number | null;
  readonly maximumStackDepth?: number | null;
  /** `QueueableDuplicateSignature` as one text. */
  readonly duplicateSignature?: string | null;
}

export interface Jobs {
  /** `System.enqueueJob`: answers the AsyncApexJob id. */
  enqueue(queueable: object, options?: QueueableOptions): string;
  /** `System.attachFinalizer`: answers an id. Only inside a queueable, once. */
  attachFinalizer(finalizer: object): string;
  /** A call of an `@future` method: `run` is given the copied arguments in the job's own transaction. */
  future(call: FutureCall): string;
  /** `Database.executeBatch`; scope 1 – 2,000. */
  executeBatch(batchable: object, scope?: number): string;
  /** `System.scheduleBatch`: answers the CronTrigger id. */
  scheduleBatch(batchable: object, name: string, minutesFromNow: number, scope?: number): string;
  /** `System.schedule`: answers the CronTrigger id. */
  schedule(name: string, cron: string, schedulable: object): string;
  /** `System.abortJob`: AsyncApexJob or CronTrigger id. */
  abort(jobId: string): void;
  /** `AsyncInfo`; only inside a queueable (`System.AsyncException` elsewhere is the library's to throw on null). */
  readonly asyncInfo: AsyncInfo | null;
  /** `Test.enqueueBatchJobs`, flex queue: ids of Holding jobs in order. */
  readonly flexQueue: readonly string[];
}

export interface FutureCall {
  readonly className: string;
  readonly methodName: string;
  readonly arguments: readonly Value[];
  readonly callout: boolean;
  readonly run: (args: readonly Value[]) => void;
}

export interface AsyncInfo {
  readonly currentStackDepth: number;
  /** Null when no maximum was set. */
  readonly maximumStackDepth: number | null;
  readonly minimumDelayInMinutes: number | null;
}

// ---------------------------------------------------------------- events

export interface PublishRequest {
  readonly access?: AccessMode | null;
  /** `EventPublishFailureCallback` and/or `EventPublishSuccessCallback`. */
  readonly callback?: object | null;
}

/** One event's SaveResult. */
export interface PublishResult {
  readonly success: boolean;
  /** Meaningless, as on the platform; never null on success. */
  readonly id: string | null;
  readonly errors: readonly DmlRowError[];
  /** `EventBus.getOperationId(result)`; null on failure. */
  readonly operationId: string | null;
}

export interface EventBus {
  /** `EventBus.publish`. Refused events never throw; a record that is no event does. */
  publish(events: readonly SObjectValue[], request?: PublishRequest): readonly PublishResult[];
  /** A fresh `EventUuid`, for `newSObject(null, true)` on an event. */
  newEventUuid(): string;
}

/** `EventBus.TriggerContext.currentContext()`. */
export interface EventBatchContext {
  readonly retries: number;
  readonly lastError: string | null;
  /** @throws EventBus.InvalidReplayIdException when the replay id is not of this batch */
  setResumeCheckpoint(replayId: string): void;
  readonly resumeCheckpoint: string | null;
}

// ---------------------------------------------------------------- tests

/** What the `Test` class works on. */
export interface TestContext {
  startTest(): void;
  stopTest(): void;
  readonly isStarted: boolean;
  /** `@IsTest(SeeAllData=true)`. */
  readonly seesAllData: boolean;
  /** By qualified interface name, case-insensitive: `System.HttpCalloutMock`. */
  setMock(interfaceName: string, instance: object): void;
  mock(interfaceName: string): object | null;
  /** `Test.getEventBus().deliver()`. */
  deliverEvents(): void;
  /** `Test.getEventBus().fail()`: undelivered events fail, failure callbacks run. */
  failEvents(): void;
  /** `Test.setFixedSearchResults`. */
  fixedSearchResults: readonly string[] | null;
  /** `Test.setCreatedDate`, `Test.setReadOnlyApplicationMode`. */
  setCreatedDate(recordId: string, ms: number): void;
  setReadOnly(on: boolean): void;
}

// ---------------------------------------------------------------- ports: what the floors above give the platform

/** The loaded program as the platform uses it. Implemented over the compiler's `LoadedProgram` in `org.ts`. */
export interface ProgramPort {
  readonly hooks: ProgramHooks;
  /** Triggers on an object, in the order they run. */
  triggersOn(objectName: string): readonly TriggerPort[];
  /** Charges what compiled code ran so far to the transaction that runs now. @throws LimitError */
  settle(): void;
  /** Fresh holders of static state. */
  newStatics(): unknown[];
  /**
   * A copy of a value as asynchronous Apex stores it: instances, collections and records deeply, transient fields null,
   * what cannot be serialised refused by `System.SerializationException`.
   */
  serialise<T extends Value>(value: T): T;
  /** `instanceof` by qualified name: `implementsInterface(job, 'Database.AllowsCallouts')`. */
  implementsInterface(instance: object, interfaceName: string): boolean;
  /** Calls a method the object implements for a library interface. */
  invoke(instance: object, interfaceName: string, method: string, args: readonly Value[]): Value;
  /** The second argument of a batch's `execute`: a list of the type the class is a batchable of. */
  batchScope(batchable: object, values: readonly Value[]): Value;
  /** Iterates a List, a QueryLocator or an Apex `Iterable`. */
  iterate(value: object): Iterable<Value>;
  /** The class of an instance, as a qualified name: `Outer.Inner`. */
  classNameOf(instance: object): string;
  /** `Class.Foo.bar: line 3, column 1` lines of an error's Apex stack. */
  stackTrace(error: unknown): string;
}

export interface TriggerPort {
  readonly name: string;
  readonly object: string;
  readonly cases: ReadonlySet<TriggerCaseName>;
  run(context: TriggerRun): void;
}

export type TriggerCaseName =
  'beforeInsert' | 'beforeUpdate' | 'beforeDelete' | 'afterInsert' | 'afterUpdate' | 'afterDelete' | 'afterUndelete';

/** What `Trigger` is for one run. */
export interface TriggerRun {
  readonly case: TriggerCaseName;
  readonly object: ObjectSchema;
  readonly newRecords: readonly SObjectValue[] | null;
  readonly oldRecords: readonly SObjectValue[] | null;
}

/** Makes the Apex objects that the platform hands to user code. Implemented by the library. */
export interface ContextFactory {
  queueableContext(jobId: string): object;
  finalizerContext(data: FinalizerData): object;
  batchableContext(jobId: string, childJobId: string | null): object;
  schedulableContext(triggerId: string): object;
  /** `EventBus.FailureResult` / `SuccessResult`. */
  publishResult(kind: 'success' | 'failure', eventUuids: readonly string[]): object;
}

export interface FinalizerData {
  readonly jobId: string;
  readonly requestId: string;
  readonly result: 'SUCCESS' | 'UNHANDLED_EXCEPTION';
  /** An ApexException or LimitError; null on success. */
  readonly exception: object | null;
}

/** Re-exported so that users of the services need one import. */
export type { ApexType };
