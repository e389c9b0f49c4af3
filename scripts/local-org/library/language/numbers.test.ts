// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_decimal.htm
// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_integer.htm
// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_id.htm
import { toText } from '../../values/operations';
import { evaluate, execute } from '../testing';

function holds(cases: readonly (readonly [string, string])[]): void {
  it.each(cases)('%s is %s', (expression, expected) => {
    expect(toText(evaluate(expression))).toBe(expected);
  });
}

describe('Decimal', () => {
  holds([
    ["Decimal.valueOf('12.4567').setScale(2)", '12.46'],
    ['2.345.setScale(2)', '2.34'],
    ['2.345.setScale(2, RoundingMode.HALF_UP)', '2.35'],
    ['(-1.1).round(RoundingMode.UP)', '-2'],
    ['(5.5).round(RoundingMode.HALF_DOWN)', '5'],
    ['(5.5).round()', '6'],
    ['(4.5).round()', '4'],
    ['(19.00).divide(100, 3, RoundingMode.UP)', '0.190'],
    ['Decimal.valueOf(5).divide(3, 30)', '1.666666666666666666666666666667'],
    ['1.0 / 4', '0.25'],
    ['(1.10).scale()', '2'],
    ['(123.4567890).precision()', '10'],
    ['(1.500).stripTrailingZeros()', '1.5'],
    ['(100.0).stripTrailingZeros()', '1E+2'],
    ["Decimal.valueOf('1.5E3').toPlainString()", '1500'],
    ['(4.12).pow(2)', '16.9744'],
    ['(-4.12).abs()', '4.12'],
    ['(12345.6789).format()', '12,345.679'],
    ['(2.9).intValue()', '2'],
    ['1.10 == 1.1', 'true'],
    // "Two Decimal objects that are numerically equivalent but differ in scale generally do not have the same hashcode."
    ['new Set<Decimal>{ 1.1, 1.10 }.size()', '2'],
  ]);

  it('says what it cannot do', () => {
    expect(() => evaluate('(1.0).divide(0, 2)')).toThrow('Divide by 0');
    expect(() => evaluate('(1.55).setScale(1, RoundingMode.UNNECESSARY)')).toThrow('Scale insufficient');
    expect(() => evaluate("Decimal.valueOf('1,5')")).toThrow('Invalid decimal: 1,5');
  });
});

describe('the other numbers', () => {
  holds([
    ["Integer.valueOf('-12')", '-12'],
    ['Integer.valueOf((Object) 12.9)', '12'],
    ["Long.valueOf('123456789012')", '123456789012'],
    ['Integer.valueOf(1234567).format()', '1,234,567'],
    ['Double.valueOf(10000000)', '1.0E7'],
    ['Double.valueOf(2.5).round()', '3'],
    ['Double.valueOf(-3.7).intValue()', '-3'],
    ["Boolean.valueOf('TRUE')", 'true'],
    ["Boolean.valueOf('yes')", 'false'],
  ]);

  it('knows no intValue of an Integer, as the Integer class lists none', () => {
    expect(() => evaluate('Math.round(2.6).intValue()')).toThrow(/intValue/);
    expect(toText(evaluate('Math.roundToLong(2.6).intValue()'))).toBe('3');
  });

  it('refuses texts that are no number', () => {
    expect(() => evaluate("Integer.valueOf('1.5')")).toThrow('Invalid integer: 1.5');
    expect(() => evaluate("Integer.valueOf('2147483648')")).toThrow('Invalid integer: 2147483648');
    expect(() => evaluate("Double.valueOf('x')")).toThrow('Invalid double: x');
    expect(() => execute('String s; return Integer.valueOf(s);')).toThrow('Argument cannot be null.');
  });
});

describe('Id', () => {
  holds([
    ["Id.valueOf('001xa000003DIlo')", '001xa000003DIloAAG'],
    ["Id.valueOf('001XA000003DILOAAG', true)", '001xa000003DIloAAG'],
    ["Id.valueOf('001xa000003DIloAAG').to15()", '001xa000003DIlo'],
    ["Id.valueOf('001xa000003DIlo').getSObjectType()", 'Account'],
  ]);

  it('refuses what is none', () => {
    expect(() => evaluate("Id.valueOf('x')")).toThrow('Invalid id: x');
  });

  it.each(['00a', '017', '02c'])('tells no type by characters that several objects share: %s', (prefix) => {
    expect(() => evaluate(`Id.valueOf('${prefix}xa000003DIlo').getSObjectType()`)).toThrow('Cannot locate Apex Type');
  });
});

describe('Blob', () => {
  holds([
    ["Blob.valueOf('é').size()", '2'],
    ["Blob.valueOf('é').toString()", 'é'],
    ["Blob.valueOf('a') == Blob.valueOf('a')", 'true'],
  ]);

  it('says of a null that is to be text what is said of arguments, and of no other method', () => {
    expect(() => execute('Blob body; return body.toString();')).toThrow('Argument cannot be null.');
    expect(() => execute('Blob body; return body.size();')).toThrow('Attempt to de-reference a null object');
    expect(execute('Blob body; return body?.toString();')).toBeNull();
  });

  it('does not guess at bytes that are no text', () => {
    expect(() => evaluate("EncodingUtil.convertFromHex('ff').toString()")).toThrow('BLOB is not a valid UTF-8 string');
  });
});
