/** Patterns that examples are not held to: an expression of a stranger may never end. */
import type { ApiModel, JsonPath, TypeRef } from './model';
import { isTriable } from './samples';

export class UntriedPatterns {
  /** Those in a type itself, by path: most documents have none at all. */
  private readonly direct = new Map<JsonPath, readonly string[]>();

  constructor(private readonly model: ApiModel) {
    for (const [path, type] of model.types) {
      const found = partsOf(model, path).flatMap(patternsOf);
      if (type.kind !== 'enum' && found.length > 0) this.direct.set(path, found);
    }
  }

  /** Those that examples of the types may meet, each once. */
  in(types: readonly TypeRef[]): string[] {
    const found = new Set(types.flatMap(patternsOf));
    if (this.direct.size === 0) return [...found];
    const waiting = types.flatMap(pathsOf);
    const seen = new Set<JsonPath>();
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      if (seen.has(path)) continue;
      seen.add(path);
      for (const each of this.direct.get(path) ?? []) found.add(each);
      waiting.push(...partsOf(this.model, path).flatMap(pathsOf));
    }
    return [...found].sort();
  }
}

function partsOf(model: ApiModel, path: JsonPath): TypeRef[] {
  const type = model.types.get(path);
  if (!type || type.kind === 'enum') return [];
  const variants = type.variants.map((each) => each.type);
  if (type.kind === 'union') return variants;
  return [...type.properties.map((each) => each.type), ...(type.additional ? [type.additional] : []), ...variants];
}

/** What a list, or a map, holds in the end; any other type as it is. */
function heldBy(type: TypeRef): TypeRef {
  if (type.kind === 'list') return heldBy(type.items);
  return type.kind === 'map' ? heldBy(type.values) : type;
}

function patternsOf(type: TypeRef): string[] {
  const held = heldBy(type);
  const pattern = held.kind === 'text' ? held.limits?.pattern : undefined;
  return pattern === undefined || isTriable(pattern) ? [] : [pattern];
}

function pathsOf(type: TypeRef): JsonPath[] {
  const held = heldBy(type);
  return held.kind === 'named' ? [held.path] : [];
}
