/** Example values as JSON: the document's own where they are what it says itself, made up otherwise. */
import type { ApiModel, Limits, ObjectType, TypeRef, UnionType, Variant } from './model';
import { sampleNumber, sampleText } from './samples';
import { isLeftOut, isRecord, Validity, type Use } from './valid';

/** Below this depth only what is required is made up. */
const DEPTH = 3;
/** A document's example that is longer, as JSON, is not used: a literal of Apex has its limits. */
const LONGEST = 4_000;
/** So is that of a single property. */
const LONGEST_OF_PROPERTY = 400;
/** A list that must hold more is made up with fewer. */
const MOST_ITEMS = 20;

/** Where in making an example something is. */
interface Making {
  readonly use: Use | undefined;
  readonly depth: number;
  /** Paths of the types it is in. */
  readonly within: readonly string[];
}

export class Examples {
  private readonly validity: Validity;

  constructor(private readonly model: ApiModel) {
    this.validity = new Validity(model);
  }

  /**
   * @param given the document's example
   * @param use what it is for; without it everything is made up
   * @returns an example of the type; undefined where only an endless one would do
   */
  of(type: TypeRef, given?: unknown, use?: Use): unknown {
    if (this.isUsable(type, given, use, LONGEST)) return given;
    const made = this.make(type, { use, depth: 0, within: [] });
    return JSON.stringify(made).length <= LONGEST ? made : this.make(type, { use, depth: DEPTH, within: [] });
  }

  private isUsable(type: TypeRef, given: unknown, use: Use | undefined, longest: number): boolean {
    return (
      given !== undefined &&
      given !== null &&
      JSON.stringify(given).length <= longest &&
      this.validity.isValid(type, given, use)
    );
  }

  private make(type: TypeRef, making: Making): unknown {
    switch (type.kind) {
      case 'text':
        return sampleText(type.format ?? type.limits?.format, type.limits);
      case 'boolean':
        return true;
      case 'integer':
        return sampleNumber(1, true, type.limits);
      case 'decimal':
        return sampleNumber(1.5, false, type.limits);
      case 'date':
        return '2026-03-01';
      case 'datetime':
        return '2026-03-01T12:30:00Z';
      case 'any':
        return { any: 'thing' };
      case 'file':
        return 'bytes';
      case 'list':
        return this.makeList(type.items, type.limits, making);
      case 'map': {
        const value = this.make(type.values, inside(making));
        return value === undefined ? {} : Object.fromEntries([['key', value]]);
      }
      case 'named':
        return this.makeNamed(type.path, making);
    }
  }

  private makeList(
    items: TypeRef,
    { minItems = 1, maxItems = 1, uniqueItems }: Limits = {},
    making: Making,
  ): unknown[] {
    const count = maxItems === 0 ? 0 : Math.min(Math.max(minItems, 1), MOST_ITEMS);
    const item = count === 0 ? undefined : this.make(items, inside(making));
    if (item === undefined) return [];
    return [...Array(count).keys()].map((index) => (uniqueItems ? this.other(items, item, index) : item));
  }

  /** An item that differs from those before it, where that is easy. */
  private other(type: TypeRef, item: unknown, index: number): unknown {
    const named = type.kind === 'named' ? this.model.types.get(type.path) : undefined;
    const other =
      named?.kind === 'enum'
        ? named.values[index]
        : typeof item === 'number'
          ? item + index
          : typeof item === 'string' && index > 0
            ? `${item.slice(0, -1)}${index}`
            : item;
    return this.validity.isValid(type, other, undefined) ? other : item;
  }

  private makeNamed(path: string, making: Making): unknown {
    const named = this.model.types.get(path);
    if (!named || making.within.includes(path)) return undefined;
    const within = { ...making, within: [...making.within, path] };
    switch (named.kind) {
      case 'enum':
        return named.values[0];
      case 'union':
        return this.makeVariant(named, within);
      case 'object':
        return this.makeObject(named, within);
    }
  }

  private makeObject(type: ObjectType, making: Making): unknown {
    // An object that is one of several has the properties of one of them, not of all.
    const variant = this.makeVariant(type, making);
    const entries: [string, unknown][] = [];
    for (const property of type.properties) {
      const { wireName, required, example, constant } = property;
      if (isLeftOut(property, making.use)) continue;
      if ((variant !== undefined || making.depth >= DEPTH) && !required) continue;
      const value =
        constant ??
        (this.isUsable(property.type, example, making.use, LONGEST_OF_PROPERTY)
          ? example
          : this.make(property.type, inside(making)));
      if (value !== undefined) entries.push([wireName, value]);
    }
    return Object.fromEntries(isRecord(variant) ? [...entries, ...Object.entries(variant)] : entries);
  }

  private makeVariant({ variants }: UnionType | ObjectType, making: Making): unknown {
    for (const variant of variants) {
      const value = this.make(variant.type, making);
      if (value !== undefined) return this.telling(variant, value);
    }
    return undefined;
  }

  /** With the text by which the variant is known. */
  private telling({ test }: Variant, value: unknown): unknown {
    if (test.kind !== 'discriminator' || !isRecord(value)) return value;
    return Object.fromEntries([...Object.entries(value), [test.property, test.values[0]]]);
  }
}

function inside(making: Making): Making {
  return { ...making, depth: making.depth + 1 };
}
