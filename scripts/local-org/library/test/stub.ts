/** `Test.createStub`: objects of a class whose methods a StubProvider answers. */
import { nullArgument } from '../../values/errors';
import { hooks } from '../../values/type-registry';
import { TypeValue } from '../../values/type-value';
import type { MethodMember } from '../../values/types';
import type { Value } from '../../values/value';
import { listOf } from '../collections';
import { libraryInterface } from '../declare';
import { ports } from '../ports';

/** Makes the stub. What may be stubbed is the compiler's to check. */
export function createStub(type: TypeValue | null, provider: object | null): object {
  if (!type || !provider) throw nullArgument();
  return ports().createStub(type.type, (stub, method, args) => answer(provider, stub, method, args));
}

function answer(provider: object, stub: object, method: MethodMember, args: readonly Value[]): Value {
  const { parameters, returnType } = method;
  return hooks().invokeInterface(provider, 'System.StubProvider', 'handleMethodCall', [
    stub,
    method.name,
    returnType.kind === 'void' ? null : TypeValue.of(returnType),
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
