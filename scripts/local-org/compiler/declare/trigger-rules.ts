/**
 * Which objects may have triggers, and on what.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_triggers.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_subscribe_apex.htm
 */
import type { TriggerUnit } from '../ast';
import type { ObjectSchema } from '../../schema/model';
import type { Workshop } from './draft';

export function checkTrigger(unit: TriggerUnit, object: ObjectSchema, file: string, workshop: Workshop): void {
  if (object.kind === 'customMetadata' || object.kind === 'share' || object.kind === 'history')
    workshop.report(file, unit.objectAt, `SObject type does not allow triggers: ${object.name}`, 'trigger-object');
  if (object.kind !== 'platformEvent' && object.kind !== 'changeEvent') return;
  if (unit.cases.some((each) => each !== 'afterInsert'))
    workshop.report(
      file,
      unit.objectAt,
      `Platform Event SObjects only supports after insert: ${object.name}`,
      'trigger-object',
    );
}
