/** Date literals. https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_dateformats.htm */
import { dayOf, dayText, literalRange, startOfDay } from './dates';

/** Monday, 23 November 2026. */
const TODAY = dayOf(2026, 10, 23);

describe('date literals', () => {
  it.each([
    ['YESTERDAY', null, '2026-11-22', '2026-11-23'],
    ['TOMORROW', null, '2026-11-24', '2026-11-25'],
    ['THIS_WEEK', null, '2026-11-22', '2026-11-29'],
    ['LAST_WEEK', null, '2026-11-15', '2026-11-22'],
    ['NEXT_MONTH', null, '2026-12-01', '2027-01-01'],
    ['LAST_90_DAYS', null, '2026-08-25', '2026-11-24'],
    ['LAST_N_DAYS', 7, '2026-11-16', '2026-11-24'],
    ['NEXT_N_DAYS', 2, '2026-11-24', '2026-11-26'],
    ['N_DAYS_AGO', 3, '2026-11-20', '2026-11-21'],
    ['LAST_N_MONTHS', 2, '2026-09-01', '2026-11-01'],
    ['NEXT_N_WEEKS', 1, '2026-11-29', '2026-12-06'],
    ['THIS_QUARTER', null, '2026-10-01', '2027-01-01'],
    ['LAST_FISCAL_QUARTER', null, '2026-07-01', '2026-10-01'],
    ['NEXT_YEAR', null, '2027-01-01', '2028-01-01'],
    ['N_YEARS_AGO', 1, '2025-01-01', '2026-01-01'],
  ])('%s:%s', (name, n, from, until) => {
    const range = literalRange(name, n, TODAY);
    expect(range && [dayText(range.from), dayText(range.until)]).toEqual([from, until]);
  });

  it('should know no others', () => {
    expect(literalRange('SOMEDAY', null, TODAY)).toBeNull();
  });

  it('should begin days when the clocks of the zone say so', () => {
    expect(startOfDay(TODAY, 'America/Los_Angeles')).toBe(Date.UTC(2026, 10, 23, 8));
    expect(startOfDay(dayOf(2026, 6, 1), 'Europe/Berlin')).toBe(Date.UTC(2026, 5, 30, 22));
  });
});
