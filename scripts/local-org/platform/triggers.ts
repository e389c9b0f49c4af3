/**
 * Running triggers: in order, at most sixteen deep, with the error an uncaught exception becomes.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm (trigger recursion)
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_triggers_exceptions.htm
 */
import { ApexException } from '../values/errors';
import type { SObjectValue } from '../values/sobject';
import type { DmlVerb, TriggerCaseName, TriggerPort, TriggerRun } from './services';
import type { ApexTransaction } from './transaction';

/** What cannot be done to a row while a trigger runs for it. */
const HELD: Readonly<Partial<Record<TriggerCaseName, readonly DmlVerb[]>>> = {
  beforeUpdate: ['update', 'upsert', 'delete', 'undelete'],
  beforeDelete: ['delete'],
  afterDelete: ['delete', 'undelete'],
  afterUndelete: ['delete'],
};

/** How deep triggers may cause one another to run. */
export const MAXIMUM_TRIGGER_DEPTH = 16;

/** What a DML statement's rows get as their error when a trigger stopped it. */
export class TriggerFailure extends Error {
  override readonly name = 'TriggerFailure';
  readonly statusCode = 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY';

  constructor(
    message: string,
    readonly exception: ApexException | null,
  ) {
    super(message);
  }
}

/** The triggers that run now, outermost first. */
export class TriggerStack {
  private readonly running: { readonly name: string; readonly run: TriggerRun }[] = [];

  get depth(): number {
    return this.running.length;
  }

  /** What `Trigger` answers now; null outside triggers. */
  get top(): TriggerRun | null {
    return this.running.at(-1)?.run ?? null;
  }

  /**
   * The trigger that runs for a row and in which the statement may not be made: what is being done to a row cannot be
   * done to it again, and what is deleted cannot come back meanwhile.
   * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_triggers_context_variables_considerations.htm
   *
   * @returns its name; null when the row is free
   */
  holderOf(operation: DmlVerb, id: string): string | null {
    const holds = ({ run }: { readonly run: TriggerRun }): boolean =>
      (HELD[run.case]?.includes(operation) ?? false) &&
      (run.newRecords ?? run.oldRecords ?? []).some((record) => record.id === id);
    return this.running.find(holds)?.name ?? null;
  }

  /** Whether these are the very records a running trigger was given: no statement takes them, in whatever list. */
  gave(records: readonly SObjectValue[]): boolean {
    return this.running.some(({ run: { newRecords, oldRecords } }) =>
      [...(newRecords ?? []), ...(oldRecords ?? [])].some((record) => records.includes(record)),
    );
  }

  /** Runs a trigger's body as the innermost trigger. @throws TriggerFailure when it would be too deep */
  enter<T>(trigger: TriggerPort, run: TriggerRun, body: () => T): T {
    if (this.running.length >= MAXIMUM_TRIGGER_DEPTH) {
      const events = [...this.running.map((each) => each.run), run].map(
        (each) => `${each.object.name} trigger event ${eventName(each.case)}`,
      );
      throw new TriggerFailure(`${trigger.name}: maximum trigger depth exceeded\n${events.join('\n')}`, null);
    }
    this.running.push({ name: trigger.name, run });
    try {
      return body();
    } finally {
      this.running.pop();
    }
  }
}

/** Runs what triggers an object has for the case. @throws TriggerFailure when one of them throws; limits and unsupported features pass */
export function fireTriggers(transaction: ApexTransaction, run: TriggerRun): void {
  const { program } = transaction.engine;
  for (const trigger of program.triggersOn(run.object.name)) {
    if (!trigger.cases.has(run.case)) continue;
    try {
      transaction.triggers.enter(trigger, run, () => trigger.run(run));
    } catch (error) {
      if (!(error instanceof ApexException)) throw error;
      throw new TriggerFailure(failureText(trigger.name, run.case, error, program.stackTrace(error)), error);
    }
  }
}

/** `AfterInsert` as messages name it. */
export function eventName(name: TriggerCaseName): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function failureText(trigger: string, name: TriggerCaseName, error: ApexException, stack: string): string {
  return `${trigger}: execution of ${eventName(name)}\n\ncaused by: ${error.description}\n\n${stack}`;
}
