import { apexException, type ApexException } from '../../values/errors';
import type { SaveOptions, SObjectValue } from '../../values/sobject';
import type { Value } from '../../values/value';
import { listOf, mapOf } from '../collections';
import { DatabaseError } from '../database/results';
import { libraryClass, type MemberTable } from '../declare';
import type { SObjectFieldToken } from '../schema/tokens';
import { sobjectTypeToken } from '../schema/tokens';
import { getField, getParent, getChildren, isSet, putField, putParent } from './dynamic-access';
import { unsupportedIn } from '../unsupported';

const unsupported = unsupportedIn('SObject');

function addError(self: SObjectValue, error: string | ApexException | null): void {
  const message = typeof error === 'string' ? error : (error?.apexMessage ?? '');
  self.addError(message);
}

function addFieldError(self: SObjectValue, field: string | SObjectFieldToken, message: string | null): void {
  const name = typeof field === 'string' ? field : field.field.name;
  const found = self.object.fields.get(name.toLowerCase());
  if (!found) throw apexException('System.SObjectException', `Invalid field ${name} for ${self.object.name}`);
  self.addError(message ?? '', found.name);
}

/** `clone(preserveId, isDeepClone, preserveReadonlyTimestamps, preserveAutonumber)`, any number of them. */
function clone(self: SObjectValue, ...flags: readonly (boolean | null)[]): SObjectValue {
  const [preserveId, deep, preserveReadonlyTimestamps, preserveAutonumber] = flags.map((flag) => flag ?? false);
  return self.clone({
    preserveId: preserveId ?? false,
    deep: deep ?? false,
    preserveReadonlyTimestamps: preserveReadonlyTimestamps ?? false,
    preserveAutonumber: preserveAutonumber ?? false,
  });
}

function populated(self: SObjectValue): Iterable<readonly [string, Value]> {
  return self.populated();
}

const ERRORS: MemberTable = {
  'void addError(String message)': addError,
  'void addError(String message, Boolean escape)': addError,
  'void addError(Exception exception)': addError,
  'void addError(Exception exception, Boolean escape)': addError,
  'void addError(String fieldName, String message)': addFieldError,
  'void addError(String fieldName, String message, Boolean escape)': addFieldError,
  'void addError(Schema.SObjectField field, String message)': addFieldError,
  'void addError(Schema.SObjectField field, String message, Boolean escape)': addFieldError,
  'List<Database.Error> getErrors()': (self: SObjectValue) =>
    listOf(
      'Database.Error',
      self.errors.map(
        ({ field, message }) => new DatabaseError('FIELD_CUSTOM_VALIDATION_EXCEPTION', message, field ? [field] : []),
      ),
    ),
  'Boolean hasErrors()': (self: SObjectValue) => self.errors.length > 0,
};

/** `System.SObject`. */
export const sobjectClass = libraryClass(
  'System.SObject',
  {
    ...ERRORS,
    'void clear()': (self: SObjectValue) => {
      for (const [name] of [...self.populated()]) self.unset(name);
    },
    'SObject clone()': clone,
    'SObject clone(Boolean preserveId)': clone,
    'SObject clone(Boolean preserveId, Boolean isDeepClone)': clone,
    'SObject clone(Boolean preserveId, Boolean isDeepClone, Boolean preserveReadonlyTimestamps)': clone,
    'SObject clone(Boolean preserveId, Boolean isDeepClone, Boolean preserveReadonlyTimestamps, Boolean preserveAutonumber)':
      clone,
    'Object get(String fieldName)': getField,
    'Object get(Schema.SObjectField field)': getField,
    'Id getCloneSourceId()': (self: SObjectValue) => self.cloneSourceId,
    'Database.DMLOptions getOptions()': (self: SObjectValue) => self.saveOptions,
    'Map<String, Object> getPopulatedFieldsAsMap()': (self: SObjectValue) =>
      mapOf('System.String', 'System.Object', populated(self)),
    'String getQuickActionName()': () => null,
    'SObject getSObject(String fieldName)': getParent,
    'SObject getSObject(Schema.SObjectField field)': getParent,
    'List<SObject> getSObjects(String relationshipName)': getChildren,
    'List<SObject> getSObjects(Schema.SObjectType childType)': unsupported('getSObjects of an object type'),
    'Schema.SObjectType getSObjectType()': (self: SObjectValue) => sobjectTypeToken(self.object),
    'Boolean isClone()': (self: SObjectValue) => self.cloneSourceId !== null,
    'Boolean isSet(String fieldName)': isSet,
    'Boolean isSet(Schema.SObjectField field)': isSet,
    'Object put(String fieldName, Object value)': putField,
    'Object put(Schema.SObjectField field, Object value)': putField,
    'SObject putSObject(String fieldName, SObject value)': putParent,
    'SObject putSObject(Schema.SObjectField field, SObject value)': putParent,
    'void recalculateFormulas()': unsupported('recalculateFormulas'),
    'void setOptions(Database.DMLOptions options)': (self: SObjectValue, value: SaveOptions | null) => {
      self.saveOptions = value;
    },
  },
  { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_sobject.htm' },
);
