/** Values of the binds in query texts: variables around the call, or entries of a map. */
import { apexException } from '../../values/errors';
import type { ApexMap } from '../../values/map';
import { ApexObject } from '../../values/object';
import { toText } from '../../values/operations';
import { SObjectValue } from '../../values/sobject';
import type { Value } from '../../values/value';
import { fieldNamed } from '../json/type-members';
import { currentBinds, type BindResolver } from '../ports';

/**
 * Values of the names, in their order.
 *
 * @throws System.QueryException for a name that is no variable in reach
 */
export function bindValues(names: readonly string[], resolver: BindResolver | null = currentBinds()): Value[] {
  return names.map((path) => {
    const [first = '', ...rest] = path.split('.');
    let value = resolver?.(first.toLowerCase());
    if (value === undefined) throw noVariable(path);
    for (const part of rest) value = member(value, part, path);
    return value;
  });
}

/** Binds by map, as `queryWithBinds` takes them: keys ignore case, a dotted name is one key. */
export function mapBinds(names: readonly string[], map: ApexMap): Value[] {
  const entries = new Map([...map.entries()].map(([key, value]) => [toText(key).toLowerCase(), value]));
  return names.map((name) => {
    const value = entries.get(name.toLowerCase());
    if (value === undefined)
      throw apexException('System.QueryException', `Key '${name}' does not exist in the bindMap`);
    return value;
  });
}

function member(target: Value, name: string, path: string): Value {
  if (target === null) throw apexException('System.NullPointerException', 'Attempt to de-reference a null object');
  if (target instanceof SObjectValue) {
    return target.object.fields.has(name.toLowerCase()) ? target.getField(name) : target.parent(name);
  }
  const field = target instanceof ApexObject ? fieldNamed(target.$type, name) : null;
  if (!field) throw noVariable(path);
  return field.read(target as object);
}

function noVariable(path: string): Error {
  return apexException('System.QueryException', `Variable does not exist: ${path}`);
}
