/** `System.Type`. */
import { required } from '../../values/errors';
import { TypeValue } from '../../values/type-value';
import { hooks } from '../../values/type-registry';
import type { ApexType } from '../../values/types';
import { libraryClass } from '../declare';

function forName(namespace: string | null, name: string | null): TypeValue | null {
  const wanted = required(name).trim();
  const type = wanted === '' ? null : hooks().typeForName(namespace === '' ? null : namespace, wanted);
  return type && TypeValue.of(type);
}

/** Collections of related elements count, as they do in assignments. */
function isAssignable(target: ApexType, source: ApexType): boolean {
  if (source.isSubtypeOf(target)) return true;
  return (
    target.generic !== null &&
    target.generic === source.generic &&
    target.typeArguments.every((argument, index) => {
      const other = source.typeArguments[index];
      return other !== undefined && isAssignable(argument, other);
    })
  );
}

export const typeClass = libraryClass(
  'System.Type',
  {
    'static System.Type forName(String fullyQualifiedName)': (name: string | null) => forName(null, name),
    'static System.Type forName(String namespace, String name)': forName,
    'String getName()': (self: TypeValue) => self.toString(),
    'Boolean isAssignableFrom(System.Type sourceType)': (self: TypeValue, source: TypeValue | null) =>
      isAssignable(self.type, required(source).type),
    'Object newInstance()': (self: TypeValue) => hooks().newInstance(self.type),
  },
  { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_type.htm' },
);
