// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_primitives.htm
import { ApexDate } from './date';
import { ApexDatetime } from './datetime';
import { decimalFrom, decimalFromDouble, decimalOf, decimalText, divideDecimals, multiplyDecimals } from './decimal';
import { doubleText } from './double';
import { idSuffix, normaliseId, restoreIdCasing } from './ids';
import { ApexTime } from './time';
import { fromWall, zoneOffset } from './time-zone';

describe('Double as text', () => {
  it.each([
    [1, '1.0'],
    [0.001, '0.001'],
    [0.0001, '1.0E-4'],
    [12_345_678, '1.2345678E7'],
    [-0, '-0.0'],
    [1e21, '1.0E21'],
    [NaN, 'NaN'],
    [-Infinity, '-Infinity'],
  ])('%p is %s', (value, text) => {
    expect(doubleText(value)).toBe(text);
  });
});

describe('Decimal', () => {
  it('takes its scale from the text it is made from', () => {
    expect(decimalText(decimalOf('1.500'))).toBe('1.500');
    expect(decimalText(decimalOf('1E3'))).toBe('1E+3');
    expect(decimalText(decimalFromDouble(3))).toBe('3.0');
    expect(decimalText(decimalFrom(1e-7))).toBe('1E-7');
  });

  it('multiplies exactly and divides to 33 digits', () => {
    expect(decimalText(multiplyDecimals(decimalOf('0.10'), decimalOf('0.2')))).toBe('0.020');
    expect(decimalText(divideDecimals(decimalOf('1'), decimalOf('3')))).toBe(`0.${'3'.repeat(33)}`);
    expect(() => divideDecimals(decimalOf('1'), decimalOf('0.0'))).toThrow('Divide by 0');
  });
});

describe('Id', () => {
  it('knows its suffix and gets its letters back from it', () => {
    expect(idSuffix('001D000000JRBes')).toBe('IAH');
    expect(normaliseId('001D000000JRBes')).toBe('001D000000JRBesIAH');
    expect(restoreIdCasing('001d000000jrbesiah')).toBe('001D000000JRBesIAH');
    expect(() => normaliseId('001D000000JRBe')).toThrow('Invalid id: 001D000000JRBe');
  });
});

describe('dates', () => {
  it('go back before 1970 and before 1900', () => {
    expect(ApexDate.of(1, 1, 1).toString()).toBe('0001-01-01');
    expect(ApexDate.of(1969, 12, 31).days).toBe(-1);
    expect(ApexDate.of(1900, 3, 1).addDays(-1).day).toBe(28);
  });

  it('wrap at midnight as times', () => {
    expect(new ApexTime(-1).toString()).toBe('23:59:59.999Z');
  });

  it('follow the clocks of a zone', () => {
    const zone = 'America/Los_Angeles';
    expect(zoneOffset(zone, Date.UTC(2024, 6, 1))).toBe(-7 * 3_600_000);
    expect(zoneOffset(zone, Date.UTC(1883, 0, 1))).toBeLessThan(0);
    // Skipped in spring: 02:30 becomes 03:30; repeated in autumn: the first 01:30.
    expect(fromWall(zone, Date.UTC(2024, 2, 10, 2, 30))).toBe(Date.UTC(2024, 2, 10, 10, 30));
    expect(fromWall(zone, Date.UTC(2024, 10, 3, 1, 30))).toBe(Date.UTC(2024, 10, 3, 8, 30));
    expect(new ApexDatetime(0).textIn('Asia/Kolkata')).toBe('1970-01-01 05:30:00');
  });
});
