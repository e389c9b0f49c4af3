/**
 * `Exception` and the exceptions of the System namespace.
 *
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_exception_methods.htm
 */
import { EnumValue } from '../../values/enum';
import {
  apexException,
  ApexException,
  UnsupportedError,
  type DmlFailure,
  type DmlFailureRow,
  required,
} from '../../values/errors';
import { ApexList } from '../../values/list';
import { ApexMap } from '../../values/map';
import { ApexSet } from '../../values/set';
import { hooks, requiredType, typeRegistry } from '../../values/type-registry';
import type { Value } from '../../values/value';
import { libraryClass, type LibraryDeclaration, type MemberTable } from '../declare';
import { unsupportedClass } from '../unsupported';

const DOCS =
  'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_exception_methods.htm';

/** The constructors every exception has, for the library's own class of that name. */
function constructors(typeName: string): MemberTable {
  const make = (message: string | null, cause: ApexException | null): ApexException =>
    new ApexException(message, cause, typeName);
  return {
    'new()': () => make(null, null),
    'new(String message)': (message: string | null) => make(message, null),
    'new(Exception cause)': (cause: ApexException | null) => make(null, cause),
    'new(String message, Exception cause)': make,
  };
}

/** The cause may be set once. */
function initCause(self: ApexException, cause: ApexException | null): void {
  if (self.cause !== null) throw apexException('System.IllegalStateException', "Can't overwrite cause");
  self.cause = cause;
}

/** Exceptions that add nothing to `Exception`. */
const PLAIN = [
  'AsyncException',
  'AuraException',
  'BigObjectException',
  'CalloutException',
  'DataWeaveScriptException',
  'DuplicateMessageException',
  'ExternalObjectException',
  'FatalCursorException',
  'FinalException',
  'FlowException',
  'HandledException',
  'IllegalArgumentException',
  'IllegalStateException',
  'JSONException',
  'ListException',
  'MathException',
  'NoDataFoundException',
  'NoSuchElementException',
  'ProcedureException',
  'RequiredFeatureMissingException',
  'SearchException',
  'SecurityException',
  'SerializationException',
  'StringException',
  'TouchHandledException',
  'TransientCursorException',
  'TypeException',
  'UnexpectedException',
  'UnsupportedOperationException',
  'VisualforceException',
  'XmlException',
];

/** Nothing can catch them. A program may make some of its own; what becomes of those it throws, no page says. */
const UNCATCHABLE = ['AssertException', 'LimitException'];

/**
 * What is given to the constructor is for the client alone: `getMessage()` answers it only once `setMessage` was called.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_AuraHandledException.htm
 */
const auraHandledException = libraryClass(
  'System.AuraHandledException',
  {
    'new()': () => new ApexException(null, null, 'System.AuraHandledException'),
    'new(String message)': (message: string | null) => {
      const exception = new ApexException(null, null, 'System.AuraHandledException');
      exception.details = message;
      return exception;
    },
  },
  { extends: 'System.Exception' },
);

/** The only exception with a constructor of its own; how it words the parameter and its value is documented nowhere. */
const invalidParameterValueException = unsupportedClass(
  'System.InvalidParameterValueException',
  ['new(String parameter, String value)'],
  { extends: 'System.Exception' },
);

/** The platform's own, which alone gives it a message as it is made. */
const nullPointerException = libraryClass(
  'System.NullPointerException',
  { 'new()': () => new ApexException(null, null, 'System.NullPointerException') },
  { extends: 'System.Exception' },
);

const WITH_FAILED_ROWS = new Set(['System.DmlException', 'System.EmailException']);

function rowOf(self: ApexException, index: number | null): DmlFailureRow {
  const row = rowsOf(self)[required(index)];
  if (!row) throw apexException('System.ListException', `List index out of bounds: ${index}`);
  return row;
}

function rowsOf(self: ApexException): readonly DmlFailureRow[] {
  if (!WITH_FAILED_ROWS.has(self.typeName)) throw new UnsupportedError(`${self.typeName}: methods of DmlException`);
  const details = self.details as DmlFailure | null;
  return details?.rows ?? [];
}

/** Every exception has these methods, but only DmlException and EmailException have rows to tell of. */
const FAILED_ROWS: MemberTable = {
  'Integer getNumDml()': (self: ApexException) => rowsOf(self).length,
  'List<String> getDmlFieldNames(Integer index)': (self: ApexException, index: number) =>
    new ApexList(typeRegistry().list(requiredType('System.String')), [...rowOf(self, index).fieldNames]),
  'List<Schema.SObjectField> getDmlFields(Integer index)': (self: ApexException, index: number) => {
    const row = rowOf(self, index);
    const tokens = row.fieldNames.map((field) => hooks().fieldToken(row.objectName, field));
    return new ApexList(typeRegistry().list(requiredType('Schema.SObjectField')), tokens);
  },
  'String getDmlId(Integer index)': (self: ApexException, index: number) => rowOf(self, index).id,
  'Integer getDmlIndex(Integer index)': (self: ApexException, index: number) => rowOf(self, index).index,
  'String getDmlMessage(Integer index)': (self: ApexException, index: number) => rowOf(self, index).message,
  'String getDmlStatusCode(Integer index)': (self: ApexException, index: number) => rowOf(self, index).statusCode,
  'System.StatusCode getDmlType(Integer index)': (self: ApexException, index: number) =>
    EnumValue.of(requiredType('System.StatusCode'), rowOf(self, index).statusCode),
};

/** That of the cause follows, as in debug logs. */
function stackTrace({ frames, cause }: ApexException): string {
  const lines = frames.map(({ where, line, column }) => `${where}: line ${line}, column ${column}`);
  if (cause) lines.push('Caused by', `${cause.typeName}: ${cause.apexMessage}`, '', stackTrace(cause));
  return lines.join('\n');
}

export const exceptionClass = libraryClass(
  'System.Exception',
  {
    ...constructors('System.Exception'),
    ...FAILED_ROWS,
    'virtual Exception getCause()': (self: ApexException) => self.cause,
    'virtual Integer getLineNumber()': (self: ApexException) => self.frames[0]?.line ?? 0,
    'virtual String getMessage()': (self: ApexException) => self.apexMessage,
    'virtual String getStackTraceString()': stackTrace,
    'virtual String getTypeName()': (self: ApexException) => self.typeName,
    'virtual void initCause(Exception cause)': initCause,
    'virtual void setMessage(String message)': (self: ApexException, message: string | null) => {
      self.setText(message);
    },
  },
  { virtual: true, abstract: true, base: ApexException, docs: DOCS },
);

/** `details` of exceptions about fields the user may not use: names by object. */
export interface InaccessibleFields {
  readonly inaccessibleFields: ReadonlyMap<string, ReadonlySet<string>>;
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_enforce_usermode.htm */
const INACCESSIBLE_FIELDS: MemberTable = {
  'Map<String, Set<String>> getInaccessibleFields()': (self: ApexException): ApexMap => {
    const types = typeRegistry();
    const text = requiredType('System.String');
    const details = self.details as Partial<InaccessibleFields> | null;
    const map = new ApexMap(types.map(text, types.set(text)));
    for (const [object, fields] of details?.inaccessibleFields ?? new Map<string, ReadonlySet<string>>())
      map.put(object, new ApexSet(types.set(text), fields as Iterable<Value>));
    return map;
  },
};

function exception(name: string, members: MemberTable = {}): LibraryDeclaration {
  const typeName = `System.${name}`;
  return libraryClass(typeName, { ...constructors(typeName), ...members }, { extends: 'System.Exception' });
}

export const EXCEPTIONS: readonly LibraryDeclaration[] = [
  exceptionClass,
  ...PLAIN.map((name) => exception(name)),
  auraHandledException,
  exception('DmlException'),
  exception('EmailException'),
  invalidParameterValueException,
  nullPointerException,
  ...UNCATCHABLE.map((name) => exception(name)),
  exception('NoAccessException'),
  exception('QueryException', INACCESSIBLE_FIELDS),
  exception('SObjectException'),
];
