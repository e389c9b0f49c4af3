import type { ObjectSchema } from '../../schema/model';
import { listOf } from '../collections';
import { libraryClass } from '../declare';
import { PlatformObject } from '../platform-object';
import { withProperties } from '../properties';

/** A `Schema.RecordTypeInfo`. */
export class RecordTypeInfo extends PlatformObject {
  protected readonly typeName = 'Schema.RecordTypeInfo';

  constructor(
    readonly id: string,
    readonly developerName: string,
    readonly name: string,
    readonly isActive: boolean,
    readonly isMaster: boolean,
    readonly isDefault: boolean,
  ) {
    super();
  }
}

/** The record type every record has that was given none. */
export const MASTER_RECORD_TYPE_ID = '012000000000000AAA';

/** Record types of an object, the master's last, as the platform lists them. */
export function recordTypeInfos(object: ObjectSchema, idOf: (developerName: string) => string): RecordTypeInfo[] {
  const own = object.recordTypes.map(
    (each, index) => new RecordTypeInfo(idOf(each.name), each.name, each.label, each.isActive, false, index === 0),
  );
  const master = new RecordTypeInfo(MASTER_RECORD_TYPE_ID, 'Master', 'Master', true, true, own.length === 0);
  return [...own, master];
}

/** A list of them. */
export function recordTypeInfoList(infos: readonly RecordTypeInfo[]): object {
  return listOf('Schema.RecordTypeInfo', infos);
}

/** `Schema.RecordTypeInfo`. */
export const recordTypeInfoClass = libraryClass(
  'Schema.RecordTypeInfo',
  withProperties({
    'String getDeveloperName()': (self: RecordTypeInfo) => self.developerName,
    'String getName()': (self: RecordTypeInfo) => self.name,
    'Id getRecordTypeId()': (self: RecordTypeInfo) => self.id,
    'Boolean isActive()': (self: RecordTypeInfo) => self.isActive,
    'Boolean isAvailable()': (self: RecordTypeInfo) => self.isActive,
    'Boolean isDefaultRecordTypeMapping()': (self: RecordTypeInfo) => self.isDefault,
    'Boolean isMaster()': (self: RecordTypeInfo) => self.isMaster,
  }),
  {
    docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Schema_RecordTypeInfo.htm',
  },
);
