/** Whether a document's example is what its own schema says, and can be held by Apex: many are not. */
import type { ApiModel, Choices, JsonPath, ObjectType, TypeRef } from './model';
import { numberFits, textFits } from './samples';

/** On its way to the API, or from it: what is only read is not sent, what is only written is not answered. */
export type Use = 'sent' | 'answered';

/** How deep variants of variants are looked into. */
const DEPTH = 24;

export class Validity {
  constructor(private readonly model: Pick<ApiModel, 'types'>) {}

  isValid(type: TypeRef, value: unknown, use: Use | undefined, depth = 0): boolean {
    if (value === null || value === undefined || depth > DEPTH) return false;
    switch (type.kind) {
      case 'text':
        return typeof value === 'string' && textFits(value, type.format ?? type.limits?.format, type.limits);
      case 'boolean':
        return typeof value === 'boolean';
      case 'integer':
        return (
          typeof value === 'number' &&
          numberFits(value, true, type.limits) &&
          (type.bits === 64 || Math.abs(value) <= 2_147_483_647)
        );
      case 'decimal':
        return typeof value === 'number' && isExact(value) && numberFits(value, false, type.limits);
      case 'date':
        return typeof value === 'string' && isDay(value);
      case 'datetime':
        return typeof value === 'string' && isMoment(value);
      case 'any':
        return true;
      case 'file':
        return false;
      case 'list':
        return (
          Array.isArray(value) &&
          value.length >= (type.limits?.minItems ?? 0) &&
          value.length <= (type.limits?.maxItems ?? Infinity) &&
          (!type.limits?.uniqueItems || new Set(value.map((each) => JSON.stringify(each))).size === value.length) &&
          value.every((each) => this.isValid(type.items, each, use, depth + 1))
        );
      case 'map':
        return isRecord(value) && Object.values(value).every((each) => this.isValid(type.values, each, use, depth + 1));
      case 'named':
        return this.isValidNamed(type.path, value, use, depth);
    }
  }

  private isValidNamed(path: JsonPath, value: unknown, use: Use | undefined, depth: number): boolean {
    const named = this.model.types.get(path);
    switch (named?.kind) {
      case undefined:
        return false;
      case 'enum':
        return typeof value === 'string' && named.values.includes(value);
      case 'union':
        return named.variants.some(({ type }) => this.isValid(type, value, use, depth + 1));
      case 'object':
        return isRecord(value) && this.isValidObject(named, value, use, depth);
    }
  }

  private isValidObject(
    { properties, additional, isClosed, choices }: ObjectType,
    value: Readonly<Record<string, unknown>>,
    use: Use | undefined,
    depth: number,
  ): boolean {
    const known = new Map(properties.map((each) => [each.wireName, each]));
    return (
      (!choices || isChosen(choices, value)) &&
      properties.every((each) => !each.required || Object.hasOwn(value, each.wireName) || isLeftOut(each, use)) &&
      Object.entries(value).every(([key, each]) => {
        const property = known.get(key);
        if (!property) return !isClosed && (additional === null || this.isValid(additional, each, use, depth + 1));
        if (isLeftOut(property, use)) return false;
        return each === null ? property.nullable : this.isValid(property.type, each, use, depth + 1);
      })
    );
  }
}

function isChosen({ isExclusive, required }: Choices, value: Readonly<Record<string, unknown>>): boolean {
  const met = required.filter((names) => names.every((name) => Object.hasOwn(value, name))).length;
  return isExclusive ? met === 1 : met > 0;
}

/** Whether a property has no place in what is sent, or answered. */
export function isLeftOut(
  { readOnly, writeOnly }: { readonly readOnly: boolean; readonly writeOnly: boolean },
  use: Use | undefined,
): boolean {
  return (use === 'sent' && readOnly) || (use === 'answered' && writeOnly);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What Apex reads and writes with the same digits. */
function isExact(value: number): boolean {
  return Number.isFinite(value) && Math.abs(value) < 1e15 && !/e/i.test(String(value));
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
