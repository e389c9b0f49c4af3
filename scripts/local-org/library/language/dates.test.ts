// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_date.htm
// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_datetime.htm
// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_time.htm
// The user's time zone is America/Los_Angeles, the clock shows 2026-11-23 10:00 GMT.
import { toText } from '../../values/operations';
import { evaluate } from '../testing';

function holds(cases: readonly (readonly [string, string])[]): void {
  it.each(cases)('%s is %s', (expression, expected) => {
    expect(toText(evaluate(expression))).toBe(expected);
  });
}

const day = (date: string): string => `String.valueOf(${date})`;

describe('Date', () => {
  holds([
    [day('Date.newInstance(2024, 1, 31).addMonths(1)'), '2024-02-29'],
    [day('Date.newInstance(2023, 3, 31).addMonths(-1)'), '2023-02-28'],
    [day('Date.newInstance(2024, 2, 29).addYears(1)'), '2025-02-28'],
    [day('Date.newInstance(2024, 13, 32)'), '2025-02-01'],
    [day('Date.newInstance(1900, 2, 28).addDays(1)'), '1900-03-01'],
    [day("Date.valueOf('2024-2-9 23:00:00')"), '2024-02-09'],
    [day("Date.parse('12/27/2009')"), '2009-12-27'],
    [day('Date.today()'), '2026-11-23'],
    [day('Date.newInstance(2024, 5, 15).toStartOfWeek()'), '2024-05-12'],
    [day('Date.newInstance(2024, 5, 15).toStartOfMonth()'), '2024-05-01'],
    ['Date.newInstance(2024, 3, 1).daysBetween(Date.newInstance(2024, 2, 28))', '-2'],
    ['Date.newInstance(2024, 1, 31).monthsBetween(Date.newInstance(2024, 2, 1))', '1'],
    ['Date.newInstance(2024, 12, 31).dayOfYear()', '366'],
    ['Date.daysInMonth(2100, 2)', '28'],
    ['Date.newInstance(2024, 2, 9).format()', '2/9/2024'],
    ["'on ' + Date.newInstance(2024, 2, 9)", 'on 2024-02-09 00:00:00'],
  ]);

  it.each(["Date.valueOf('2024-02-30')", "Date.valueOf('x')", "Date.parse('31/12/2024')"])(
    'refuses %s',
    (expression) => {
      expect(() => evaluate(expression)).toThrow('Invalid date: ');
    },
  );
});

describe('Datetime', () => {
  holds([
    ['Datetime.newInstance(2024, 7, 1, 12, 0, 0).hourGmt()', '19'],
    ['Datetime.newInstance(2024, 1, 1, 12, 0, 0).hourGmt()', '20'],
    ["Datetime.valueOf('2024-07-01 12:00:00').getTime()", '1719860400000'],
    ["Datetime.valueOfGmt('2024-07-01 12:00:00').getTime()", '1719835200000'],
    ["Datetime.parse('10/14/2011 11:46 AM').formatGmt('yyyy-MM-dd HH:mm')", '2011-10-14 18:46'],
    ['Datetime.newInstanceGmt(2024, 1, 31, 23, 59, 60).dayOfYearGmt()', '32'],
    // Noon stays noon when clocks change on 10 March.
    ["Datetime.newInstance(2024, 3, 9, 12, 0, 0).addDays(1).format('HH:mm')", '12:00'],
    ["Datetime.newInstance(2024, 3, 9, 12, 0, 0).addHours(24).format('HH:mm')", '13:00'],
    ["Datetime.newInstance(2024, 3, 10, 2, 30, 0).format('HH:mm')", '03:30'],
    ["'' + Datetime.newInstance(2018, 11, 15)", '2018-11-15 08:00:00'],
    ['Datetime.newInstance(2024, 2, 9, 13, 5, 7).format()', '2/9/2024, 1:05 PM'],
    ['Datetime.newInstance(2024, 2, 9, 13, 5, 7).formatLong()', '2/9/2024, 1:05:07 PM PST'],
    ['Datetime.newInstanceGmt(Date.newInstance(2024, 2, 9), Time.newInstance(1, 2, 3, 4)).millisecondGmt()', '4'],
    ['String.valueOf(Datetime.newInstanceGmt(2024, 2, 9, 3, 0, 0).date())', '2024-02-08'],
    ['Datetime.now().getTime()', '1795428000000'],
  ]);

  // https://docs.oracle.com/javase/8/docs/api/java/text/SimpleDateFormat.html
  const format = (pattern: string, zone: string): string =>
    `Datetime.newInstanceGmt(2024, 2, 9, 13, 5, 7).format('${pattern}', '${zone}')`;
  holds([
    [format("yyyy-MM-dd\\'T\\'HH:mm:ss.SSSZ", 'Asia/Kolkata'), '2024-02-09T18:35:07.000+0530'],
    [format('EEE, d MMM yy h:mm a z', 'America/New_York'), 'Fri, 9 Feb 24 8:05 AM EST'],
    [format('EEEE MMMM DDD kk K', 'GMT'), 'Friday February 040 13 1'],
    [format('XXX X', 'GMT'), 'Z Z'],
    [format('XXX X', 'America/New_York'), '-05:00 -05'],
    [format("YYYY w u F \\'\\' Q".slice(0, -2), 'GMT'), "2024 6 5 2 '"],
  ]);

  it('refuses letters without meaning and texts that are no date', () => {
    expect(() => evaluate("Datetime.now().format('b')")).toThrow("Illegal pattern character 'b'");
    expect(() => evaluate("Datetime.valueOf('2024-07-01')")).toThrow('Invalid date/time: 2024-07-01');
  });
});

describe('Time', () => {
  holds([
    ['Time.newInstance(23, 59, 59, 999).addMilliseconds(2)', '00:00:00.001Z'],
    ['Time.newInstance(1, 2, 3, 4).addHours(-2)', '23:02:03.004Z'],
    ['Datetime.newInstance(2024, 2, 9, 13, 5, 7).time().minute()', '5'],
  ]);
});
