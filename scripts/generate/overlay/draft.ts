/** A document under change: what is changed is copied, and only that. */
import { isObject, own, type JsonObject } from '../document/json';

export type Location = readonly (string | number)[];

type Container = Record<string | number, unknown>;

const REMOVED = Symbol('removed');

export class Draft {
  /** Copies of this draft, which it may write to. */
  private readonly copies = new WeakSet<object>();

  constructor(private current: JsonObject) {}

  get root(): JsonObject {
    return this.current;
  }

  /** Puts another value in a place; a place that is gone is passed over. */
  change(location: Location, change: (value: unknown) => unknown): void {
    const key = location.at(-1);
    if (key === undefined) {
      const next = change(this.current);
      if (isObject(next)) this.current = next;
      return;
    }
    const parent = this.open(location.slice(0, -1));
    if (parent !== null && own(parent, String(key)) !== undefined) parent[key] = change(parent[key]);
  }

  /** Removes places at once, so that the numbers of list items hold meanwhile. */
  remove(locations: readonly Location[]): void {
    const parents = new Set<Container>();
    for (const location of locations) {
      const key = location.at(-1);
      const parent = key === undefined ? null : this.open(location.slice(0, -1));
      if (parent === null || key === undefined) continue;
      parent[key] = REMOVED;
      parents.add(parent);
    }
    for (const parent of parents) {
      if (Array.isArray(parent)) compact(parent);
      else for (const key of Object.keys(parent)) if (parent[key] === REMOVED) delete parent[key];
    }
  }

  /** An object or list that may be written to, and everything above it; null where there is none. */
  private open(location: Location): Container | null {
    this.current = this.copied(this.current);
    let container: Container = this.current;
    for (const key of location) {
      const value = own(container, String(key));
      if (typeof value !== 'object' || value === null) return null;
      container = container[key] = this.copied(value as Container);
    }
    return container;
  }

  private copied<T extends object>(value: T): T {
    if (this.copies.has(value)) return value;
    const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as T;
    this.copies.add(copy);
    return copy;
  }
}

function compact(list: unknown[]): void {
  let kept = 0;
  for (const each of list) if (each !== REMOVED) list[kept++] = each;
  list.length = kept;
}
