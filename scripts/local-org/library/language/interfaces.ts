/** The interfaces of the language: what user code implements to be iterated, compared or called by name. */
import { libraryInterface, type LibraryDeclaration } from '../declare';

const REFERENCE = 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/';

export const INTERFACES: readonly LibraryDeclaration[] = [
  libraryInterface('System.Iterable<T>', ['Iterator<T> iterator()'], {
    docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_iterable.htm',
  }),
  libraryInterface('System.Iterator<T>', ['Boolean hasNext()', 'T next()'], {
    docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_iterable.htm',
  }),
  libraryInterface('System.Comparable', ['Integer compareTo(Object other)'], {
    docs: `${REFERENCE}apex_interface_System_Comparable.htm`,
  }),
  libraryInterface('System.Comparator<T>', ['Integer compare(T first, T second)'], {
    docs: `${REFERENCE}apex_interface_System_Comparator.htm`,
  }),
  libraryInterface('System.Callable', ['Object call(String action, Map<String, Object> args)'], {
    docs: `${REFERENCE}apex_interface_System_Callable.htm`,
  }),
];
