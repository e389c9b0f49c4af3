import { messageOf } from '../testing';
import { CronExpression } from './cron';

const MONDAY = Date.UTC(2026, 10, 23, 9, 0, 0);
const next = (text: string, zone = 'UTC', after = MONDAY): string =>
  new Date(new CronExpression(text).next(after, zone) ?? NaN).toISOString();

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_scheduler.htm
describe('cron expressions', () => {
  it.each([
    ['0 0 13 * * ?', '2026-11-23T13:00:00.000Z'],
    ['0 5 * * * ?', '2026-11-23T09:05:00.000Z'],
    ['0 0 22 ? * 6L', '2026-11-27T22:00:00.000Z'],
    ['0 0 10 ? * MON-FRI', '2026-11-23T10:00:00.000Z'],
    ['0 0 20 * * ? 2027', '2027-01-01T20:00:00.000Z'],
    ['0 0 0 L * ?', '2026-11-30T00:00:00.000Z'],
    ['0 0 0 15W 8 ?', '2027-08-16T00:00:00.000Z'],
    ['0 0 0 LW 1 ?', '2027-01-29T00:00:00.000Z'],
    ['0 30 8 ? * 6#3', '2026-12-18T08:30:00.000Z'],
    ['0 0 0/6 * * ?', '2026-11-23T12:00:00.000Z'],
    ['0 0 8,22 * * ?', '2026-11-23T22:00:00.000Z'],
    ['0 0 0 1 NOV-FEB ?', '2026-12-01T00:00:00.000Z'],
    ['0 0 0 28 5 ? 2099', '2099-05-28T00:00:00.000Z'],
  ])('should_fire_%s_next_at_%s', (text, expected) => {
    expect(next(text)).toBe(expected);
  });

  it('should_read_hours_in_the_time_zone_of_the_user', () => {
    expect(next('0 0 6 * * ?', 'America/Los_Angeles')).toBe('2026-11-23T14:00:00.000Z');
  });

  it('should_never_fire_in_a_year_that_is_over', () => {
    expect(new CronExpression('0 0 0 1 1 ? 2020').next(MONDAY, 'UTC')).toBeNull();
  });

  it.each([
    ['0 0/5 * * * ?', 'System.StringException: Seconds and minutes must be specified as integers: 0 0/5 * * * ?'],
    ['0 * * * * ?', 'System.StringException: Seconds and minutes must be specified as integers: 0 * * * * ?'],
    [
      '0 0 25 * * ?',
      "System.StringException: Illegal cron expression format (0 0 25 * * ?): '25' is not between 0 and 23",
    ],
    ['0 0 1 ? * ?', /can only be specified for Day-of-Month -OR- Day-of-Week/],
    ['0 0 1 1 * MON', /specifying both a day-of-week AND a day-of-month/],
    ['0 0 1', /expected 6 or 7 fields/],
  ])('should_refuse_%s', (text, expected) => {
    expect(messageOf(() => new CronExpression(text))).toEqual(
      typeof expected === 'string' ? expected : expect.stringMatching(expected),
    );
  });
});
