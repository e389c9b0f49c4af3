import { execute, type PartialTransaction } from '../testing';

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_system.htm
describe('System', () => {
  // "Assertion failures … can't be caught": the page on System.assert.
  it('asserts in the words of the platform, past any catch', () => {
    const failing = (statement: string) => () =>
      execute(`try { ${statement} } catch (Exception e) {} return 'nothing';`);
    expect(failing(`System.assertEquals(1, 2);`)).toThrow('Assertion Failed: Expected: 1, Actual: 2');
    expect(failing(`System.assertEquals('a', null, 'names');`)).toThrow(
      'Assertion Failed: names: Expected: a, Actual: null',
    );
    expect(failing(`System.assertNotEquals(1, 1);`)).toThrow('Assertion Failed: Same value: 1');
    expect(failing(`System.assert(1 == 2);`)).toThrow('Assertion Failed');
    expect(failing(`System.assert(false, 'no luck');`)).toThrow('Assertion Failed: no luck');
    expect(failing(`System.assertEquals(1, 1.00); System.assert(true);`)()).toBe('nothing');
  });

  it("tells the time of the org's clock, and the day where the user is", () => {
    // 10:00 UTC on 23 November is 02:00 in Los Angeles.
    expect(execute(`return System.currentTimeMillis() == System.now().getTime();`)).toBe(true);
    expect(execute(`return System.today() == Date.newInstance(2026, 11, 23);`)).toBe(true);
  });

  it('hands queueables with their options to the org', () => {
    const enqueued: unknown[] = [];
    const jobs = {
      enqueue: (_job: object, options?: object): string => {
        enqueued.push(options);
        return '707000000000001AAA';
      },
    };
    const id = execute(
      `AsyncOptions options = new AsyncOptions(); options.MinimumQueueableDelayInMinutes = 3; options.MaximumQueueableStackDepth = 9;
       options.DuplicateSignature = QueueableDuplicateSignature.builder().addString('a').addInteger(1).build();
       System.enqueueJob(new Job()); System.enqueueJob(new Job(), 5); return System.enqueueJob(new Job(), options);`,
      { jobs },
      `public class Job implements Queueable { public void execute(QueueableContext context) {} }`,
    );
    expect(id).toBe('707000000000001AAA');
    expect(enqueued).toEqual([
      undefined,
      { delayMinutes: 5 },
      { delayMinutes: 3, maximumStackDepth: 9, duplicateSignature: 'string:1:a|integer:1:1' },
    ]);
  });

  it('knows what kind of job it runs in', () => {
    const inQueueable: PartialTransaction = { job: { id: '707', kind: 'Queueable' } };
    expect(execute(`return System.isQueueable() && !System.isBatch() && !System.isFuture();`, inQueueable)).toBe(true);
  });
});
