/**
 * The types of the Metadata API, from the declarations of `@salesforce/types`. Two releases of them differ in what the
 * WSDL of the day held, so that they are united: an element is required only if both say so.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** An element of a type. */
export interface ElementSchema {
  /** `string`, `boolean`, `number`, `any`, or the name of an enumeration or another type. */
  readonly type: string;
  readonly isList: boolean;
  readonly isRequired: boolean;
}

export interface MetadataSchema {
  /** Name of a type → its elements, inherited ones, too. */
  readonly types: Readonly<Record<string, Readonly<Record<string, ElementSchema>>>>;
  /** Name of an enumeration → its values. */
  readonly enums: Readonly<Record<string, readonly string[]>>;
}

const RELEASES = ['metadata-types-1-7', 'metadata-types-1-9'];
/** Part of the cache's key: to be raised whenever the derivation changes. */
const DERIVATION = 1;

/**
 * The united schema.
 *
 * @param cache folder to keep it in, by content of the declarations; null derives it anew
 */
export function metadataSchema(cache: string | null): MetadataSchema {
  const texts = RELEASES.map(declarations);
  const hash = createHash('sha256').update(String(DERIVATION));
  for (const text of texts) hash.update(text);
  const file = cache === null ? null : join(cache, `metadata-schema-${hash.digest('hex').slice(0, 16)}.json`);
  const known = file === null ? null : read(file);
  if (known) return known;
  const schema = texts.map(derive).reduce(unite);
  if (file !== null) keep(file, schema);
  return schema;
}

function declarations(release: string): string {
  // Its `exports` name the script beside the declarations only.
  return readFileSync(require.resolve(`${release}/metadata`).replace(/\.js$/, '.d.ts'), 'utf8');
}

function read(file: string): MetadataSchema | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as MetadataSchema;
  } catch {
    return null;
  }
}

function keep(file: string, schema: MetadataSchema): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(schema));
  } catch {
    // A cache that cannot be written to costs time only.
  }
}

/** Reads one text of declarations. */
function derive(text: string): MetadataSchema {
  const aliases = new Map<string, ts.TypeNode>();
  for (const each of ts.createSourceFile('metadata.d.ts', text, ts.ScriptTarget.Latest).statements) {
    if (ts.isTypeAliasDeclaration(each)) aliases.set(each.name.text, each.type);
  }
  const types: Record<string, Record<string, ElementSchema>> = {};
  const enums: Record<string, string[]> = {};
  for (const [name, node] of aliases) {
    const values = valuesOf(node);
    if (values) enums[name] = values;
    else if (!isScalar(node)) types[name] = elementsOf(node, aliases);
  }
  return { types, enums };
}

function valuesOf(node: ts.TypeNode): string[] | null {
  const parts = ts.isUnionTypeNode(node) ? [...node.types] : [node];
  const values = parts.flatMap((each) =>
    ts.isLiteralTypeNode(each) && ts.isStringLiteral(each.literal) ? [each.literal.text] : [],
  );
  return values.length > 0 && values.length === parts.length ? values : null;
}

function isScalar(node: ts.TypeNode): boolean {
  return !ts.isTypeLiteralNode(node) && !ts.isIntersectionTypeNode(node) && !ts.isTypeReferenceNode(node);
}

function elementsOf(node: ts.TypeNode, aliases: ReadonlyMap<string, ts.TypeNode>): Record<string, ElementSchema> {
  if (ts.isIntersectionTypeNode(node)) {
    return Object.fromEntries(node.types.flatMap((each) => Object.entries(elementsOf(each, aliases))));
  }
  if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) {
    const target = aliases.get(node.typeName.text);
    return target ? elementsOf(target, aliases) : {};
  }
  const elements: Record<string, ElementSchema> = {};
  if (!ts.isTypeLiteralNode(node)) return elements;
  for (const member of node.members) {
    if (!ts.isPropertySignature(member) || !member.type || !('text' in member.name)) continue;
    const isList = ts.isArrayTypeNode(member.type);
    elements[member.name.text] = {
      type: nameOf(ts.isArrayTypeNode(member.type) ? member.type.elementType : member.type, aliases),
      isList,
      // A list may be empty.
      isRequired: !isList && !member.questionToken,
    };
  }
  return elements;
}

function nameOf(node: ts.TypeNode, aliases: ReadonlyMap<string, ts.TypeNode>): string {
  if (node.kind === ts.SyntaxKind.StringKeyword) return 'string';
  if (node.kind === ts.SyntaxKind.BooleanKeyword) return 'boolean';
  if (node.kind === ts.SyntaxKind.NumberKeyword) return 'number';
  if (!ts.isTypeReferenceNode(node) || !ts.isIdentifier(node.typeName)) return 'any';
  const target = aliases.get(node.typeName.text);
  if (!target) return 'any';
  return isScalar(target) && !valuesOf(target) ? nameOf(target, aliases) : node.typeName.text;
}

function unite(one: MetadataSchema, other: MetadataSchema): MetadataSchema {
  const types: Record<string, Record<string, ElementSchema>> = { ...one.types };
  for (const [name, elements] of Object.entries(other.types)) types[name] = uniteElements(types[name], elements);
  const enums: Record<string, readonly string[]> = { ...one.enums };
  for (const [name, values] of Object.entries(other.enums)) {
    enums[name] = [...new Set([...(enums[name] ?? []), ...values])];
  }
  return { types, enums };
}

function uniteElements(
  one: Readonly<Record<string, ElementSchema>> | undefined,
  other: Readonly<Record<string, ElementSchema>>,
): Record<string, ElementSchema> {
  if (!one) return { ...other };
  const united: Record<string, ElementSchema> = {};
  for (const name of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const [a, b] = [one[name], other[name]];
    const known = a ?? b;
    if (!known) continue;
    united[name] = {
      type: a && b && a.type !== b.type ? wider(a.type, b.type) : known.type,
      isList: Boolean(a?.isList) || Boolean(b?.isList),
      isRequired: Boolean(a?.isRequired) && Boolean(b?.isRequired),
    };
  }
  return united;
}

/** Where the releases disagree, whatever either takes is taken. */
function wider(a: string, b: string): string {
  return a === 'string' || b === 'string' ? 'string' : 'any';
}
