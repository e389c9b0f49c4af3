/** How a type of the model is written in Apex, and how its values get from JSON and back. */
import type { ApiModel, Property, TypeRef } from '../model/model';
import type { ApexNames } from '../names/names';
import { Descriptions } from './descriptions';
import { call, called, chained, choice, filled, statement, type Brackets, type Code } from './layout';
import { literal } from './text';

const SCALARS: Readonly<Partial<Record<TypeRef['kind'], { readonly type: string; readonly method: string }>>> = {
  text: { type: 'String', method: 'text' },
  boolean: { type: 'Boolean', method: 'flag' },
  decimal: { type: 'Decimal', method: 'amount' },
  date: { type: 'Date', method: 'day' },
  datetime: { type: 'Datetime', method: 'moment' },
  any: { type: 'Object', method: 'any' },
  file: { type: 'CourierApiFile', method: 'file' },
};

/** Lists and maps that the runtime reads at once; others take a loop. */
const COLLECTIONS: Readonly<Record<string, string>> = {
  'List<String>': 'texts',
  'List<Object>': 'anyList',
  'List<CourierApiFile>': 'files',
  'Map<String, Object>': 'anyMap',
  'Map<String, String>': 'textMap',
};

export class ApexTypes {
  /** Of the class the code stands in. */
  readonly descriptions = new Descriptions();

  constructor(
    private readonly model: ApiModel,
    private readonly names: ApexNames,
    /** The class the code stands in: its inner types need no more than their own name. */
    private readonly within: string,
  ) {}

  /** The Apex type; of an enumeration, `String`. */
  of(type: TypeRef): string {
    switch (type.kind) {
      case 'list':
        return `List<${this.of(type.items)}>`;
      case 'map':
        return `Map<String, ${this.of(type.values)}>`;
      case 'integer':
        return type.bits === 32 ? 'Integer' : 'Long';
      case 'named':
        return this.isText(type) ? 'String' : this.local(this.names.type(type.path).name);
      default:
        return SCALARS[type.kind]?.type ?? 'Object';
    }
  }

  /** The type of a parameter of a method, where a map need not be of one type only. */
  ofParameter(type: TypeRef): string {
    if (type.kind === 'map') return 'Map<String, Object>';
    return type.kind === 'list' ? `List<${this.ofParameter(type.items)}>` : this.of(type);
  }

  /** The generated class of a type, null where it has none. */
  classOf(type: TypeRef): string | null {
    return type.kind === 'named' && !this.isText(type) ? this.of(type) : null;
  }

  /** The properties of an object; none of anything else. */
  propertiesOf(type: TypeRef): readonly Property[] {
    const named = type.kind === 'named' ? this.model.types.get(type.path) : undefined;
    return named?.kind === 'object' ? named.properties : [];
  }

  local(name: string): string {
    const [container, inner] = name.split('.');
    return container === this.within && inner !== undefined ? inner : name;
  }

  private isText(type: TypeRef): boolean {
    return type.kind === 'named' && this.model.types.get(type.path)?.kind === 'enum';
  }

  /**
   * The expression that carries a value both ways; null where that takes a loop.
   *
   * @param json the reader or writer
   * @param key expression of the key
   * @param current expression of the value there is
   */
  expression(type: TypeRef, json: string, key: string, current: string): Code | null {
    const apex = this.of(type);
    const collection = COLLECTIONS[apex];
    if (collection !== undefined) return onJson('', json, collection, [key, current]);
    switch (type.kind) {
      case 'list': {
        const item = this.classOf(type.items);
        return item === null
          ? null
          : onJson(`(${apex}) `, json, 'many', [key, current, `new ${apex}()`, `${item}.class`]);
      }
      case 'map':
        return null;
      case 'integer':
        return onJson('', json, type.bits === 32 ? 'int32' : 'int64', [key, current]);
      case 'named':
        return this.isText(type)
          ? onJson('', json, 'text', [key, current])
          : onJson(`(${apex}) `, json, 'one', [key, current, `${apex}.class`]);
      default:
        return onJson('', json, SCALARS[type.kind]?.method ?? 'any', [key, current]);
    }
  }

  /**
   * Statements that carry a value both ways.
   *
   * @param target what is assigned, `this.total =` or `return`
   */
  exchange(
    type: TypeRef,
    target: string,
    json: string,
    key: string,
    current: string,
    indent: string,
    depth = 1,
  ): string[] {
    const simple = this.expression(type, json, key, current);
    if (simple) return statement(indent, `${target} `, simple);
    const values = `values${depth}`;
    const made = `made${depth}`;
    const name = `key${depth}`;
    const apex = this.of(type);
    const inner = type.kind === 'list' ? type.items : type.kind === 'map' ? type.values : type;
    const isList = type.kind === 'list';
    const now =
      current === 'null' ? 'null' : isList ? `${current}?.get(${values}.index(${name}))` : `${current}?.get(${name})`;
    const enter = isList
      ? `${json}.items(${key}, ${current === 'null' ? 'null' : `${current}?.size()`})`
      : `${json}.entries(${key}, ${current === 'null' ? 'null' : `${current}?.keySet()`})`;
    const put = this.expression(inner, values, name, now);
    const body = put
      ? call(`${indent}    `, `${made}.${isList ? 'add' : 'put'}`, [...(isList ? [] : [name]), put], ';')
      : [
          ...(now === 'null' ? [] : [`${indent}    ${this.of(inner)} now${depth} = ${now};`]),
          ...this.exchange(
            inner,
            `${this.of(inner)} each${depth} =`,
            values,
            name,
            now === 'null' ? 'null' : `now${depth}`,
            `${indent}    `,
            depth + 1,
          ),
          `${indent}    ${made}.${isList ? `add(each${depth})` : `put(${name}, each${depth})`};`,
        ];
    return [
      `${indent}CourierJson ${values} = ${enter};`,
      ...choice(indent, `${apex} ${made} = `, `${values}.isNothing`, 'null', `new ${apex}()`),
      `${indent}for (String ${name} : ${values}.keys) {`,
      ...body,
      `${indent}}`,
      `${indent}${target} ${made};`,
    ];
  }
}

/** A call of the reader or writer, itself a variable or what a method answers. */
function onJson(cast: string, json: string, method: string, args: readonly string[]): Code {
  return json.endsWith('()')
    ? chained(called(`${cast}${json.slice(0, -2)}`, []), called(method, args))
    : called(`${cast}${json}.${method}`, args);
}

/** Reads an object of a generated class from JSON text. @param json an expression */
export function readFrom(generated: string, json: string): Brackets {
  return called(`(${generated}) CourierJson.read`, [called('CourierJson.parse', [json]), `${generated}.class`]);
}

export function quotedSet(values: readonly string[]): Code {
  return filled('new Set<String>', values.map(literal));
}
