import { current } from '../../platform/current';
import type { TriggerCaseName, TriggerRun } from '../../platform/services';
import { ApexList } from '../../values/list';
import { ApexMap } from '../../values/map';
import type { SObjectValue } from '../../values/sobject';
import { requiredType, typeRegistry } from '../../values/type-registry';
import type { ApexType } from '../../values/types';
import { libraryClass } from '../declare';
import { enumValue } from '../enums';
import type { PropertyImplementation } from '../declare';

/** The collections of one trigger run: the same objects however often they are asked for, and for each trigger of it. */
class TriggerCollections {
  readonly newList: ApexList | null;
  readonly oldList: ApexList | null;
  readonly newMap: ApexMap | null;
  readonly oldMap: ApexMap | null;

  constructor(run: TriggerRun) {
    const type = typeRegistry().sobject(run.object.name) ?? requiredType('System.SObject');
    this.newList = list(type, run.newRecords);
    this.oldList = list(type, run.oldRecords);
    // Before an insert there are no ids to map by.
    this.newMap = run.case === 'beforeInsert' ? null : map(type, run.newRecords);
    this.oldMap = map(type, run.oldRecords);
  }
}

function list(type: ApexType, records: readonly SObjectValue[] | null): ApexList | null {
  if (!records) return null;
  const made = new ApexList(typeRegistry().list(type), [...records]);
  made.isReadOnly = true;
  return made;
}

function map(type: ApexType, records: readonly SObjectValue[] | null): ApexMap | null {
  if (!records) return null;
  const made = new ApexMap(
    typeRegistry().map(requiredType('System.Id'), type),
    records.map((record) => [record.id, record] as const),
  );
  made.isReadOnly = true;
  return made;
}

const collections = new WeakMap<TriggerRun, TriggerCollections>();

function collectionsOf(run: TriggerRun): TriggerCollections {
  let made = collections.get(run);
  if (!made) collections.set(run, (made = new TriggerCollections(run)));
  return made;
}

/** A variable that is null outside triggers. */
function collection(name: keyof TriggerCollections): PropertyImplementation {
  return {
    get: () => {
      const run = current().trigger;
      return run && collectionsOf(run)[name];
    },
  };
}

/** `BEFORE_INSERT` for `beforeInsert`. */
function operationName(name: TriggerCaseName): string {
  return name.replace(/[A-Z]/, (letter) => `_${letter}`).toUpperCase();
}

const isCase = (pattern: RegExp): PropertyImplementation => ({
  get: () => pattern.test(current().trigger?.case ?? ''),
});

/** `System.Trigger`: https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_triggers_context_variables.htm */
export const triggerClass = libraryClass(
  'System.Trigger',
  {
    'static Boolean isExecuting': { get: () => current().trigger !== null },
    'static Boolean isBefore': isCase(/^before/),
    'static Boolean isAfter': isCase(/^after/),
    'static Boolean isInsert': isCase(/Insert$/),
    'static Boolean isUpdate': isCase(/Update$/),
    'static Boolean isDelete': isCase(/Delete$/),
    'static Boolean isUndelete': isCase(/Undelete$/),
    'static List<SObject> new': collection('newList'),
    'static List<SObject> old': collection('oldList'),
    'static Map<Id, SObject> newMap': collection('newMap'),
    'static Map<Id, SObject> oldMap': collection('oldMap'),
    'static Integer size': {
      get: () => {
        const run = current().trigger;
        return (run?.newRecords ?? run?.oldRecords ?? []).length;
      },
    },
    'static System.TriggerOperation operationType': {
      get: () => {
        const run = current().trigger;
        return run && enumValue('System.TriggerOperation', operationName(run.case));
      },
    },
  },
  { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Trigger.htm' },
);
