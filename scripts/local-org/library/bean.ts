/** Library classes that are nothing but data. */
import type { MemberTable } from './declare';
import { PlatformObject } from './platform-object';

/** An instance: values by property name, null where nothing was set. */
export class Bean extends PlatformObject {
  private readonly values = new Map<string, unknown>();

  constructor(protected readonly typeName: string) {
    super();
  }

  read(name: string): unknown {
    return this.values.get(name) ?? null;
  }

  write(name: string, value: unknown): void {
    this.values.set(name, value);
  }
}

/** Splits `String fromAddress` into type and name. */
function split(signature: string): { type: string; name: string } {
  const at = signature.lastIndexOf(' ');
  return { type: signature.slice(0, at), name: signature.slice(at + 1) };
}

/** The properties of a bean: `['String subject', …]`. */
export function beanProperties(signatures: readonly string[]): MemberTable {
  const members: Record<string, MemberTable[string]> = {};
  for (const signature of signatures) {
    const { name } = split(signature);
    members[signature] = {
      get: (self: Bean) => self.read(name),
      set: (self: Bean, value: unknown) => self.write(name, value),
    };
  }
  return members;
}

/** The same with `getX()` (`isX()` for those in `booleans`) and `setX(value)` beside each property. */
export function beanAccessors(signatures: readonly string[], booleans: readonly string[] = []): MemberTable {
  const members: Record<string, MemberTable[string]> = { ...beanProperties(signatures) };
  for (const signature of signatures) {
    const { type, name } = split(signature);
    const suffix = name.charAt(0).toUpperCase() + name.slice(1);
    members[`${type} ${booleans.includes(name) ? 'is' : 'get'}${suffix}()`] = (self: Bean) => self.read(name);
    members[`void set${suffix}(${type} value)`] = (self: Bean, value: unknown) => self.write(name, value);
  }
  return members;
}
