import type { TriggerRun } from '../../platform/services';
import { loadSchema } from '../../schema';
import { SObjectValue } from '../../values/sobject';
import { evaluate, execute } from '../testing';

/** Each program needs a run of its own: what it sees of it has the types of that program. */
function run(): TriggerRun {
  const object = loadSchema([]).schema.object('Account');
  if (!object) throw new Error('no Account');
  const record = new SObjectValue(object);
  record.store('Name', 'Acme');
  return { case: 'beforeInsert', object, newRecords: [record], oldRecords: null };
}

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_triggers_context_variables.htm
describe('Trigger', () => {
  it('tells of the run that is innermost', () => {
    expect(
      evaluate(
        `Trigger.isExecuting + '|' + Trigger.isBefore + Trigger.isInsert + Trigger.isAfter + '|' + Trigger.operationType + '|' + Trigger.size + '|' + Trigger.old + Trigger.newMap`,
        { trigger: run() },
      ),
    ).toBe('true|truetruefalse|BEFORE_INSERT|1|nullnull');
    expect(evaluate(`Trigger.new === Trigger.new`, { trigger: run() })).toBe(true);
    expect(() => execute(`Trigger.new.add(new Account()); return null;`, { trigger: run() })).toThrow(
      'Collection is read-only',
    );
  });

  it('is nothing outside triggers', () => {
    expect(evaluate(`Trigger.isExecuting + '|' + Trigger.new + Trigger.operationType`, { trigger: null })).toBe(
      'false|nullnull',
    );
  });
});
