/** What a union or a discriminated object may be, and how to tell. */
import { typeKey, type TypeRef, type Variant, type VariantTest } from '../../model/model';
import { child, isObject, listOf, own, textOf } from '../json';
import { lastKey, type ReadContext } from './context';
import type { FlatSchema, SchemaAt } from './flatten';
import { alternativeWords, schemaNamed, type SchemaReader } from './schemas';

/**
 * The schemas that say they are a discriminated one and more (`allOf` with a reference to it), where it has no `oneOf` itself.
 */
export function subtypesOf(context: ReadContext, path: string, flat: FlatSchema): SchemaAt[] {
  if (!flat.discriminator || flat.alternatives.length) return [];
  const mapped = Object.values(mappingOf(flat.discriminator)).flatMap((name) => schemaNamed(context, name) ?? []);
  const paths = mapped.length ? mapped : (childrenIn(context).get(path) ?? []);
  return [...new Set(paths)].filter((each) => each !== path).map((each) => ({ path: each, schema: { $ref: each } }));
}

const CHILDREN = new WeakMap<ReadContext, Map<string, string[]>>();

/** For each schema, those that include it by `allOf`. */
function childrenIn(context: ReadContext): Map<string, string[]> {
  const known = CHILDREN.get(context);
  if (known) return known;
  const children = new Map<string, string[]>();
  const components = own(context.document, 'components');
  for (const [name, schema] of Object.entries(own(components, 'schemas') ?? {})) {
    for (const part of listOf(own(schema, 'allOf'))) {
      const reference = own(part, '$ref');
      if (typeof reference !== 'string') continue;
      const list = children.get(reference) ?? [];
      list.push(child('#/components/schemas', name));
      children.set(reference, list);
    }
  }
  CHILDREN.set(context, children);
  return children;
}

function mappingOf(discriminator: object): Record<string, string> {
  const mapping = own(discriminator, 'mapping');
  if (!isObject(mapping)) return {};
  return Object.fromEntries(
    Object.entries(mapping).filter((each): each is [string, string] => typeof each[1] === 'string'),
  );
}

/** The variants of a schema: its alternatives and its subtypes, each type once. */
export function variantsOf(
  reader: SchemaReader,
  words: readonly string[],
  flat: FlatSchema,
  subtypes: readonly SchemaAt[],
): Variant[] {
  const all = [...flat.alternatives, ...subtypes];
  if (!all.length || (flat.properties.size && !flat.discriminator)) return [];
  const property = textOf(flat.discriminator && own(flat.discriminator, 'propertyName'));
  const telling = property || tellingProperty(reader, all);
  const variants: Variant[] = [];
  const seen = new Set<string>();
  for (const [index, at] of all.entries()) {
    const called = alternativeWords(at, words, index);
    const type = reader.typeOf(at, called);
    const key = typeKey(type);
    if (type.kind === 'any' || seen.has(key)) continue;
    seen.add(key);
    variants.push({
      type,
      words: type.kind === 'named' ? within(reader.types.get(type.path)?.words ?? called, words) : kindWords(type),
      test: testOf(reader, at, type, telling, flat),
    });
  }
  return variants;
}

/** What it is called inside what it is a variant of: not by the whole way there. */
function within(words: readonly string[], outer: readonly string[]): readonly string[] {
  const isInside = words.length > outer.length && outer.every((word, index) => word === words[index]);
  return isInside ? words.slice(outer.length) : words;
}

/** A property that every alternative has with one value of its own: `object: 'card'`. */
function tellingProperty(reader: SchemaReader, all: readonly SchemaAt[]): string {
  const constants = all.map((at) => constantsOf(reader, at));
  const [first] = constants;
  if (!first || constants.length < 2) return '';
  for (const name of first.keys()) {
    const values = constants.map((each) => each.get(name));
    if (values.every((each) => each !== undefined) && new Set(values).size === values.length) return name;
  }
  return '';
}

function constantsOf(reader: SchemaReader, at: SchemaAt): Map<string, string> {
  const place = reader.context.resolve(at.schema, at.path);
  const found = new Map<string, string>();
  if (!place) return found;
  for (const [name, property] of reader.flatten(place).properties) {
    const value = reader.context.resolve(property.schema, property.path);
    const [only, ...others] = (value && reader.flatten(value).enumeration) ?? [];
    if (typeof only === 'string' && !others.length) found.set(name, only);
  }
  return found;
}

function testOf(reader: SchemaReader, at: SchemaAt, type: TypeRef, telling: string, union: FlatSchema): VariantTest {
  switch (type.kind) {
    case 'list':
      return { kind: 'json', json: 'array' };
    case 'map':
      return { kind: 'json', json: 'object' };
    case 'boolean':
      return { kind: 'json', json: 'boolean' };
    case 'integer':
    case 'decimal':
      return { kind: 'json', json: 'number' };
    case 'named':
      break;
    default:
      return { kind: 'json', json: 'string' };
  }
  const named = reader.types.get(type.path);
  if (named?.kind === 'enum') return { kind: 'json', json: 'string' };
  const values = telling ? discriminating(reader, at, telling, union) : [];
  if (values.length) return { kind: 'discriminator', property: telling, values };
  const place = reader.context.resolve(at.schema, at.path);
  const flat = place && reader.flatten(place);
  const keys = flat ? [...flat.required].filter((key) => flat.properties.has(key)) : [];
  return keys.length ? { kind: 'keys', keys } : { kind: 'json', json: 'object' };
}

/** The values of the telling property by which an alternative is known. */
function discriminating(reader: SchemaReader, at: SchemaAt, telling: string, union: FlatSchema): string[] {
  if (!union.discriminator) {
    const constant = constantsOf(reader, at).get(telling);
    return constant === undefined ? [] : [constant];
  }
  const reference = textOf(own(at.schema, '$ref'));
  if (!reference) return [...constantsOf(reader, at)].filter(([name]) => name === telling).map(([, value]) => value);
  const name = lastKey(reference);
  const mapped = Object.entries(mappingOf(union.discriminator))
    .filter(([, target]) => target === reference || target === name || lastKey(target) === name)
    .map(([value]) => value);
  if (mapped.length) return mapped;
  // What documents of Azure have in place of a mapping, which Swagger 2.0 does not know:
  // https://github.com/Azure/autorest/blob/main/docs/extensions/readme.md#x-ms-discriminator-value
  const said = textOf(own(reader.context.resolve(at.schema, at.path)?.value, 'x-ms-discriminator-value'));
  return [said || (constantsOf(reader, at).get(telling) ?? name)];
}

function kindWords(type: TypeRef): string[] {
  switch (type.kind) {
    case 'list':
      return type.items.kind === 'named' ? [lastKey(type.items.path), 'List'] : [...kindWords(type.items), 'List'];
    case 'integer':
      return ['Whole', 'Number'];
    case 'decimal':
      return ['Number'];
    default:
      return [type.kind];
  }
}
