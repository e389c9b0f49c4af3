/** Example values as JSON: the document's own where they are of the type it says, made up otherwise. */
import type { ApiModel, ObjectType, TypeRef, UnionType, Variant } from './model';

/** Below this depth only what is required is made up. */
const DEPTH = 3;
/** A document's example that is longer, as JSON, is not used: a literal of Apex has its limits. */
const LONGEST = 4_000;

export class Examples {
  constructor(private readonly model: ApiModel) {}

  /**
   * @param given the document's example
   * @returns an example of the type; undefined where only an endless one would do
   */
  of(type: TypeRef, given?: unknown): unknown {
    if (
      given !== undefined &&
      given !== null &&
      this.fits(type, given, 12) &&
      JSON.stringify(given).length <= LONGEST
    ) {
      return given;
    }
    const made = this.make(type, 0, []);
    return JSON.stringify(made).length <= LONGEST ? made : this.make(type, DEPTH, []);
  }

  /** Whether a value is of a type, as the generated code reads it: what it need not hold may be absent or null. */
  fits(type: TypeRef, value: unknown, depth: number): boolean {
    if (value === null) return true;
    if (depth < 0) return true;
    switch (type.kind) {
      case 'text':
        return typeof value === 'string';
      case 'boolean':
        return typeof value === 'boolean';
      case 'integer':
        return Number.isSafeInteger(value) && (type.bits === 64 || Math.abs(value as number) <= 2_147_483_647);
      case 'decimal':
        return (
          typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 1e15 && !/e/i.test(String(value))
        );
      case 'date':
        return typeof value === 'string' && isDay(value);
      case 'datetime':
        return typeof value === 'string' && isMoment(value);
      case 'any':
        return true;
      case 'file':
        return false;
      case 'list':
        return Array.isArray(value) && value.every((each) => this.fits(type.items, each, depth - 1));
      case 'map':
        return isRecord(value) && Object.values(value).every((each) => this.fits(type.values, each, depth - 1));
      case 'named':
        return this.fitsNamed(type.path, value, depth);
    }
  }

  private fitsNamed(path: string, value: unknown, depth: number): boolean {
    const named = this.model.types.get(path);
    if (!named) return false;
    if (named.kind === 'enum') return typeof value === 'string';
    if (named.kind === 'union') return true;
    return (
      isRecord(value) &&
      named.properties.every(
        ({ wireName, type }) => !Object.hasOwn(value, wireName) || this.fits(type, value[wireName], depth - 1),
      )
    );
  }

  private make(type: TypeRef, depth: number, within: readonly string[]): unknown {
    switch (type.kind) {
      case 'text':
        return type.format === 'uuid'
          ? '123e4567-e89b-12d3-a456-426614174000'
          : type.format === 'uri'
            ? 'https://example.com/a'
            : 'text';
      case 'boolean':
        return true;
      case 'integer':
        return 1;
      case 'decimal':
        return 1.5;
      case 'date':
        return '2026-03-01';
      case 'datetime':
        return '2026-03-01T12:30:00Z';
      case 'any':
        return { any: 'thing' };
      case 'file':
        return 'bytes';
      case 'list': {
        const item = this.make(type.items, depth + 1, within);
        return item === undefined ? [] : [item];
      }
      case 'map': {
        const value = this.make(type.values, depth + 1, within);
        return value === undefined ? {} : Object.fromEntries([['key', value]]);
      }
      case 'named':
        return this.makeNamed(type.path, depth, within);
    }
  }

  private makeNamed(path: string, depth: number, within: readonly string[]): unknown {
    const named = this.model.types.get(path);
    if (!named || within.includes(path)) return undefined;
    const inside = [...within, path];
    switch (named.kind) {
      case 'enum':
        return named.values[0];
      case 'union':
        return this.makeVariant(named, depth, inside);
      case 'object':
        return this.makeObject(named, depth, inside);
    }
  }

  private makeObject({ properties }: ObjectType, depth: number, within: readonly string[]): unknown {
    const entries: [string, unknown][] = [];
    for (const { wireName, type, required, example, constant } of properties) {
      if (depth >= DEPTH && !required) continue;
      const isSmall = example !== undefined && example !== null && JSON.stringify(example).length < 400;
      const value =
        constant ?? (isSmall && this.fits(type, example, 12) ? example : this.make(type, depth + 1, within));
      if (value !== undefined) entries.push([wireName, value]);
    }
    return Object.fromEntries(entries);
  }

  private makeVariant({ variants }: UnionType, depth: number, within: readonly string[]): unknown {
    for (const variant of variants) {
      const value = this.make(variant.type, depth, within);
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

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Years Apex can hold, and days the calendar has. */
function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (year === undefined || Number(year) < 1700) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

function isMoment(text: string): boolean {
  const found =
    /^(\d{4}-\d\d-\d\d)[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:[Zz]|[+-](?:0\d|1[0-4]):[0-5]\d)$/.exec(
      text,
    );
  return found !== null && isDay(found[1] ?? '');
}
