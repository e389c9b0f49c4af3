/** A model with other paths in its references to named types. */
import type { ApiModel, JsonPath, NamedType, Property, TypeRef, Variant } from './model';

export function mapTypes(model: ApiModel, pathOf: (path: JsonPath) => JsonPath): ApiModel {
  const ref = (type: TypeRef): TypeRef => {
    switch (type.kind) {
      case 'named': {
        const path = pathOf(type.path);
        return path === type.path ? type : { ...type, path };
      }
      case 'list': {
        const items = ref(type.items);
        return items === type.items ? type : { ...type, items };
      }
      case 'map': {
        const values = ref(type.values);
        return values === type.values ? type : { ...type, values };
      }
      default:
        return type;
    }
  };
  const typed = <T extends Property | Variant | { readonly type: TypeRef }>(each: T): T => {
    const type = ref(each.type);
    return type === each.type ? each : { ...each, type };
  };
  const named = (type: NamedType): NamedType => {
    switch (type.kind) {
      case 'enum':
        return type;
      case 'union':
        return { ...type, variants: type.variants.map(typed) };
      case 'object':
        return {
          ...type,
          properties: type.properties.map(typed),
          additional: type.additional && ref(type.additional),
          variants: type.variants.map(typed),
        };
    }
  };
  return {
    ...model,
    types: new Map([...model.types].map(([path, type]) => [path, named(type)])),
    operations: model.operations.map((operation) => ({
      ...operation,
      parameters: operation.parameters.map(typed),
      body: operation.body && typed(operation.body),
      answers: operation.answers.map((answer) => ({ ...answer, content: answer.content && typed(answer.content) })),
    })),
  };
}
