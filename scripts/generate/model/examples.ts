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
const MOST_ITEMS = 200;
/** So is one whose items would be longer together, as JSON. */
const LONGEST_LIST = 2 * LONGEST;

/** Where in making an example something is. */
interface Making {
  readonly use: Use | undefined;
  readonly depth: number;
  /** Paths of the types it is in. */
  readonly within: readonly string[];
}

/** An example of a named type, kept for where it is needed again. */
interface Made {
  readonly value: unknown;
  /** Paths of the types that were met in making it. */
  readonly reached: ReadonlySet<string>;
  /** No more than its characters, as JSON. */
  readonly length: number;
}

export class Examples {
  private readonly validity: Validity;
  private readonly made = new Map<string, Made>();
  private readonly whole = new Map<string, unknown>();
  /** No more than the characters of what is being made, as JSON: beyond the most it is not made to its end. */
  private length = 0;
  private mostLength = LONGEST;
  /** Paths that making what is being made has come upon. */
  private reached = new Set<string>();

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
    if (type.kind !== 'named') return this.fitting(type, use);
    const key = `${use ?? ''} ${type.path}`;
    if (!this.whole.has(key)) this.whole.set(key, this.fitting(type, use));
    return this.whole.get(key);
  }

  /** Everything there is to make up; where that is too long, what is required. */
  private fitting(type: TypeRef, use: Use | undefined): unknown {
    this.length = 0;
    this.mostLength = LONGEST;
    const made = this.make(type, { use, depth: 0, within: [] });
    if (this.length <= LONGEST && JSON.stringify(made).length <= LONGEST) return made;
    this.mostLength = Infinity;
    return this.make(type, { use, depth: DEPTH, within: [] });
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
    const item = maxItems === 0 ? undefined : this.make(items, inside(making));
    if (item === undefined) return [];
    const most = Math.min(MOST_ITEMS, Math.ceil(LONGEST_LIST / JSON.stringify(item).length));
    const count = Math.min(Math.max(minItems, 1), most);
    return [...Array(count).keys()].map((index) => (uniqueItems ? this.other(items, item, index) : item));
  }

  /** An item that differs from those before it, where that is easy. */
  private other(type: TypeRef, item: unknown, index: number): unknown {
    if (index === 0) return item;
    const other = this.varied(type, item, index);
    return this.validity.isValid(type, other, undefined) ? other : item;
  }

  private varied(type: TypeRef, item: unknown, index: number): unknown {
    const named = type.kind === 'named' ? this.model.types.get(type.path) : undefined;
    if (named?.kind === 'enum') return named.values[index];
    if (named?.kind === 'union') {
      const variant = named.variants.find((each) => this.validity.isValid(each.type, item, undefined));
      return variant ? this.varied(variant.type, item, index) : item;
    }
    if (typeof item === 'number') return item + index;
    if (typeof item === 'string') return `${item.slice(0, -1)}${index}`;
    if (typeof item === 'boolean') return index === 1 ? !item : item;
    if (!isRecord(item)) return item;
    if (type.kind === 'map')
      return Object.fromEntries(Object.entries(item).map(([key, each]) => [key, this.other(type.values, each, index)]));
    for (const { wireName, type: inner, constant } of named?.properties ?? []) {
      if (constant !== undefined || !Object.hasOwn(item, wireName)) continue;
      const changed = this.other(inner, item[wireName], index);
      if (changed !== item[wireName]) return { ...item, [wireName]: changed };
    }
    return item;
  }

  private makeNamed(path: string, making: Making): unknown {
    const named = this.model.types.get(path);
    if (named?.kind === 'enum') return named.values[0];
    this.reached.add(path);
    if (!named || making.within.includes(path)) return undefined;
    const key = `${making.use ?? ''} ${Math.min(making.depth, DEPTH)} ${path}`;
    const known = this.made.get(key);
    const before = this.length;
    const made = known && isFree(known, making) ? known : this.makeOnce(path, named, making);
    this.length = before + made.length;
    for (const each of made.reached) this.reached.add(each);
    if (made !== known && this.length <= this.mostLength && isFree(made, making)) this.made.set(key, made);
    return made.value;
  }

  private makeOnce(path: string, named: UnionType | ObjectType, making: Making): Made {
    const { reached: outer, length: before } = this;
    this.reached = new Set();
    const within = { ...making, within: [...making.within, path] };
    const value = named.kind === 'union' ? this.makeVariant(named, within) : this.makeObject(named, within);
    const { reached } = this;
    this.reached = outer;
    return { value, reached, length: this.length - before };
  }

  private makeObject(type: ObjectType, making: Making): unknown {
    // An object that is one of several has the properties of one of them, not of all.
    const variant = this.makeVariant(type, making);
    const entries: [string, unknown][] = [];
    const ofVariant = this.length;
    const { isExclusive = false, required: [chosen = [], ...others] = [] } = type.choices ?? {};
    const unwanted = isExclusive ? others.flat().filter((each) => !chosen.includes(each)) : [];
    for (const property of type.properties) {
      if (this.length > this.mostLength) break;
      const { wireName, example, constant } = property;
      const required = property.required || chosen.includes(wireName);
      if (unwanted.includes(wireName) && !property.required) continue;
      if (isLeftOut(property, making.use)) continue;
      if ((variant !== undefined || making.depth >= DEPTH) && !required) continue;
      const value =
        constant ??
        (this.isUsable(property.type, example, making.use, LONGEST_OF_PROPERTY)
          ? example
          : this.make(property.type, inside(making)));
      if (value === undefined) continue;
      entries.push([wireName, value]);
      this.length += wireName.length + (typeof value === 'string' ? value.length : 0);
    }
    // What the variant has, too, takes its place.
    if (variant !== undefined) this.length = ofVariant;
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
    if (Object.hasOwn(value, test.property)) this.length -= JSON.stringify(value[test.property]).length;
    return Object.fromEntries([...Object.entries(value), [test.property, test.values[0]]]);
  }
}

/** Whether it would have been made alike somewhere else: nothing it came upon is what it stands in. */
function isFree({ reached }: Made, { within }: Making): boolean {
  return !within.some((each) => reached.has(each));
}

function inside(making: Making): Making {
  return { ...making, depth: making.depth + 1 };
}
