/** Exceptions of namespaces beside System. */
import { ApexException } from '../values/errors';
import { libraryClass, type LibraryDeclaration } from './declare';

/** Declares an exception class with the constructors all exceptions have; project classes may extend it. */
export function platformException(typeName: string): LibraryDeclaration {
  const make = (message: string | null, cause: ApexException | null): ApexException =>
    new ApexException(message, cause, typeName);
  return libraryClass(
    typeName,
    {
      'new()': () => make(null, null),
      'new(String message)': (message: string | null) => make(message, null),
      'new(Exception cause)': (cause: ApexException | null) => make(null, cause),
      'new(String message, Exception cause)': make,
    },
    { extends: 'System.Exception', virtual: true },
  );
}
