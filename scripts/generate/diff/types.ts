/** Compares types. What is sent may ask for less, what is received may hold more. */
import type { EnumType, JsonPath, NamedType, ObjectType, Property, TypeRef, UnionType, Variant } from '../model/model';
import { paired, textChange, type Note } from './change';
import { variantKey } from '../names/names';
import { compareLimits } from './limits';

export type Direction = 'sent' | 'received';
type Types = ReadonlyMap<JsonPath, NamedType>;

export class TypeComparison {
  /** Pairs of types that are compared already, or just now: types may be recursive. */
  private readonly compared = new Set<string>();

  constructor(
    private readonly before: Types,
    private readonly after: Types,
    private readonly noting: (path: JsonPath, where: string) => Note,
  ) {}

  /** @param note takes what is different here; what is different within a named type is noted there */
  compare(old: TypeRef, now: TypeRef, direction: Direction, note: Note): void {
    if (old.kind === 'list' && now.kind === 'list') {
      compareLimits(old, now, direction, note);
      return this.compare(old.items, now.items, direction, note);
    }
    if (old.kind === 'map' && now.kind === 'map') return this.compare(old.values, now.values, direction, note);
    const [oldType, newType] = [this.named(old, this.before), this.named(now, this.after)];
    if (oldType && newType) return this.compareNamed(oldType, newType, direction, note);
    const [oldText, newText] = [describe(old, oldType), describe(now, newType)];
    if (oldText === newText) return compareLimits(old, now, direction, note);
    // Text and enumerations are String in Apex.
    const bothText = isText(old, oldType) && isText(now, newType);
    if (!bothText) note('breaking', undefined, `is ${newText} now, not ${oldText}`);
    else if (newType && direction === 'sent') note('breaking', undefined, 'takes certain values only now');
    else note('additive', undefined, `is ${newText} now, not ${oldText}`);
  }

  private named(type: TypeRef, types: Types): NamedType | undefined {
    return type.kind === 'named' ? types.get(type.path) : undefined;
  }

  private compareNamed(old: NamedType, now: NamedType, direction: Direction, note: Note): void {
    // A schema without a name of its own is where it stands, and that may be another number in a list.
    if (old.path !== now.path && (old.hasOwnName || now.hasOwnName))
      return note('breaking', undefined, `is the type ${nameOf(now)} now, not ${nameOf(old)}`);
    const key = `${direction} ${old.path} ${now.path}`;
    if (this.compared.has(key)) return;
    this.compared.add(key);
    const own = this.noting(old.path, nameOf(now));
    if (old.kind !== now.kind) return own('breaking', undefined, `is ${described(now)} now, not ${described(old)}`);
    textChange('description', old.description, now.description, own);
    if (!old.deprecated && now.deprecated) own('additive', undefined, 'is deprecated now');
    if (old.kind === 'enum' && now.kind === 'enum') return compareValues(old, now, direction, own);
    if (old.kind === 'object' && now.kind === 'object') this.compareObjects(old, now, direction, own);
    if (old.kind !== 'enum' && now.kind !== 'enum') this.compareVariants(old, now, direction, own);
  }

  private compareObjects(old: ObjectType, now: ObjectType, direction: Direction, note: Note): void {
    for (const [property, next] of paired(old.properties, now.properties, ({ wireName }) => wireName))
      this.compareProperties(property, next, direction, note);
    if (old.additional && now.additional) {
      this.compare(old.additional, now.additional, direction, (severity, _member, message) =>
        note(severity, undefined, `a value under another key ${message}`),
      );
    } else if (now.additional) note('additive', undefined, 'may have other keys now');
    else if (old.additional) note('breaking', undefined, 'has no other keys any more');
  }

  private compareProperties(
    old: Property | undefined,
    now: Property | undefined,
    direction: Direction,
    note: Note,
  ): void {
    const name = (now ?? old)?.wireName ?? '';
    const say: Note = (severity, _member, message) => note(severity, name, `${name} ${message}`);
    if (!now) return say('breaking', name, direction === 'sent' ? 'is not taken any more' : 'is gone');
    const isDemanded = now.required && direction === 'sent' && !now.readOnly;
    if (!old) return say(isDemanded ? 'breaking' : 'additive', name, `is new${isDemanded ? ' and required' : ''}`);
    const loosens = direction === 'sent' ? 'additive' : 'breaking';
    const tightens = direction === 'sent' ? 'breaking' : 'additive';
    if (!old.required && now.required) say(tightens, name, 'is required now');
    if (old.required && !now.required) say(loosens, name, 'is optional now');
    if (!old.nullable && now.nullable) say(loosens, name, 'may be null now');
    if (old.nullable && !now.nullable) say(tightens, name, 'is never null now');
    if (!old.readOnly && now.readOnly && direction === 'sent') say('breaking', name, 'is read-only now');
    if (!old.writeOnly && now.writeOnly && direction === 'received') say('breaking', name, 'is not answered any more');
    if (old.type.kind === 'boolean' && now.type.kind === 'boolean')
      compareFlags(old.constant, now.constant, direction, (severity, _member, message) => say(severity, name, message));
    if (JSON.stringify(old.formStyle) !== JSON.stringify(now.formStyle))
      say('breaking', name, 'is written in another style');
    if (JSON.stringify(old.defaultValue) !== JSON.stringify(now.defaultValue))
      say('cosmetic', name, 'has another default');
    if (!old.deprecated && now.deprecated) say('additive', name, 'is deprecated now');
    if (old.description !== now.description) say('cosmetic', name, 'is described in other words');
    this.compare(old.type, now.type, direction, say);
  }

  private compareVariants(
    old: ObjectType | UnionType,
    now: ObjectType | UnionType,
    direction: Direction,
    note: Note,
  ): void {
    for (const [variant, next] of paired(old.variants, now.variants, ({ words }) => words.join(' '))) {
      const any = next ?? variant;
      if (!any) continue;
      const member = variantKey((variant ?? any).type, { type: (path) => ({ name: path }) });
      const say: Note = (severity, _member, message) =>
        note(severity, member, `variant ${any.words.join(' ')} ${message}`);
      if (!next) say('breaking', member, 'is gone');
      else if (!variant) say('additive', member, 'is new');
      else this.compareVariant(variant, next, direction, say);
    }
  }

  private compareVariant(old: Variant, now: Variant, direction: Direction, say: Note): void {
    if (JSON.stringify(old.test) !== JSON.stringify(now.test))
      say('breaking', undefined, 'is told from the others in another way');
    this.compare(old.type, now.type, direction, say);
  }
}

/** The fixed values of all others are told with the values that a type may have. */
function compareFlags(old: unknown, now: unknown, direction: Direction, note: Note): void {
  if (old === now) return;
  if (now === undefined) note('additive', undefined, `need not be ${JSON.stringify(old)} any more`);
  else if (old === undefined)
    note(direction === 'sent' ? 'breaking' : 'additive', undefined, `is always ${JSON.stringify(now)} now`);
  else note('breaking', undefined, `is always ${JSON.stringify(now)} now, not ${JSON.stringify(old)}`);
}

/** Enumerations are open: a value more is none that code must know. */
function compareValues(old: EnumType, now: EnumType, direction: Direction, note: Note): void {
  const [before, after] = [new Set(old.values), new Set(now.values)];
  for (const value of before)
    if (!after.has(value))
      note('breaking', value, direction === 'sent' ? `${value} is not taken any more` : `${value} is gone`);
  for (const value of after) if (!before.has(value)) note('additive', value, `${value} is new`);
}

function nameOf({ words }: NamedType): string {
  return words.join('.');
}

function isText(type: TypeRef, named: NamedType | undefined): boolean {
  return type.kind === 'text' || named?.kind === 'enum';
}

function described(type: NamedType): string {
  return type.kind === 'union' ? 'one of several types' : `an ${type.kind === 'enum' ? 'enumeration' : 'object'}`;
}

/** What Apex and the wire tell apart. */
function describe(type: TypeRef, named: NamedType | undefined): string {
  switch (type.kind) {
    case 'named':
      return named ? `the type ${nameOf(named)}` : 'anything';
    case 'integer':
      return `a whole number of ${type.bits} bits`;
    case 'text':
      return type.format ? `text (${type.format})` : 'text';
    case 'list':
      return 'a list';
    case 'map':
      return 'a map';
    case 'any':
      return 'anything';
    case 'boolean':
    case 'decimal':
    case 'date':
    case 'datetime':
    case 'file':
      return `a ${type.kind}`;
  }
}
