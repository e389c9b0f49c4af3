import { advanceTo, step } from '../advance';
import { current } from '../current';
import { FakeOrg, messageOf, type FakeInstance } from '../testing';

const HOUR = 3_600_000;
const job = (execute: (this: FakeInstance & { runs: number }) => unknown): FakeInstance => ({ runs: 0, execute });

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_scheduler.htm
describe('scheduled Apex', () => {
  it('should_fire_by_its_expression_and_keep_its_rows', () => {
    const org = new FakeOrg();
    const times: number[] = [];
    const begin = org.clock.now();
    const id = org.run((transaction) =>
      transaction.jobs.schedule(
        'hourly',
        '0 30 * * * ?',
        job(() => times.push(org.clock.now() - begin)),
      ),
    );
    expect(org.row('CronTrigger', id)).toMatchObject({ State: 'WAITING', TimesTriggered: 0 });
    advanceTo(org.engine, begin + 3 * HOUR);
    expect(times).toEqual([0.5 * HOUR, 1.5 * HOUR, 2.5 * HOUR]);
    expect(org.row('CronTrigger', id)).toMatchObject({ TimesTriggered: 3 });
    const [detail] = org.engine.rows.find('CronJobDetail', { Name: 'hourly' });
    expect(detail).toMatchObject({ JobType: '7' });
  });

  it('should_run_with_synchronous_limits_and_keep_the_fields_of_its_object', () => {
    const org = new FakeOrg();
    const seen: unknown[] = [];
    org.run((transaction) =>
      transaction.jobs.schedule(
        'daily',
        '0 0 0 * * ?',
        job(function () {
          this.runs += 1;
          seen.push(this.runs, current().limits.limit('queueableJobs'));
        }),
      ),
    );
    step(org.engine);
    step(org.engine);
    expect(seen).toEqual([1, 50, 2, 50]);
  });

  it('should_end_when_it_will_never_fire_again_and_free_its_name', () => {
    const org = new FakeOrg();
    const once = (): string =>
      org.run((transaction) =>
        transaction.jobs.schedule(
          'once',
          '0 0 0 1 1 ? 2027',
          job(() => undefined),
        ),
      );
    const id = once();
    expect(messageOf(once)).toBe(
      'System.AsyncException: The Apex job named "once" is already scheduled for execution.',
    );
    step(org.engine);
    expect(org.row('CronTrigger', id)).toMatchObject({ State: 'DELETED', NextFireTime: null });
    expect(step(org.engine)).toBe(false);
    expect(org.engine.rows.find('CronJobDetail', { Name: 'once' })).toEqual([]);
  });

  it('should_refuse_what_never_fires_and_the_101st', () => {
    const org = new FakeOrg();
    const schedule = (name: string, cron: string): string =>
      org.run((transaction) =>
        transaction.jobs.schedule(
          name,
          cron,
          job(() => undefined),
        ),
      );
    expect(messageOf(() => schedule('past', '0 0 0 1 1 ? 2020'))).toBe(
      "System.AsyncException: Based on configured schedule, the given trigger 'past' will never fire.",
    );
    for (let count = 0; count < 100; count++) schedule(`job ${count}`, '0 0 0 * * ?');
    expect(messageOf(() => schedule('one more', '0 0 0 * * ?'))).toMatch(/maximum number \(100\)/);
  });

  it('should_be_gone_once_aborted', () => {
    const org = new FakeOrg();
    const id = org.run((transaction) =>
      transaction.jobs.schedule(
        'gone',
        '0 0 0 * * ?',
        job(() => undefined),
      ),
    );
    org.run((transaction) => transaction.jobs.abort(id));
    expect(org.engine.rows.get('CronTrigger', id)).toBeNull();
    expect(step(org.engine)).toBe(false);
  });

  it('should_refuse_callouts', () => {
    const org = new FakeOrg();
    const messages: string[] = [];
    org.run((transaction) =>
      transaction.jobs.schedule(
        'calls',
        '0 0 0 * * ?',
        job(() =>
          messages.push(
            messageOf(() =>
              current().callouts.send(
                { method: 'GET', endpoint: 'http://x', headers: new Map(), body: null, timeout: 1, compressed: false },
                () => null,
                () => null,
              ),
            ),
          ),
        ),
      ),
    );
    step(org.engine);
    expect(messages).toEqual(['System.CalloutException: Callout from scheduled Apex not supported.']);
  });
});
