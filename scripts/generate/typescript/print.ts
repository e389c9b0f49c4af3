/** The model as TypeScript: the types of an API as they are on the wire, under their original names. */
import type {
  ApiModel,
  JsonPath,
  NamedType,
  ObjectType,
  Operation,
  Parameter,
  Property,
  TypeRef,
  UnionType,
} from '../model/model';
import type { GeneratedFile } from '../output/file';
import { doc } from './doc';
import { typescriptNames } from './names';

/**
 * Prints the types of an API: one interface an object, one alias a union or enumeration, and `Operations` with what each
 * operation takes and answers. It has nothing to run and stands on nothing.
 *
 * @param prefix names the file
 */
export function typescriptTypes(model: ApiModel, prefix: string): GeneratedFile {
  return { path: `${prefix}.d.ts`, text: new Printer(model).print() };
}

class Printer {
  private readonly names: ReadonlyMap<JsonPath, string>;

  constructor(private readonly model: ApiModel) {
    this.names = typescriptNames(model.types);
  }

  print(): string {
    const { title, version } = this.model;
    const heading = [
      '// Generated from an OpenAPI document: changes made here are lost.',
      `// ${oneLine(`${title} ${version}`)}`,
    ];
    const types = [...this.model.types.values()].flatMap((each) => ['', ...this.declaration(each)]);
    return [...heading, ...types, '', ...this.operations(), ''].join('\n');
  }

  // ---------------------------------------------------------------- types

  private declaration(type: NamedType): string[] {
    const name = this.names.get(type.path) ?? 'unknown';
    const comment = doc(type.description, type.deprecated, '');
    switch (type.kind) {
      case 'enum': {
        const values = type.values.map((each) => JSON.stringify(each));
        return [...comment, `export type ${name} = ${openEnum(values)};`];
      }
      case 'union':
        return [...comment, `export type ${name} = ${this.union(type)};`];
      case 'object':
        return [...comment, ...this.interface(name, type)];
    }
  }

  private interface(name: string, { properties, additional }: ObjectType): string[] {
    const lines = properties.flatMap((each) => this.property(each));
    // What stands under other keys need not go with the types of the known ones.
    if (additional) lines.push(`  [key: string]: ${properties.length > 0 ? 'unknown' : this.text(additional)};`);
    return lines.length === 0 ? [`export interface ${name} {}`] : [`export interface ${name} {`, ...lines, '}'];
  }

  private property({ wireName, type, required, nullable, readOnly, description, deprecated }: Property): string[] {
    const text = `${this.text(type)}${nullable && type.kind !== 'any' ? ' | null' : ''}`;
    return [
      ...doc(description, deprecated, '  '),
      `  ${readOnly ? 'readonly ' : ''}${key(wireName)}${required ? '' : '?'}: ${text};`,
    ];
  }

  /** Unions in unions are taken apart: an alias that leads back to itself is none. */
  private union(union: UnionType): string {
    const alternatives = new Set<string>();
    const seen = new Set<JsonPath>();
    const add = (type: TypeRef): void => {
      const named = type.kind === 'named' ? this.model.types.get(type.path) : undefined;
      if (named?.kind !== 'union') alternatives.add(this.text(type));
      else if (!seen.has(named.path)) {
        seen.add(named.path);
        for (const variant of named.variants) add(variant.type);
      }
    };
    seen.add(union.path);
    for (const variant of union.variants) add(variant.type);
    return [...alternatives].join(' | ') || 'unknown';
  }

  private text(type: TypeRef): string {
    switch (type.kind) {
      case 'text':
      case 'date':
      case 'datetime':
        return 'string';
      case 'integer':
      case 'decimal':
        return 'number';
      case 'boolean':
        return 'boolean';
      case 'file':
        return 'Blob';
      case 'any':
        return 'unknown';
      case 'list':
        return this.list(this.text(type.items));
      case 'map':
        return `{ [key: string]: ${this.text(type.values)} }`;
      case 'named':
        return this.names.get(type.path) ?? 'unknown';
    }
  }

  private list(items: string): string {
    return /[|&]/.test(items) ? `(${items})[]` : `${items}[]`;
  }

  // ---------------------------------------------------------------- operations

  private operations(): string[] {
    const keys = new Set<string>();
    const lines = this.model.operations.flatMap((operation) => {
      const route = `${operation.method} ${operation.template}`;
      const name = operation.operationId === null || keys.has(operation.operationId) ? route : operation.operationId;
      if (keys.has(name)) return [];
      keys.add(name);
      return this.operation(name, operation);
    });
    return ['/** What each operation takes and answers. */', 'export interface Operations {', ...lines, '}'];
  }

  private operation(name: string, operation: Operation): string[] {
    const { method, template, summary, description, deprecated, body, answers } = operation;
    const taken = new Set<string>();
    const statuses = answers.flatMap(({ status, content }) => {
      if (taken.has(status)) return [];
      taken.add(status);
      return [`      ${key(status)}: ${content ? this.text(content.type) : 'undefined'};`];
    });
    return [
      ...doc([`${method} ${template}`, summary || description].filter(Boolean).join('\n\n'), deprecated, '  '),
      `  ${key(name)}: {`,
      ...(['path', 'query', 'header'] as const).flatMap((place) => this.parameters(place, operation)),
      ...(body ? [`    body${body.required ? '' : '?'}: ${this.text(body.type)};`] : []),
      ...(statuses.length > 0 ? ['    answers: {', ...statuses, '    };'] : ['    answers: {};']),
      '  };',
    ];
  }

  private parameters(place: Parameter['in'], { parameters }: Operation): string[] {
    const own = new Map(
      parameters.filter((each) => each.in === place && !each.isSecret).map((each) => [each.wireName, each]),
    );
    if (own.size === 0) return [];
    const isOptional = ![...own.values()].some(({ required }) => required);
    const lines = [...own.values()].flatMap(({ wireName, type, required, description, deprecated }) => [
      ...doc(description, deprecated, '      '),
      `      ${key(wireName)}${required ? '' : '?'}: ${this.text(type)};`,
    ]);
    return [`    ${place}${isOptional ? '?' : ''}: {`, ...lines, '    };'];
  }
}

/** Other values may come; the known ones are proposed all the same. */
function openEnum(values: readonly string[]): string {
  return [...new Set(values), '(string & {})'].join(' | ');
}

function key(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

function oneLine(text: string): string {
  return text.replace(/[\r\n\u2028\u2029]+/g, ' ').trim();
}
