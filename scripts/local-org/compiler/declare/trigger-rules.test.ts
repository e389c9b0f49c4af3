import { program } from '../testing';

// https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_subscribe_apex.htm
test.each([
  ['trigger T on AccountShare (after insert) {}', '1:14 SObject type does not allow triggers: AccountShare'],
  [
    'trigger T on BatchApexErrorEvent (after update) {}',
    '1:14 Platform Event SObjects only supports after insert: BatchApexErrorEvent',
  ],
])('should refuse %s', (source, problem) => {
  expect(program([source]).problems).toEqual([problem]);
});

test('should take triggers on what has them', () => {
  const { problems } = program([
    'trigger T on Account (before insert, after undelete) {}',
    'trigger U on BatchApexErrorEvent (after insert) {}',
  ]);
  expect(problems).toEqual([]);
});
