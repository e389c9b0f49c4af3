/** The compiled program as the platform sees it. */
import type { LoadedProgram } from '../compiler';
import { sobjectFieldToken, sobjectTypeToken } from '../library/schema/tokens';
import type { ProgramPort, TriggerPort } from '../platform/services';
import type { Schema } from '../schema/model';
import { ApexList } from '../values/list';
import { typeOf } from '../values/operations';
import { SObjectValue } from '../values/sobject';
import type { ProgramHooks } from '../values/type-registry';
import type { ApexType } from '../values/types';
import type { Value } from '../values/value';
import { serialise } from './serialise';

/** What the program's hooks need of the org they run in. */
export interface OrgForHooks {
  now(): number;
  random(): number;
  readonly timeZone: string;
  readonly locale: string;
}

/** Hooks for values and the library: types and calls by the program, time and chance by the org. */
export function hooksOf(loaded: LoadedProgram, schema: Schema, org: OrgForHooks): ProgramHooks {
  const objectNamed = (name: string) => {
    const object = schema.object(name);
    if (!object) throw new Error(`no object ${name}`);
    return object;
  };
  return {
    types: loaded.types,
    now: () => org.now(),
    get timeZone() {
      return org.timeZone;
    },
    get locale() {
      return org.locale;
    },
    random: () => org.random(),
    newInstance: (type) => loaded.newInstance(type),
    allocate: (type) => loaded.allocate(type),
    typeForName: (namespace, name) => loaded.typeForName(namespace, name),
    invokeInterface: (target, name, method, args) => loaded.invokeInterface(target, name, method, args),
    objectNameOfId: (id) => schema.objectByKeyPrefix(id.slice(0, 3))?.name ?? null,
    sobjectToken: (name) => sobjectTypeToken(objectNamed(name)),
    fieldToken: (name, field) => {
      const object = objectNamed(name);
      const found = object.fields.get(field.toLowerCase());
      if (!found) throw new Error(`no field ${name}.${field}`);
      return sobjectFieldToken(object, found);
    },
    apexStack: (error) => loaded.apexStack(error),
  };
}

/** The program as a port of the platform. */
export function programPort(loaded: LoadedProgram, hooks: ProgramHooks): ProgramPort {
  const triggers = new Map<string, readonly TriggerPort[]>();
  return {
    hooks,
    triggersOn(objectName) {
      const key = objectName.toLowerCase();
      let known = triggers.get(key);
      if (!known) {
        known = loaded.triggersOn(objectName).map((each) => ({
          name: each.name,
          object: each.object,
          cases: new Set(each.cases),
          run: () => {
            each.run();
          },
        }));
        triggers.set(key, known);
      }
      return known;
    },
    settle: () => {
      loaded.settleSteps();
    },
    newStatics: () => loaded.newStatics(),
    serialise,
    implementsInterface(instance, interfaceName) {
      const wanted = loaded.types.lookup(interfaceName);
      return wanted !== null && (typeOf(instance)?.isSubtypeOf(wanted) ?? false);
    },
    invoke: (instance, interfaceName, method, args) => loaded.invokeInterface(instance, interfaceName, method, args),
    batchScope(batchable, values) {
      const declared = batchedType(typeOf(batchable)) ?? loaded.types.sobjectBase;
      const element = declared === loaded.types.sobjectBase ? (commonType(values) ?? declared) : declared;
      return new ApexList(loaded.types.list(element), [...values]);
    },
    iterate: (value) => loaded.iterate(value),
    classNameOf: (instance) => typeOf(instance)?.displayName ?? 'Object',
    stackTrace: (error) =>
      loaded
        .apexStack(error)
        .map((frame) => `${frame.where}: line ${frame.line}, column ${frame.column}`)
        .join('\n'),
  };
}

/** Rows of one object come as a list of it, also to a batch of `SObject`. */
function commonType(values: readonly Value[]): ApexType | null {
  const [first, ...others] = values.map((value) => (value instanceof SObjectValue ? value.object : null));
  if (!first || others.some((object) => object !== first)) return null;
  return typeOf(values[0] ?? null);
}

/** `T` of the `Database.Batchable<T>` a class implements. */
function batchedType(type: ApexType | null): ApexType | null {
  for (let each = type; each; each = each.superType) {
    const batchable = each.interfaces.find((one) => one.name === 'Batchable' && one.namespace === 'Database');
    if (batchable) return batchable.typeArguments[0] ?? null;
  }
  return null;
}
