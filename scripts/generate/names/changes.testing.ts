/** Documents that change by chance, and where each part of them stood before. */
import type { Chance } from '../corpus/seeded';
import type { ApiModel } from '../model/model';
import { child, isObject, type JsonObject } from '../document/json';
import { readModel } from '../document/read/read';

type Node = Record<string, unknown>;

/** A document in memory, of which each part knows the path it had at first. */
export class ChangingDocument {
  /** Where an object stood at first, by object. Those that came later have none. */
  private readonly origins = new WeakMap<object, string>();
  readonly root: Node;

  constructor(
    document: JsonObject,
    private readonly random: Chance,
  ) {
    this.root = this.copy(document, '#') as Node;
  }

  private copy(value: unknown, path: string): unknown {
    if (typeof value !== 'object' || value === null) return value;
    const made: unknown = Array.isArray(value)
      ? (value as unknown[]).map((each, index) => this.copy(each, child(path, index)))
      : Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.copy(each, child(path, key))]));
    this.origins.set(made as object, path);
    return made;
  }

  /** The path at first, by the path now. */
  get originOf(): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    walk(this.root, '#', (node, path) => {
      const origin = this.origins.get(node);
      if (origin !== undefined) found.set(path, origin);
    });
    return found;
  }

  get model(): ApiModel {
    return readModel({
      source: 'changing.json',
      writtenIn: '3.1.0',
      document: this.root,
      problems: [],
      files: [],
      locate: () => ({ file: 'changing.json', line: 1, column: 1 }),
    }).model;
  }

  private chance(share: number): boolean {
    return this.random() < share;
  }

  private one<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.random() * list.length)];
  }

  private shuffle<T>(list: T[]): T[] {
    return list
      .map((each) => ({ each, key: this.random() }))
      .sort((a, b) => a.key - b.key)
      .map(({ each }) => each);
  }

  /** Puts keys and lists in another order, wherever order means nothing. */
  reorder(): void {
    walk(this.root, '#', (node) => {
      if (Array.isArray(node)) node.splice(0, node.length, ...this.shuffle<unknown>(node));
      else {
        const entries = this.shuffle(Object.entries(node));
        for (const [key] of entries) delete node[key];
        for (const [key, each] of entries) node[key] = each;
      }
    });
  }

  /** Adds what was not there, before and between what was, with names that others have but for upper and lower case. */
  add(share = 0.3): void {
    let number = 0;
    const text = (): Node => ({ type: 'string', enum: [`new${++number}`, 'B'] });
    const object = (): Node => ({ type: 'object', title: 'Newcomer', properties: { [`new ${++number}`]: text() } });
    walk(this.root, '#', (node, path) => {
      if (Array.isArray(node) || !this.chance(share)) return;
      const { parameters, oneOf, anyOf, allOf, properties, enum: values } = node;
      const place = (list: unknown[]): number => Math.floor(this.random() * (list.length + 1));
      if (Array.isArray(parameters))
        parameters.splice(place(parameters), 0, { name: `Q${++number}`, in: 'query', schema: text() });
      for (const list of [oneOf, anyOf])
        if (Array.isArray(list) && list.length > 1 && isUnionOfObjects(list)) list.splice(place(list), 0, object());
      if (Array.isArray(allOf) && allOf.length > 1) allOf.splice(place(allOf), 0, object());
      if (Array.isArray(values) && values.every((each) => typeof each === 'string') && values.length > 1)
        values.splice(place(values), 0, recased(String(values[0])));
      if (isObject(properties) && !/\/(properties|examples?)$/.test(path)) {
        const first = Object.keys(properties)[0];
        if (first !== undefined) this.putFirst(properties, recased(first), text());
      }
    });
    const { paths, components } = this.root as { paths: Node; components?: { schemas?: Node } };
    for (const schema of Object.keys(components?.schemas ?? {}).slice(0, 5)) {
      const name = recased(schema);
      if (components?.schemas) this.putFirst(components.schemas, name, object());
      const answer = { 200: json({ $ref: child('#/components/schemas', name) }) };
      this.putFirst(paths, `/new/${schema.replaceAll(/\W/g, '')}`, {
        get: { operationId: recased(this.someOperation()), tags: ['new', recased(schema)], responses: answer },
      });
    }
  }

  /** Removes a part of what can go without taking the rest with it. */
  remove(share = 0.15): void {
    walk(this.root, '#', (node, path) => {
      if (Array.isArray(node)) {
        const isOptional = /\/(parameters|enum|oneOf|anyOf|allOf)$/.test(path) && node.length > 2;
        if (isOptional && this.chance(share)) node.splice(Math.floor(this.random() * node.length), 1);
        return;
      }
      const isHolder = /^#\/paths$|\/properties$|\/responses$/.test(path);
      // An object without properties would be a map, which is another type.
      for (const key of Object.keys(node).slice(1)) if (isHolder && this.chance(share / 3)) delete node[key];
    });
  }

  private putFirst(holder: Node, key: string, value: unknown): void {
    if (Object.hasOwn(holder, key)) return;
    const entries = Object.entries(holder);
    for (const [old] of entries) delete holder[old];
    holder[key] = value;
    for (const [old, each] of entries) holder[old] = each;
  }

  private someOperation(): string {
    const ids: string[] = [];
    walk(this.root.paths, '#/paths', (node) => {
      if (isObject(node) && typeof node.operationId === 'string') ids.push(node.operationId);
    });
    return this.one(ids) ?? 'operation';
  }
}

function isUnionOfObjects(list: unknown[]): boolean {
  return list.every((each) => isObject(each) && each.type !== 'null' && each.required === undefined);
}

function json(schema: unknown): object {
  return { description: '', content: { 'application/json': { schema } } };
}

/** Another name that would be the same one in Apex. */
function recased(name: string): string {
  const turned = name === name.toUpperCase() ? name.toLowerCase() : name.toUpperCase();
  return turned === name ? `${name}-` : turned;
}

function walk(value: unknown, path: string, visit: (node: Node, path: string) => void): void {
  if (typeof value !== 'object' || value === null) return;
  visit(value as Node, path);
  for (const [key, each] of Object.entries(value)) walk(each, child(path, key), visit);
}
