/** What is to be done later: in the order of the time it is due, first come first served within a moment. */

/** One thing to do. */
export interface WorkItem {
  /** Names it for removal: a job id, a subscription. */
  readonly key: string;
  readonly dueAt: number;
  /** Key of the work this one goes on with: the parent of a chained job. */
  readonly continues?: string;
  readonly run: () => void;
}

export class WorkQueue {
  /** Sorted by due time; items due at the same time stand in the order they came. */
  private items: WorkItem[] = [];

  get size(): number {
    return this.items.length;
  }

  /** When the next item is due; null when there is none. */
  get nextDueAt(): number | null {
    return this.items[0]?.dueAt ?? null;
  }

  add(item: WorkItem): void {
    let low = 0;
    let high = this.items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.items[middle]!.dueAt <= item.dueAt) low = middle + 1;
      else high = middle;
    }
    this.items.splice(low, 0, item);
  }

  /** Takes the next item that is due, null when none is. */
  takeDue(now: number): WorkItem | null {
    const first = this.items[0];
    if (!first || first.dueAt > now) return null;
    this.items.shift();
    return first;
  }

  /** Takes everything, due or not. */
  takeAll(): WorkItem[] {
    const all = this.items;
    this.items = [];
    return all;
  }

  has(key: string): boolean {
    return this.items.some((item) => item.key === key);
  }

  remove(key: string): void {
    this.items = this.items.filter((item) => item.key !== key);
  }
}
