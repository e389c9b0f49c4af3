/** What every part of reading shares: the document, its references, and where problems go. */
import { APEX_NAME } from '../extensions';
import { canonical, child, isObject, keysOf, own, textOf, valueAt, type JsonObject } from '../json';
import type { DocumentProblem, LoadedDocument } from '../load';

/** A place in the document and what stands there. */
export interface Place {
  readonly path: string;
  readonly value: JsonObject;
}

interface Target {
  readonly path: string;
  readonly value: unknown;
}

/** How many references may lead to each other before they are taken for a circle. */
const MAXIMUM_CHAIN = 64;
/** A document with more problems than these is told enough. */
const MAXIMUM_PROBLEMS = 200;

export class ReadContext {
  readonly problems: DocumentProblem[] = [];
  private readonly told = new Set<string>();
  private readonly targets = new Map<string, Target | null>();

  constructor(readonly loaded: LoadedDocument) {}

  get document(): JsonObject {
    return this.loaded.document;
  }

  /**
   * Follows references to what stands behind them.
   *
   * @returns null where there is no object, or references go in a circle; both are told
   */
  resolve(value: unknown, path: string): Place | null {
    let at = path;
    let current = value;
    for (let steps = 0; steps < MAXIMUM_CHAIN; steps++) {
      if (!isObject(current)) return null;
      const reference = own(current, '$ref');
      if (typeof reference !== 'string') return { path: at, value: current };
      const found = this.target(reference);
      if (found === null) {
        this.problem(at, `The reference ${JSON.stringify(reference)} leads nowhere.`);
        return null;
      }
      ({ path: at, value: current } = found);
    }
    this.problem(path, 'References lead to each other in a circle.');
    return null;
  }

  /** What a reference points at; null where that is nothing. Each is looked up once. */
  private target(reference: string): Target | null {
    let found = this.targets.get(reference);
    if (found === undefined) {
      // `#name` is an anchor, which documents of OpenAPI hardly have.
      const path = /^#(?:\/|$)/.test(reference) ? canonical(reference) : null;
      const value = path === null ? undefined : valueAt(this.document, path);
      found = path === null || value === undefined ? null : { path, value };
      this.targets.set(reference, found);
    }
    return found;
  }

  /** The place under a key, behind references; null where there is none. */
  inside(place: Place, ...keys: readonly (string | number)[]): Place | null {
    let value: unknown = place.value;
    let path = place.path;
    for (const key of keys) {
      value = own(value, String(key));
      path = child(path, key);
    }
    if (value === undefined) return null;
    if (!isObject(value)) this.problem(path, `${shortened(value)} stands where an object has to.`);
    return this.resolve(value, path);
  }

  /** The places under a key that holds an object of objects. */
  entries(place: Place, key: string): [string, Place][] {
    const value = own(place.value, key);
    if (value !== undefined && !isObject(value)) this.inside(place, key);
    if (!isObject(value)) return [];
    return Object.keys(value).flatMap((name): [string, Place][] => {
      // Extensions may hold anything.
      if (name.startsWith('x-') && !isObject(value[name])) return [];
      const found = this.inside(place, key, name);
      return found ? [[name, found]] : [];
    });
  }

  /** Notes what is wrong at a place, once. */
  problem(path: string, message: string): void {
    const key = `${path} ${message}`;
    if (this.told.has(key) || this.problems.length >= MAXIMUM_PROBLEMS) return;
    this.told.add(key);
    this.problems.push({ ...this.loaded.locate(path), message });
  }
}

/** A value of a document, in a message about it. */
export function shortened(value: unknown): string {
  const text = JSON.stringify(value) ?? 'Nothing';
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** The last key of a path: what the document calls it. */
export function lastKey(path: string): string {
  return keysOf(path).at(-1) ?? '';
}

/** What the document asks to call something in Apex. */
export function apexNameOf(value: unknown): { readonly apexName?: string } {
  const name = textOf(own(value, APEX_NAME)).trim();
  return name === '' ? {} : { apexName: name };
}

/** A description without the white space around it. */
export function described(value: JsonObject): string {
  return (textOf(own(value, 'description')) || textOf(own(value, 'summary'))).trim();
}
