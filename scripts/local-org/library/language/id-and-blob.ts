/** `Id` and `Blob`. */
import { ApexBlob } from '../../values/blob';
import { apexException, required } from '../../values/errors';
import { normaliseId, restoreIdCasing } from '../../values/ids';
import { hooks } from '../../values/type-registry';
import type { Value } from '../../values/value';
import { libraryClass } from '../declare';
import { unsupported } from '../unsupported';

/** Comments, histories and share rows begin with the same characters whatever they belong to: their ids tell no type. */
const SHARED_PREFIXES: ReadonlySet<string> = new Set(['00a', '017', '02c']);

function sobjectType(self: string): Value {
  const name = SHARED_PREFIXES.has(self.slice(0, 3)) ? null : hooks().objectNameOfId(self);
  if (name === null) throw apexException('System.SObjectException', `Cannot locate Apex Type for ID: ${self}`);
  return hooks().sobjectToken(name);
}

const addErrorToId = unsupported('Id.addError');

export const idClass = libraryClass(
  'System.Id',
  {
    'static Id valueOf(String text)': (text: string | null) => normaliseId(required(text)),
    'static Id valueOf(String text, Boolean restoreCasing)': (text: string | null, restore: boolean | null) =>
      restore ? restoreIdCasing(required(text)) : normaliseId(required(text)),
    'Schema.SObjectType getSObjectType()': sobjectType,
    'String to15()': (self: string) => self.slice(0, 15),
    'void addError(String message)': addErrorToId,
    'void addError(String message, Boolean escape)': addErrorToId,
    'void addError(Exception error)': addErrorToId,
    'void addError(Exception error, Boolean escape)': addErrorToId,
  },
  { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_id.htm' },
);

export const blobClass = libraryClass(
  'System.Blob',
  {
    'static Blob valueOf(String text)': (text: string | null) => ApexBlob.fromText(required(text)),
    'static Blob toPdf(String text)': unsupported('Blob.toPdf'),
    'Integer size()': (self: ApexBlob) => self.size,
    // Called for null, too: the one method that says so in words of its own (see `OF_ARGUMENT` in the compiler).
    'String toString()': (self: ApexBlob | null): string => {
      const text = required(self).toText();
      if (text === null) throw apexException('System.StringException', 'BLOB is not a valid UTF-8 string');
      return text;
    },
  },
  { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_blob.htm' },
);
