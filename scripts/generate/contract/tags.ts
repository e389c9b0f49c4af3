/** What JSDoc says of a part of a contract, beyond what TypeScript's types can. */
import { Node, type JSDocableNode } from 'ts-morph';
import { APEX_NAME, FLOW } from '../document/extensions';
import type { JsonObject } from '../document/json';
import { legalType, memberName } from '../names/identifiers';
import type { Places } from './problems';

/** Limits by what kind of value they need. */
const LIMITS: Readonly<Record<string, 'number' | 'text'>> = {
  minimum: 'number',
  maximum: 'number',
  exclusiveMinimum: 'number',
  exclusiveMaximum: 'number',
  multipleOf: 'number',
  minLength: 'number',
  maxLength: 'number',
  minItems: 'number',
  maxItems: 'number',
  pattern: 'text',
};

export function tagsOf(node: JSDocableNode): ReadonlyMap<string, string> {
  const tags = node.getJsDocs().flatMap((each) => each.getTags());
  return new Map(tags.map((each) => [each.getTagName(), (each.getCommentText() ?? '').trim()]));
}

/** What `@param name …` says of each parameter. */
export function parametersOf(node: JSDocableNode): ReadonlyMap<string, string> {
  const tags = node.getJsDocs().flatMap((each) => each.getTags());
  return new Map(
    tags
      .filter(Node.isJSDocParameterTag)
      .map((each) => [each.getName(), (each.getCommentText() ?? '').replace(/^\s*-/, '').trim()]),
  );
}

/** Its words, and whether it is deprecated. */
export function described(node: JSDocableNode): JsonObject {
  const description = node
    .getJsDocs()
    .map((each) => each.getDescription().trim())
    .join('\n');
  return {
    ...(description === '' ? {} : { description }),
    ...(tagsOf(node).has('deprecated') ? { deprecated: true } : {}),
  };
}

/** The name it is to have in Apex. */
export function apexNameOf(node: JSDocableNode & Node, kind: 'type' | 'member', places: Places): JsonObject {
  const name = tagsOf(node).get('apexName');
  if (name === undefined) return {};
  const legal = kind === 'type' ? legalType(name, '') : memberName(name, '');
  if (name !== '' && legal === name) return { [APEX_NAME]: name };
  const instead = legal === '' ? '' : `; ${legal} would be one`;
  places.complain(node, `@apexName ${name} is no name Apex takes for a ${kind}${instead}.`);
  return {};
}

/** Whether it is to be a Flow action. */
export function flowOf(node: JSDocableNode): JsonObject {
  return tagsOf(node).has('flow') ? { [FLOW]: true } : {};
}

/** A schema with the format and the limits that its property has. */
export function limited(schema: JsonObject, node: JSDocableNode & Node, places: Places): JsonObject {
  const tags = tagsOf(node);
  const format = tags.get('format');
  let limits: JsonObject = format === undefined ? schema : withFormat(schema, format, node, places);
  for (const [name, kind] of Object.entries(LIMITS)) {
    const said = tags.get(name);
    if (said === undefined) continue;
    const value = kind === 'number' ? Number(said) : said;
    if (said === '' || Number.isNaN(value)) places.complain(node, `@${name} needs a ${kind}.`);
    else limits = { ...limits, [name]: value };
  }
  return limits;
}

/** `int32` and `int64` are whole numbers, which TypeScript has no type for. */
function withFormat(schema: JsonObject, format: string, node: Node, places: Places): JsonObject {
  if (!format.startsWith('int')) return { ...schema, format };
  if (schema.type === 'number') return { ...schema, type: 'integer', format };
  if (schema.type === 'array' || schema.type === 'integer') return { ...schema, format };
  places.complain(node, `@format ${format} is one of numbers.`);
  return schema;
}
