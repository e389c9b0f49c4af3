/**
 * The members every enum has, the library's and the project's alike: its constants, `values()`, `valueOf()`, `name()`,
 * `ordinal()`. Their implementation comes with the kind (`implementation: null`): the emitter knows enums.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_enum_methods.htm
 */
import type { ApexType, FieldMember, MethodMember, TypeMembers } from '../values/types';
import { fieldEmitName, methodEmitName } from './emit-names';
import type { TypeTable } from './type-table';

/** The members of an enum: those every enum has over those its declaration gives. */
export function enumMembers(type: ApexType, types: TypeTable, own?: TypeMembers): TypeMembers {
  const methods = new Map<string, readonly MethodMember[]>(own?.methods);
  const add = (name: string, isStatic: boolean, returnType: ApexType, parameters: MethodMember['parameters']): void => {
    if (methods.has(name.toLowerCase())) return;
    methods.set(name.toLowerCase(), [
      {
        kind: 'method',
        name,
        owner: type,
        isStatic,
        visibility: 'global',
        isTestVisible: false,
        annotations: [],
        at: null,
        parameters,
        returnType,
        isAbstract: false,
        isVirtual: false,
        isOverride: false,
        implementation: null,
        emitName: methodEmitName(
          name,
          parameters.map((each) => each.type),
        ),
      },
    ]);
  };
  add('values', true, types.list(type), []);
  add('valueOf', true, type, [{ name: 'enumString', type: types.string }]);
  add('name', false, types.string, []);
  add('ordinal', false, types.integer, []);
  const fields = new Map<string, FieldMember>();
  for (const constant of type.enumConstants) {
    fields.set(constant.toLowerCase(), {
      kind: 'field',
      name: constant,
      owner: type,
      isStatic: true,
      visibility: 'global',
      isTestVisible: false,
      annotations: [],
      at: null,
      type,
      isFinal: true,
      isTransient: false,
      getter: 'global',
      setter: null,
      implementation: null,
      emitName: fieldEmitName(constant),
    });
  }
  return { methods, fields, constructors: [], innerTypes: own?.innerTypes ?? new Map<string, ApexType>() };
}
