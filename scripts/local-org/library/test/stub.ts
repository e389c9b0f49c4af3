/** `Test.createStub`: objects of a class whose methods a StubProvider answers. */
import { nullArgument, UnsupportedError } from '../../values/errors';
import { hooks } from '../../values/type-registry';
import { TypeValue } from '../../values/type-value';
import type { ApexType, MethodMember } from '../../values/types';
import type { Value } from '../../values/value';
import { listOf } from '../collections';
import { libraryInterface } from '../declare';
import { ports } from '../ports';

/**
 * Makes the stub. What an org says to a class it cannot mock no page tells, so that the local org stops.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_testing_stub_api.htm
 */
export function createStub(type: TypeValue | null, provider: object | null): object {
  if (!type || !provider) throw nullArgument();
  const obstacle = obstacleTo(type.type);
  if (obstacle !== null) throw new UnsupportedError(`Test.createStub of ${obstacle}: ${type.type.displayName}`);
  return ports().createStub(type.type, (stub, method, args) => answer(provider, stub, method, args));
}

/** What keeps a type from being mocked, as the guide lists it; null when nothing does. */
function obstacleTo(type: ApexType): string | null {
  if (type.namespace !== '' || type.kind === 'sobject') return 'a system type';
  if (type.kind === 'interface') return null;
  if (type.kind !== 'class') return 'what is no class';
  if (type.outer) return 'an inner class';
  if (isBatchable(type)) return 'a class that implements Database.Batchable';
  const isOpen = type.members.constructors.some((each) => each.visibility !== 'private');
  return isOpen ? null : 'a class with only private constructors';
}

function isBatchable(type: ApexType): boolean {
  const is = ({ namespace, name }: ApexType): boolean => namespace === 'Database' && name === 'Batchable';
  return is(type) || [type.superType, ...type.interfaces].some((each) => each !== null && isBatchable(each));
}

function answer(provider: object, stub: object, method: MethodMember, args: readonly Value[]): Value {
  const { parameters, returnType } = method;
  return hooks().invokeInterface(provider, 'System.StubProvider', 'handleMethodCall', [
    stub,
    method.name,
    TypeValue.of(returnType),
    listOf(
      'System.Type',
      parameters.map((each) => TypeValue.of(each.type)),
    ),
    listOf(
      'System.String',
      parameters.map((each) => each.name),
    ),
    listOf('System.Object', args),
  ]);
}

/** `System.StubProvider`. */
export const stubProviderInterface = libraryInterface(
  'System.StubProvider',
  [
    'Object handleMethodCall(Object stubbedObject, String stubbedMethodName, System.Type returnType, List<System.Type> listOfParamTypes, List<String> listOfParamNames, List<Object> listOfArgs)',
  ],
  {
    docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_interface_System_StubProvider.htm',
  },
);
