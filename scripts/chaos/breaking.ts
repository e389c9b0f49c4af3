/** Makes happen in the org what a schedule says goes wrong: each fault at the nth time it could. */
import type { LocalOrg } from '../local-org/org';
import { currentOrNull } from '../local-org/platform/current';
import type { BesidePoint, QueryMoment } from '../local-org/platform/faults';
import type { KillHook } from '../local-org/platform/limits';
import type { DmlRowError } from '../local-org/platform/services';
import { LimitError } from '../local-org/values/errors';
import { KILL_POINTS, type Action, type Fault } from './schedule';

type Kind = Fault['kind'];
type FaultOf<K extends Kind> = Extract<Fault, { readonly kind: K }>;

const ROW_LOCKED: DmlRowError = {
  statusCode: 'UNABLE_TO_LOCK_ROW',
  message: 'unable to obtain exclusive access to this record',
  fields: [],
};
const STORAGE_FULL: DmlRowError = {
  statusCode: 'STORAGE_LIMIT_EXCEEDED',
  message: 'storage limit exceeded',
  fields: [],
};

/** After so long a worker that is dead has lost its lane, in milliseconds. */
const LEASE = 12 * 60_000;

interface LateFinalizer {
  /** Where its worker sent to. */
  readonly host: string;
  /** When its worker died, in the org's time. */
  readonly since: number;
  readonly run: () => void;
}

function isLocked(error: unknown): boolean {
  return error instanceof Error && /Record Currently Unavailable|UNABLE_TO_LOCK_ROW/.test(error.message);
}

/** Kills stand for any limit that cannot be caught. */
const KILLED = 'Apex CPU time limit exceeded';

export class Breaking {
  /** How many things went wrong so far. */
  fired = 0;
  /**
   * How many finalizers of workers waited for a lane in vain, as their workers had: what those sent is nowhere written down, and is
   * unclear.
   */
  heldUp = 0;
  private readonly counts = new Map<string, number>();
  private transactions = 0;
  /** Statement at which the running transaction is to die; null where it is not. */
  private readonly doomed = new Map<string, number>();
  /** What each transaction asked for last. */
  private readonly asked = new Map<string, string>();
  /** A worker that just died and whose finalizer is to come late. */
  private waitsForFinalizer: { readonly host: string; readonly since: number } | null = null;
  private readonly lateFinalizers: LateFinalizer[] = [];
  private isOff = false;

  /**
   * Begins to break an org.
   *
   * @param act does something in the middle of somebody else's transaction
   */
  constructor(
    private readonly org: LocalOrg,
    private readonly faults: readonly Fault[],
    private readonly act: (action: Action) => void,
  ) {
    const { engine } = org;
    engine.killHook = this.kill;
    engine.faults = {
      meanwhile: (moment) => this.between(moment),
      beside: (point) => this.beside(point),
      holdsRows: () => this.isWithin('holdRows'),
      rowError: (operation) => {
        if (operation === 'insert') return this.isWithin('fullStorage') ? STORAGE_FULL : null;
        return this.isWithin('lockRow') ? ROW_LOCKED : null;
      },
      refusesJobs: () => this.isWithin('refuseJob'),
      queueDelay: () => (this.hit('delayJob')?.seconds ?? 0) * 1000,
      losesFinalizer: () => this.hit('loseFinalizer') !== null,
      holdsFinalizer: (_, run) => this.holdFinalizer(run),
      eventDelay: () => {
        const delayed = this.hit('delayEvent');
        return this.hit('loseEvent') ? Infinity : (delayed?.seconds ?? 0) * 1000;
      },
    };
  }

  /** Hears of the org's transactions. @returns how to stop */
  listen(): () => void {
    return this.org.listen((event) => {
      if (event.kind === 'jobFinished' && event.className === 'CourierWorkerFinalizer' && isLocked(event.error))
        this.heldUp += 1;
      if (event.kind === 'transactionStarted') {
        const fault = this.at('killStatement', this.transactions++);
        if (!fault || this.isOff) return;
        this.doomed.set(event.requestId, fault.statement);
        this.org.program.countEvery(1);
      } else if (event.kind === 'transactionEnded' && this.doomed.delete(event.requestId) && this.doomed.size === 0) {
        this.org.program.countEvery(null);
      }
    });
  }

  /** A request is under way: others may come in between, and finalizers that are late. @param host where it goes */
  underWay(host: string): void {
    const now = this.org.now();
    const late = this.lateFinalizers.findIndex((each) => each.host === host && now - each.since > LEASE);
    if (late >= 0) this.lateFinalizers.splice(late, 1)[0]!.run();
    this.meanwhile();
  }

  /** Another transaction may run beside one. */
  private beside(point: BesidePoint): (() => void) | null {
    const count = this.count(`beside ${point}`);
    const fault = this.faults.find(
      (each): each is FaultOf<'beside'> => each.kind === 'beside' && each.point === point && each.at === count,
    );
    if (!fault) return null;
    this.fired += 1;
    return () => this.act(fault.action);
  }

  /**
   * An answer arrived.
   *
   * @param host from where
   * @throws LimitError when nobody lives to hear it
   */
  answered(host: string): void {
    const job = currentOrNull()?.job;
    if (job && this.hit('lateFinalizer')) {
      this.waitsForFinalizer = { host, since: this.org.now() };
      throw new LimitError(KILLED);
    }
    if (this.hit('killAnswered')) throw new LimitError(KILLED);
    const stall = job ? this.hit('giveUp') : null;
    if (!stall || !job) return;
    this.org.engine.rows.update('AsyncApexJob', job.id, { Status: 'Aborted' });
    this.org.advanceTo(this.org.now() + stall.seconds * 1000);
  }

  private between({ object, requestId }: QueryMoment): void {
    const hasLanes = this.asked.get(requestId) === 'CourierLane__c';
    this.asked.set(requestId, object);
    const race = hasLanes ? this.hit('race') : null;
    if (race) this.act(race.action);
    this.meanwhile();
  }

  private meanwhile(): void {
    const fault = this.hit('meanwhile');
    if (fault) this.act(fault.action);
  }

  private holdFinalizer(run: () => void): boolean {
    if (!this.waitsForFinalizer) return false;
    this.lateFinalizers.push({ ...this.waitsForFinalizer, run });
    this.waitsForFinalizer = null;
    return true;
  }

  /** From now on nothing goes wrong. */
  stop(): void {
    this.isOff = true;
    for (const { run } of this.lateFinalizers.splice(0)) run();
    const { engine } = this.org;
    engine.killHook = null;
    engine.faults = {};
    engine.isReadOnly = false;
    this.org.program.countEvery(null);
  }

  private readonly kill: KillHook = (point, used, { requestId }) => {
    if (this.isOff) return null;
    if (point === 'statement') {
      if (used < (this.doomed.get(requestId) ?? Infinity)) return null;
      this.doomed.set(requestId, Infinity);
      this.fired += 1;
      return KILLED;
    }
    const known = KILL_POINTS.find((each) => each === point);
    if (!known) return null;
    const count = this.count(known);
    const dies = this.faults.some((fault) => fault.kind === 'kill' && fault.point === known && fault.at === count);
    if (dies) this.fired += 1;
    return dies ? KILLED : null;
  };

  /** Counts, and answers the fault of the kind that is due at this count. */
  private hit<K extends Kind>(kind: K): FaultOf<K> | null {
    const fault = this.at(kind, this.count(kind));
    if (fault) this.fired += 1;
    return fault;
  }

  private at<K extends Kind>(kind: K, count: number): FaultOf<K> | null {
    return this.faults.find((fault): fault is FaultOf<K> => fault.kind === kind && fault.at === count) ?? null;
  }

  /** Counts, and answers whether a fault of the kind, which lasts for some counts, lasts now. */
  private isWithin(kind: 'holdRows' | 'lockRow' | 'fullStorage' | 'refuseJob'): boolean {
    const count = this.count(kind);
    const isBroken = this.faults.some(
      (fault) => fault.kind === kind && count >= fault.at && count < fault.at + fault.length,
    );
    if (isBroken) this.fired += 1;
    return isBroken;
  }

  private count(what: string): number {
    const count = this.counts.get(what) ?? 0;
    this.counts.set(what, count + 1);
    return count;
  }
}
