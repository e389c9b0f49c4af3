// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_string.htm
import { toText } from '../../values/operations';
import { evaluate, execute } from '../testing';

const text = (expression: string): string => toText(evaluate(expression));

/** Apex expression and what it prints; most are the examples of the reference. */
function holds(cases: readonly (readonly [string, string])[]): void {
  it.each(cases)('%s is %s', (expression, expected) => {
    expect(text(expression)).toBe(expected);
  });
}

describe('taking texts apart', () => {
  holds([
    ["'abcdaacd'.left(3)", 'abc'],
    ["'abc'.left(9)", 'abc'],
    ["'abcde'.mid(2, 3)", 'cde'],
    ["'Hello Max'.right(3)", 'Max'],
    ["'hamburger'.substring(4, 8)", 'urge'],
    ["'Force.com.Platform'.substringAfterLast('.')", 'Platform'],
    ["'Force.com.Platform'.substringBeforeLast('.')", 'Force.com'],
    ["'xx'.substringAfter('.')", ''],
    ["'tagYellowtag'.substringBetween('tag')", 'Yellow'],
    ["'xYellowy'.substringBetween('x', 'y')", 'Yellow'],
    ["'abc'.substringBetween('<', '>')", 'null'],
    ["'Hello Jane'.difference('Hello Max')", 'Max'],
    ["'Hello Maximillian'.abbreviate(8)", 'Hello...'],
    ["'Lightning.platform'.splitByCharacterType()", '(L, ightning, ., platform)'],
    ["'Lightning.platform'.splitByCharacterTypeCamelCase()", '(Lightning, ., platform)'],
    ["String.getCommonPrefix(new List<String>{ 'SFDCApex', 'SFDCVisualforce' })", 'SFDC'],
  ]);

  it('refuses positions outside of the text', () => {
    expect(() => evaluate("'abc'.substring(4)")).toThrow('Starting position out of bounds: 4');
    expect(() => evaluate("'abc'.substring(1, 9)")).toThrow('Ending position out of bounds: 9');
  });
});

describe('splitting and joining', () => {
  holds([
    ["'boo:and:foo'.split(':', 2)", '(boo, and:foo)'],
    ["'boo:and:foo'.split('o')", '(b, , :and:f)'],
    ["'boo:and:foo'.split('o', -1)", '(b, , :and:f, , )'],
    ["'abc'.split('')", '(a, b, c)'],
    ["''.split(',').size()", '1'],
    ["','.split(',').size()", '0'],
    ["'a.b'.split('\\\\.')", '(a, b)'],
    ["String.join(new List<Object>{ 1, 'x', null }, '-')", '1-x-'],
    ["String.join(new Set<String>{ 'a', 'b' }, ', ')", 'a, b'],
  ]);
});

describe('comparing and searching', () => {
  holds([
    ["'abcde'.compareTo('abcd')", '1'],
    ["'a'.compareTo('c')", '-2'],
    ["'abc'.equals('ABC')", 'false'],
    ["'abc'.equalsIgnoreCase('ABC')", 'true'],
    ["'abc'.equals(null)", 'false'],
    ["'Hello'.containsIgnoreCase('HELL')", 'true'],
    ["'abcde'.containsOnly('abcdef')", 'true'],
    ["'Hello'.indexOfAny('xl')", '2'],
    ["'xx Hello'.indexOfAnyBut('x ')", '3'],
    ["'Salesforce and Lightning Platform'.indexOfDifference('Salesforce and me')", '15'],
    ["'abcabc'.lastIndexOf('b', 3)", '1'],
    ["'aXbX'.countMatches('X')", '2'],
    ["'Hello Joe'.getLevenshteinDistance('Hello Max')", '3'],
    ["'Hello Jane'.getLevenshteinDistance('Hello Max', 2)", '-1'],
    ["'abc'.hashCode()", '96354'],
    ["'1.0'.isNumeric()", 'false'],
    ["''.isNumeric()", 'false'],
    ["'ab c'.isAlphaSpace()", 'true'],
    ["String.isBlank(' \\n')", 'true'],
    ["String.isEmpty(' ')", 'false'],
  ]);

  it('does not take null for a text', () => {
    expect(() => execute("String s; return 'abc'.contains(s);")).toThrow('Argument cannot be null.');
  });
});

describe('changing', () => {
  holds([
    ["'hello'.center(9, '-')", '--hello--'],
    ["'ab'.leftPad(5, 'xy')", 'xyxab'],
    ["'SFDC'.repeat(', ', 3)", 'SFDC, SFDC, SFDC'],
    ["' Salesforce   force '.normalizeSpace()", 'Salesforce force'],
    ["'Force.COM'.swapCase()", 'fORCE.com'],
    ["'www.x.com'.removeStart('www.').removeEndIgnoreCase('.COM')", 'x'],
    ["'a$b'.replace('$', '$1')", 'a$1b'],
    ["'ab12cd'.replaceAll('[a-z]+(\\\\d+)', '<$1>')", '<12>cd'],
    ["'aXbX'.replaceFirst('X', '-')", 'a-bX'],
    ["'<b>x</b>'.stripHtmlTags()", 'x'],
    ["'am I a \\t tab? '.trim().capitalize()", 'Am I a \t tab?'],
  ]);
});

describe('escaping', () => {
  holds([
    ["String.escapeSingleQuotes('it\\'s')", "it\\'s"],
    ['\'<a> & "é"\'.escapeHtml4()', '&lt;a&gt; &amp; &quot;&eacute;&quot;'],
    ["'&lt;&eacute;&#65;&nope;'.unescapeHtml4()", '<éA&nope;'],
    ["String.isBlank('\\u00A0') + '|' + 'a\\u2007b\\u202F'.deleteWhitespace().length()", 'false|4'],
    ["'<n att=\"1'.escapeXml()", '&lt;n att=&quot;1'],
    ["'é/\"'.escapeEcmaScript()", '\\u00E9\\/\\"'],
    ["'De onde você é?'.escapeUnicode()", 'De onde voc\\u00EA \\u00E9?'],
    ['\'Max1, "Max2"\'.escapeCsv()', '"Max1, ""Max2"""'],
    ['\'"Max1, ""Max2"""\'.unescapeCsv()', 'Max1, "Max2"'],
    ['\'Company: "Salesforce.com"\'.escapeJava().unescapeJava()', 'Company: "Salesforce.com"'],
  ]);
});

describe('filling in', () => {
  holds([
    ["String.format('{0}, it\\'\\'s {1} and {0}', new List<Object>{ 'a', 2 })", "a, it's 2 and a"],
    ["String.format('{0}: \\'{\\'1\\'}\\' {2}', new List<String>{ 'a' })", 'a: {1} {2}'],
    ["'${name} was $${kept}'.template(new Map<String, Object>{ 'name' => 1.50 })", '1.50 was ${kept}'],
  ]);

  // Release notes of Summer '26: a variable the map lacks is an error.
  it('refuses a template with a variable nobody gave', () => {
    expect(() => evaluate("'${x}'.template(new Map<String, Object>())")).toThrow('x');
  });
});

describe('String.valueOf', () => {
  holds([
    ['String.valueOf(1.10)', '1.10'],
    ['String.valueOf(Double.valueOf(5))', '5.0'],
    ['String.valueOf(Date.newInstance(2024, 2, 29))', '2024-02-29'],
    ['String.valueOf(Datetime.newInstance(2024, 2, 29, 13, 5, 0))', '2024-02-29 13:05:00'],
    ['String.valueOf(Datetime.newInstanceGmt(2024, 2, 29, 13, 5, 0))', '2024-02-29 05:05:00'],
    ['String.valueOf((Object) null)', 'null'],
    ["String.valueOf(new Map<String, List<Integer>>{ 'a' => new List<Integer>{ 1, null } })", '{a=(1, null)}'],
  ]);
});
