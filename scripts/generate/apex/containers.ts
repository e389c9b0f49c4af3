/** The classes that hold generated types: `AcmeModel` for objects and unions, `AcmeValues` for texts the document knows. */
import type { ApiModel, EnumType, NamedType, ObjectType, Property, UnionType, Variant } from '../model/model';
import { variantKeys, type ApexNames } from '../names/names';
import { apexClass, type GeneratedFile } from '../output/file';
import { beyond, withNotes } from './descriptions';
import { ApexTypes, quotedSet } from './types';
import { called, statement, type Code } from './layout';
import { comment, literal } from './text';

const INDENT = '    ';
const IN_CLASS = INDENT.repeat(2);
const IN_METHOD = INDENT.repeat(3);

export function containers(model: ApiModel, names: ApexNames): GeneratedFile[] {
  const byContainer = new Map<string, { readonly name: string; readonly type: NamedType }[]>();
  for (const type of model.types.values()) {
    const [container = '', name = ''] = names.type(type.path).name.split('.');
    const types = byContainer.get(container) ?? [];
    types.push({ name, type });
    byContainer.set(container, types);
  }
  return [...byContainer].map(([container, types]) => {
    const isValues = types.every(({ type }) => type.kind === 'enum');
    const apex = new ApexTypes(model, names, container);
    const inner = types
      .sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1))
      .map(({ name, type }) => print(model, names, apex, name, type));
    const about = isValues ? 'Texts that the document knows; others may come.' : 'What is sent and received.';
    return apexClass(container, [
      ...comment([
        `${model.title}: ${about}`,
        `Generated from version ${model.version || 'unknown'}; a run of generate overwrites it.`,
      ]),
      `public inherited sharing class ${container} {`,
      ...inner.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines])),
      '}',
    ]);
  });
}

function print(model: ApiModel, names: ApexNames, apex: ApexTypes, name: string, type: NamedType): string[] {
  const about = comment(
    withNotes(apex.descriptions.say(beyond(name, type.description)), [type.deprecated ? 'Deprecated.' : '']),
    [],
    INDENT,
  );
  switch (type.kind) {
    case 'enum':
      return [...about, ...values(names, name, type)];
    case 'object':
      return [...about, ...object(model, names, apex, name, type)];
    case 'union':
      return [...about, ...union(names, apex, name, type)];
  }
}

function values(names: ApexNames, name: string, type: EnumType): string[] {
  const { members } = names.type(type.path);
  return [
    `${INDENT}public class ${name} extends CourierApiValues {`,
    ...type.values.map((value) => `${IN_CLASS}public final String ${members[value] ?? ''} = ${literal(value)};`),
    `${INDENT}}`,
  ];
}

function object(model: ApiModel, names: ApexNames, apex: ApexTypes, name: string, type: ObjectType): string[] {
  const { members } = names.type(type.path);
  const fields = type.properties.flatMap((property) => [
    ...comment(aboutProperty(model, names, apex, property), [], IN_CLASS),
    `${IN_CLASS}public ${apex.of(property.type)} ${members[property.wireName] ?? ''};`,
  ]);
  const exchange = type.properties.flatMap((property, index) => {
    const field = fieldIn(members[property.wireName] ?? '');
    return apex.exchange(
      property.type,
      `${field} =`,
      'json',
      literal(property.wireName),
      field,
      IN_METHOD,
      1 + 10 * index,
    );
  });
  return [
    `${INDENT}public virtual class ${name} extends CourierApiObject {`,
    ...fields,
    ...(fields.length ? [''] : []),
    `${IN_CLASS}public override void exchange(CourierJson json) {`,
    ...exchange,
    `${IN_CLASS}}`,
    ...variants(names, apex, type),
    `${INDENT}}`,
  ];
}

/** What `exchange` calls its argument and the variables of its loops. */
const LOCAL = /^(?:json|(?:values|made|key|now|each)\d+)$/i;

/** A field as `exchange` names it. */
function fieldIn(name: string): string {
  return LOCAL.test(name) ? `this.${name}` : name;
}

function aboutProperty(model: ApiModel, names: ApexNames, apex: ApexTypes, property: Property): string[] {
  const notes: string[] = [];
  if (property.required) notes.push('Required.');
  if (property.readOnly) notes.push('Only received.');
  if (property.writeOnly) notes.push('Only sent.');
  if (property.deprecated) notes.push('Deprecated.');
  if (property.defaultValue !== undefined) notes.push(`Left out, the API takes ${short(property.defaultValue)}.`);
  if (property.constant !== undefined) notes.push(`Always ${short(property.constant)}.`);
  const item = property.type.kind === 'list' ? property.type.items : property.type;
  if (property.constant === undefined && item.kind === 'named' && model.types.get(item.path)?.kind === 'enum') {
    notes.push(`Known values: ${names.type(item.path).name}.`);
  }
  return withNotes(apex.descriptions.say(beyond(property.wireName, property.description)), notes);
}

/** A value in a comment, on one line. */
export function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 60)} …` : text;
}

function union(names: ApexNames, apex: ApexTypes, name: string, type: UnionType): string[] {
  return [
    `${INDENT}public virtual class ${name} extends CourierApiUnion {`,
    `${IN_CLASS}public ${name}() {`,
    `${IN_CLASS}}`,
    '',
    `${IN_CLASS}/** @param value one of the types below */`,
    `${IN_CLASS}public ${name}(Object value) {`,
    `${IN_METHOD}super(value);`,
    `${IN_CLASS}}`,
    ...variants(names, apex, type),
    `${INDENT}}`,
  ];
}

function variants(names: ApexNames, apex: ApexTypes, type: ObjectType | UnionType): string[] {
  const { members } = names.type(type.path);
  const keys = variantKeys(type, names);
  return type.variants.flatMap((variant, index) => {
    const name = members[keys[index] ?? ''] ?? '';
    const target = apex.of(variant.type);
    return [
      '',
      `${IN_CLASS}public Boolean is${name}() {`,
      ...statement(IN_METHOD, 'return ', test(variant, type.kind)),
      `${IN_CLASS}}`,
      '',
      `${IN_CLASS}public ${target} as${name}() {`,
      ...(apex.classOf(variant.type) !== null
        ? [`${IN_METHOD}return (${target}) readAs(${target}.class);`]
        : apex.exchange(variant.type, 'return', 'reader()', "'value'", 'null', IN_METHOD)),
      `${IN_CLASS}}`,
    ];
  });
}

function test({ test: how }: Variant, kind: 'object' | 'union'): Code {
  switch (how.kind) {
    case 'discriminator':
      return called('tells', [literal(how.property), quotedSet(how.values)]);
    case 'keys':
      return called('hasKeys', [quotedSet(how.keys)]);
    case 'json':
      // An object that is discriminated is an object.
      return kind === 'union' ? `isJson(${literal(how.json)})` : 'true';
  }
}
