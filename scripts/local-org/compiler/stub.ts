/** Stubs of classes and interfaces: `Test.createStub` gives all their methods to a `System.StubProvider`. */
import type { ApexType, MethodMember } from '../values/types';
import type { Value } from '../values/value';
import { lineage } from './resolve/members';
import { castValue } from './runtime/casts';
import { stubTypeOf } from './runtime/stub-types';
import type { TypeTable } from './type-table';

export type StubCall = (stub: object, method: MethodMember, args: readonly Value[]) => Value;

/**
 * An object of the class whose methods, but for private ones, all go to `onCall`. No constructor and no initialiser runs.
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_testing_stub_api.htm
 */
export function makeStub(
  type: ApexType,
  base: abstract new (...args: never[]) => object,
  types: TypeTable,
  onCall: StubCall,
): object {
  const stub = Object.create(base.prototype as object) as object;
  const stubType = stubTypeOf(type);
  Object.defineProperty(stub, '$type', { get: () => stubType, configurable: true });
  for (const owner of lineage(type)) {
    if (owner === types.object) continue;
    for (const method of [...owner.members.methods.values()].flat()) {
      if (method.isStatic || method.implementation || Object.hasOwn(stub, method.emitName)) continue;
      if (method.visibility === 'private' && !method.isAbstract) continue;
      Object.defineProperty(stub, method.emitName, {
        value: (...args: Value[]) => answerOf(method, onCall(stub, method, args)),
        configurable: true,
      });
    }
  }
  return stub;
}

/** What the provider answered, as the method answers it. */
function answerOf({ returnType }: MethodMember, answer: Value): Value {
  return returnType.kind === 'void' ? null : castValue(answer, returnType);
}
