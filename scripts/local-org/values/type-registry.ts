/**
 * What values need of the program and the org they live in. The platform installs it for the time of a transaction;
 * nothing in this folder knows who implements it.
 */
import type { ApexFrame } from './errors';
import type { ApexType } from './types';
import type { Value } from './value';

/** The type table as values see it. Look-ups ignore case. */
export interface TypeRegistry {
  /** `String`, `System.HttpRequest`, `Outer.Inner`, `Account`; null when there is none. */
  lookup(qualifiedName: string): ApexType | null;
  list(element: ApexType): ApexType;
  set(element: ApexType): ApexType;
  map(key: ApexType, value: ApexType): ApexType;
  /** The type of a concrete object: `Account`. */
  sobject(objectName: string): ApexType | null;
}

/** Program and org, as values and the language library need them. */
export interface ProgramHooks {
  readonly types: TypeRegistry;
  /** The org's clock, in milliseconds since 1970. */
  now(): number;
  /** The running user's IANA time zone and locale: `America/Los_Angeles`, `en_US`. */
  readonly timeZone: string;
  readonly locale: string;
  /** In [0, 1); seeded where the org is. */
  random(): number;
  /** `Type.newInstance()`: runs the no-argument constructor, throws the `System.TypeException` the platform would. */
  newInstance(type: ApexType): Value;
  /** `JSON.deserialize`: an instance of a project class whose field initialisers ran and no constructor did. */
  allocate(type: ApexType): object;
  /** `Type.forName`: also reads generics (`List<Account>`); null when there is no such type. */
  typeForName(namespace: string | null, name: string): ApexType | null;
  /** Calls a method user code implements for a library interface or virtual class: `('System.Queueable', 'execute')`. */
  invokeInterface(target: object, interfaceName: string, method: string, args: readonly Value[]): Value;
  /** API name of the object an id belongs to, by its key prefix; null when unknown. */
  objectNameOfId(id: string): string | null;
  /** The `Schema.SObjectType` and `Schema.SObjectField` tokens. */
  sobjectToken(objectName: string): Value;
  fieldToken(objectName: string, fieldName: string): Value;
  /** The Apex part of a JavaScript stack, innermost frame first. */
  apexStack(error: Error): readonly ApexFrame[];
}

let installed: ProgramHooks | null = null;

/** Installs the hooks (null: none); answers what was installed before, to be put back. */
export function installHooks(hooks: ProgramHooks | null): ProgramHooks | null {
  const before = installed;
  installed = hooks;
  return before;
}

/** The hooks of the running program. */
export function hooks(): ProgramHooks {
  if (!installed) throw new Error('no Apex program is running: no hooks are installed');
  return installed;
}

/** The hooks, or null outside a program (unit tests, tools that only print values). */
export function hooksOrNull(): ProgramHooks | null {
  return installed;
}

/** The types of the running program. */
export function typeRegistry(): TypeRegistry {
  return hooks().types;
}

/** A type the library itself is sure of; its absence is a mistake of the local org, not of the program. */
export function requiredType(qualifiedName: string): ApexType {
  const type = hooks().types.lookup(qualifiedName);
  if (!type) throw new Error(`the library has no type ${qualifiedName}`);
  return type;
}
