import type { ObjectSchema } from '../../schema/model';
import { current } from '../../platform/current';
import { UnsupportedError } from '../../values/errors';
import { listOf } from '../collections';
import { libraryClass } from '../declare';
import { PlatformObject } from '../platform-object';
import { withProperties } from '../properties';

/** A `Schema.RecordTypeInfo`. */
export class RecordTypeInfo extends PlatformObject {
  protected readonly typeName = 'Schema.RecordTypeInfo';

  constructor(
    private readonly object: ObjectSchema,
    readonly id: string,
    readonly developerName: string,
    readonly name: string,
    readonly isActive: boolean,
    readonly isMaster: boolean,
  ) {
    super();
  }

  /** @throws UnsupportedError where profiles decide */
  get isAvailable(): boolean {
    if (this.isMaster || !this.isActive) return this.isActive;
    const isSeen = current().user.seesRecordType(this.object, this.developerName);
    if (isSeen === null) throw new UnsupportedError('RecordTypeInfo.isAvailable: record types of profiles');
    return isSeen;
  }

  /** @throws UnsupportedError where profiles decide */
  get isDefault(): boolean {
    if (this.object.recordTypes.length === 0) return true;
    throw new UnsupportedError('RecordTypeInfo.isDefaultRecordTypeMapping: record types of profiles');
  }
}

/** The record type every record has that was given none. */
export const MASTER_RECORD_TYPE_ID = '012000000000000AAA';

/** Record types of an object, the master's last, as the platform lists them. Which is the default only profiles say. */
export function recordTypeInfos(object: ObjectSchema, idOf: (developerName: string) => string): RecordTypeInfo[] {
  const own = object.recordTypes.map(
    (each) => new RecordTypeInfo(object, idOf(each.name), each.name, each.label, each.isActive, false),
  );
  const master = new RecordTypeInfo(object, MASTER_RECORD_TYPE_ID, 'Master', 'Master', true, true);
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
    'Boolean isAvailable()': (self: RecordTypeInfo) => self.isAvailable,
    'Boolean isDefaultRecordTypeMapping()': (self: RecordTypeInfo) => self.isDefault,
    'Boolean isMaster()': (self: RecordTypeInfo) => self.isMaster,
  }),
  {
    docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Schema_RecordTypeInfo.htm',
  },
);
