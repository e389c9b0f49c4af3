/**
 * Whether a transaction may make a callout: not with uncommitted work, not with open savepoints.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_callouts_timeouts.htm
 */
import { apexException } from '../values/errors';

export class UncommittedWork {
  private pieces = 0;
  private savepoints = 0;

  /** Something was done that a callout must not follow: DML, an enqueued or scheduled job, an event for after commit, an email. */
  add(): void {
    this.pieces += 1;
  }

  /** How much there is; {@link restore} goes back to it when a savepoint is rolled back. */
  get mark(): number {
    return this.pieces;
  }

  restore(mark: number): void {
    this.pieces = mark;
  }

  /** How many savepoints are set and not released. */
  set openSavepoints(count: number) {
    this.savepoints = count;
  }

  get exists(): boolean {
    return this.pieces > 0;
  }

  /** Whether there is neither work nor a savepoint. */
  get isNone(): boolean {
    return this.pieces === 0 && this.savepoints === 0;
  }

  /** @throws System.CalloutException when a callout is not allowed now */
  mustBeNone(): void {
    if (this.pieces > 0)
      throw apexException(
        'System.CalloutException',
        'You have uncommitted work pending. Please commit or rollback before calling out',
      );
    if (this.savepoints > 0)
      throw apexException('System.CalloutException', 'All active Savepoints must be released before making callouts.');
  }
}
