import { ApexType } from '../../values/types';

const stubTypes = new WeakMap<ApexType, ApexType>();
const mockedTypes = new WeakMap<ApexType, ApexType>();

/** The class the platform makes up for a stub: `Foo__sfdc_ApexStub`, a subclass of `Foo`. */
export function stubTypeOf(type: ApexType): ApexType {
  let made = stubTypes.get(type);
  if (!made) {
    made = new ApexType({ kind: 'class', name: `${type.name}__sfdc_ApexStub`, namespace: '', outer: type.outer });
    if (type.kind === 'interface') made.interfaces = [type];
    else made.superType = type;
    stubTypes.set(type, made);
    mockedTypes.set(made, type);
  }
  return made;
}

/** The type whose stubs are of this one; the type itself when it is that of no stub. */
export function mockedType(type: ApexType): ApexType {
  return mockedTypes.get(type) ?? type;
}
