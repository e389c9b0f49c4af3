/** Schemas → types of the model. */
import {
  typeKey,
  type FormStyle,
  type JsonPath,
  type Limits,
  type NamedType,
  type ObjectType,
  type Property,
  type TypeRef,
} from '../../model/model';
import { child, isObject, listOf, own, textOf, valueAt } from '../json';
import { apexNameOf, lastKey, type Place, type ReadContext } from './context';
import { flatten, isNull, saysAType, type FlatSchema, type SchemaAt } from './flatten';
import { subtypesOf, variantsOf } from './variants';

const ANY: TypeRef = { kind: 'any' };
const TEXT: TypeRef = { kind: 'text' };
/** How deep schemas without a name of their own (lists of lists …) may be nested before the rest is anything. */
const MAXIMUM_NESTING = 40;
/** How an entry of `components/schemas`, of a mounted file or of `$defs` looks: its last key is its name. */
const NAMED_PLACE = /\/(?:schemas|definitions|\$defs)\/[^/]+$/;

/** Gathers the types that operations reach. Objects are filled later, so that recursion and long chains end. */
export class SchemaReader {
  readonly types = new Map<JsonPath, NamedType>();
  private readonly kinds = new Map<JsonPath, TypeRef>();
  private readonly flat = new Map<JsonPath, FlatSchema>();
  private readonly waiting: (() => void)[] = [];
  private depth = 0;

  constructor(readonly context: ReadContext) {}

  /**
   * @param at a schema
   * @param words what to call its type, where it has no name of its own
   */
  typeOf({ path, schema }: SchemaAt, words: readonly string[]): TypeRef {
    if (schema !== undefined && typeof schema !== 'boolean' && !isObject(schema))
      this.context.problem(path, `${JSON.stringify(schema)} is no schema: taken for anything.`);
    if (!saysAType(schema)) return ANY;
    const place = this.context.resolve(schema, path);
    if (!place) return ANY;
    const known = this.kinds.get(place.path);
    if (known) return known;
    if (this.depth > MAXIMUM_NESTING) return ANY;
    this.depth++;
    // A schema that is made of itself and nothing else is anything.
    this.kinds.set(place.path, ANY);
    const type = this.read(place, this.ownName(place.path) ?? words);
    this.kinds.set(place.path, type);
    this.depth--;
    return type;
  }

  /** Fills the types that were met so far, and those met while filling them. */
  finish(): void {
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) next();
  }

  flatten(place: Place): FlatSchema {
    const known = this.flat.get(place.path);
    if (known) return known;
    const made = flatten(this.context, place);
    this.flat.set(place.path, made);
    return made;
  }

  isNullable(at: SchemaAt): boolean {
    if (isNull(at.schema)) return true;
    const place = this.context.resolve(at.schema, at.path);
    return place ? this.flatten(place).nullable : false;
  }

  /** Whether a form has anything to fill in. */
  saysAnything(place: Place): boolean {
    const flat = this.flatten(place);
    return flat.properties.size > 0 || flat.alternatives.length > 0 || flat.additional !== null;
  }

  /**
   * The type of a form's body: its own, even where JSON bodies have the same schema, since files and styles differ.
   *
   * @param styles how each property is written
   */
  formType(place: Place, path: JsonPath, words: readonly string[], styles: FormStyles): TypeRef {
    const flat = this.flatten(place);
    if (!flat.properties.size && !flat.alternatives.length) return { kind: 'map', values: ANY };
    this.addObject(path, words, false, flat, styles);
    return { kind: 'named', path };
  }

  private ownName(path: JsonPath): readonly string[] | null {
    return NAMED_PLACE.test(path) || /^#\/x-courier-files\/[^/]+(?:\/[^/]+)?$/.test(path) ? [lastKey(path)] : null;
  }

  private read(place: Place, words: readonly string[]): TypeRef {
    const only = this.onlyPart(place);
    if (only) return this.typeOf(only, words);
    const flat = this.flatten(place);
    const { types } = flat;
    if (flat.properties.size > 0) return this.object(place, words, flat);
    if (flat.alternatives.length > 0) return this.union(place, words, flat);
    if (types.has('array') && types.size === 1) return this.list(flat, words);
    if (types.has('object') && types.size === 1) return this.map(flat, words);
    if (types.size === 0) {
      if (flat.additional) return this.map(flat, words);
      if (flat.items) return this.list(flat, words);
    }
    return this.scalar(place, words, flat);
  }

  /** The one schema that this one only wraps, to describe it or to allow null beside it. */
  private onlyPart({ path, value }: Place): SchemaAt | null {
    if (Object.hasOwn(value, 'properties') || isObject(own(value, 'discriminator'))) return null;
    const parts = ['allOf', 'oneOf', 'anyOf'].flatMap((key) =>
      listOf(own(value, key))
        .map((schema, index) => ({ path: child(child(path, key), index), schema }))
        .filter(({ schema }) => saysAType(schema) && !isNull(schema)),
    );
    return parts.length === 1 && !own(value, 'required') ? (parts[0] ?? null) : null;
  }

  private list(flat: FlatSchema, words: readonly string[]): TypeRef {
    const items = flat.items ? this.typeOf(flat.items, [...words, 'Item']) : ANY;
    return { kind: 'list', items, ...limited(flat, LIST_LIMITS) };
  }

  private map(flat: FlatSchema, words: readonly string[]): TypeRef {
    return { kind: 'map', values: flat.additional ? this.typeOf(flat.additional, [...words, 'Value']) : ANY };
  }

  private object(place: Place, words: readonly string[], flat: FlatSchema): TypeRef {
    this.addObject(place.path, words, this.ownName(place.path) !== null, flat, null);
    return { kind: 'named', path: place.path };
  }

  private addObject(
    path: JsonPath,
    words: readonly string[],
    hasOwnName: boolean,
    flat: FlatSchema,
    styles: FormStyles | null,
  ): void {
    const { description, deprecated } = flat;
    const base = { kind: 'object', path, words, hasOwnName, description, deprecated } as const;
    this.types.set(path, { ...base, properties: [], additional: null, isClosed: false, variants: [] });
    this.waiting.push(() => {
      const filled: ObjectType = {
        ...base,
        properties: [...this.withAlternatives(flat)].map(([name, at]) =>
          this.property(name, at, words, flat.required.has(name), styles),
        ),
        additional: flat.additional ? this.typeOf(flat.additional, [...words, 'Value']) : null,
        isClosed: flat.isClosed,
        ...(flat.choices ? { choices: flat.choices } : {}),
        variants: variantsOf(this, words, flat, subtypesOf(this.context, path, flat)),
      };
      this.types.set(path, filled);
    });
  }

  /** Properties of an object, and those it may have in one of its alternatives. */
  private withAlternatives(flat: FlatSchema, seen = new Set<FlatSchema>()): Map<string, SchemaAt> {
    const all = new Map(flat.properties);
    seen.add(flat);
    for (const { path, schema } of flat.alternatives) {
      const place = this.context.resolve(schema, path);
      const inner = place && this.flatten(place);
      if (!inner || seen.has(inner)) continue;
      for (const [name, at] of this.withAlternatives(inner, seen)) if (!all.has(name)) all.set(name, at);
    }
    return all;
  }

  private property(
    wireName: string,
    at: SchemaAt,
    words: readonly string[],
    required: boolean,
    styles: FormStyles | null,
  ): Property {
    const place = this.context.resolve(at.schema, at.path);
    const direct = isObject(at.schema) ? at.schema : {};
    const value = place?.value ?? {};
    const flat = place ? this.flatten(place) : null;
    const said = (key: string): unknown => own(direct, key) ?? own(value, key);
    const constant = flat?.enumeration?.length === 1 ? flat.enumeration[0] : undefined;
    return {
      path: at.path,
      wireName,
      ...apexNameOf(direct),
      type: styles?.isFile(wireName, flat)
        ? flat?.types.has('array')
          ? { kind: 'list', items: { kind: 'file' } }
          : { kind: 'file' }
        : this.typeOf(at, [...words, wireName]),
      required,
      nullable: this.isNullable(at),
      readOnly: said('readOnly') === true,
      writeOnly: said('writeOnly') === true,
      deprecated: said('deprecated') === true,
      description: textOf(said('description')).trim() || textOf(said('title')).trim(),
      defaultValue: said('default'),
      example:
        own(direct, 'example') ??
        listOf(own(direct, 'examples'))[0] ??
        own(value, 'example') ??
        listOf(own(value, 'examples'))[0],
      ...(constant === undefined || constant === null ? {} : { constant }),
      ...(styles ? { formStyle: styles.styleOf(wireName) } : {}),
    };
  }

  private union(place: Place, words: readonly string[], flat: FlatSchema): TypeRef {
    const types = flat.alternatives.map((at, index) => this.typeOf(at, alternativeWords(at, words, index)));
    const distinct = [...new Map(types.map((type) => [typeKey(type), type])).values()];
    const [first] = distinct;
    if (!first || distinct.some(({ kind }) => kind === 'any')) return ANY;
    if (distinct.length === 1) return first;
    if (distinct.every((type) => this.isText(type))) return TEXT;
    if (distinct.every(({ kind }) => kind === 'integer')) return { kind: 'integer', bits: 64 };
    if (distinct.every(({ kind }) => kind === 'integer' || kind === 'decimal')) return { kind: 'decimal' };
    const { path } = place;
    const { description, deprecated } = flat;
    const variants = variantsOf(this, words, flat, []);
    this.types.set(path, {
      kind: 'union',
      path,
      words,
      hasOwnName: this.ownName(path) !== null,
      description,
      deprecated,
      variants,
    });
    return { kind: 'named', path };
  }

  private isText(type: TypeRef): boolean {
    return type.kind === 'text' || (type.kind === 'named' && this.types.get(type.path)?.kind === 'enum');
  }

  private scalar({ path }: Place, words: readonly string[], flat: FlatSchema): TypeRef {
    const { types, format, enumeration, description, deprecated } = flat;
    const values = enumeration?.filter((each) => each !== null) ?? [];
    const isText = values.length ? values.every((each) => typeof each === 'string') : types.has('string');
    if (types.size > 1)
      return [...types].every((each) => each === 'integer' || each === 'number')
        ? { kind: 'decimal', ...limited(flat, NUMBER_LIMITS) }
        : ANY;
    if (isText && values.length && (types.size === 0 || types.has('string'))) {
      this.types.set(path, {
        kind: 'enum',
        path,
        words,
        hasOwnName: this.ownName(path) !== null,
        description,
        deprecated,
        values: [...new Set(values as string[])],
      });
      return { kind: 'named', path };
    }
    if (types.has('string')) return textType(flat);
    if (types.has('boolean') || (!types.size && values.length && values.every((each) => typeof each === 'boolean'))) {
      return { kind: 'boolean' };
    }
    const limits = limited(flat, NUMBER_LIMITS);
    if (types.has('integer')) return { kind: 'integer', bits: format === 'int32' ? 32 : 64, ...limits };
    if (types.has('number'))
      return format === 'int64' || format === 'int32'
        ? { kind: 'integer', bits: 64, ...limits }
        : { kind: 'decimal', ...limits };
    return ANY;
  }
}

/** How the properties of a form are written. */
export interface FormStyles {
  styleOf(property: string): FormStyle;
  isFile(property: string, flat: FlatSchema | null): boolean;
}

const TEXT_LIMITS = ['minLength', 'maxLength', 'pattern', 'format'] as const;
const NUMBER_LIMITS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'values'] as const;
const LIST_LIMITS = ['minItems', 'maxItems', 'uniqueItems'] as const;

/** The limits that say something of a kind of value; nothing where there are none. */
function limited({ limits }: FlatSchema, keys: readonly (keyof Limits)[]): { readonly limits?: Limits } {
  const found = keys.filter((key) => limits[key] !== undefined).map((key) => [key, limits[key]]);
  return found.length ? { limits: Object.fromEntries(found) as Limits } : {};
}

function textType(flat: FlatSchema): TypeRef {
  const { format } = flat;
  switch (format) {
    case 'date':
      return { kind: 'date' };
    case 'date-time':
      return { kind: 'datetime' };
    case 'byte':
    case 'time':
    case 'uuid':
    case 'uri':
    case 'binary':
      return { kind: 'text', format, ...limited(flat, ['minLength', 'maxLength', 'pattern']) };
    default: {
      const limits = limited(flat, TEXT_LIMITS);
      return limits.limits ? { kind: 'text', ...limits } : TEXT;
    }
  }
}

/** What to call an alternative: its own name, its title, or its number. */
export function alternativeWords({ schema }: SchemaAt, words: readonly string[], index: number): string[] {
  const reference = textOf(own(schema, '$ref'));
  if (reference) return [lastKey(reference)];
  const title = textOf(own(schema, 'title'));
  return [...words, title && title.length < 40 ? title : `Option ${index + 1}`];
}

/** Whether a path leads to something: for the mapping of a discriminator, which may name a schema or refer to it. */
export function schemaNamed(context: ReadContext, name: string): string | null {
  const path = name.startsWith('#') ? name : child('#/components/schemas', name);
  return valueAt(context.document, path) === undefined ? null : path;
}
