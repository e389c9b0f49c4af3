// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_pattern_and_matcher_pattern_methods.htm
// https://docs.oracle.com/en/java/javase/11/docs/api/java.base/java/util/regex/Pattern.html
import { toText } from '../../values/operations';
import { execute } from '../testing';
import { Regex, replaceAll, wholeSpan } from './regex';

/** What the first match is; null for none. */
function first(pattern: string, text: string): string | null {
  const match = Regex.of(pattern).find(text, 0);
  return match && text.slice(...wholeSpan(match));
}

describe('the constructs of Java', () => {
  it.each([
    ['a*+a', 'aaa', null],
    ['(?>a|ab)c', 'abc', null],
    ['(?:a|ab)c', 'abc', 'abc'],
    ['[a-z&&[^bc]]+', 'bcde', 'de'],
    ['[a-c[x-z]]+', 'mbyx', 'byx'],
    ['[]a]+', 'x]a', ']a'],
    ['[^\\s]+', ' a b', 'a'],
    ['(?i)abc', 'xABc', 'ABc'],
    ['a(?i)b|c', 'C', 'C'],
    ['(?i:a)b', 'AB', null],
    ['(?i)[b-d]+', 'aCDe', 'CD'],
    ['a.c', 'a\nc', null],
    ['(?s)a.c', 'a\nc', 'a\nc'],
    ['^b$', 'a\nb\nc', null],
    ['(?m)^b$', 'a\r\nb\r\nc', 'b'],
    ['c$', 'abc\n', 'c'],
    ['c\\z', 'abc\n', null],
    ['(?x) a b # comment\n c', 'abc', 'abc'],
    ['\\Qa.b\\E+', 'xa.bb', 'a.bb'],
    ['\\p{Alpha}+', '1aÉ', 'a'],
    ['\\p{L}+', '1aÉ', 'aÉ'],
    ['\\p{IsAlphabetic}+', '1aÉ', 'aÉ'],
    ['\\p{Punct}', 'a!', '!'],
    ['(\\w)\\1', 'abccd', 'cc'],
    ['(?<x>\\w)\\k<x>', 'abccd', 'cc'],
    ['(?<=\\$)\\d{1,2}', 'a $123', '12'],
    ['\\x41\\u0042\\x{43}', 'ABC', 'ABC'],
    ['\\h\\R', 'a \r\n', ' \r\n'],
    ['[\\w.-]+@[\\w-]+\\.[a-z]{2,}', 'to a.b-c@d-e.org!', 'a.b-c@d-e.org'],
  ])('%s in %j finds %j', (pattern, text, expected) => {
    expect(first(pattern, text)).toBe(expected);
  });

  it.each(['(a', 'a)', '[a', '*a', 'a{', '\\y', 'a**', 'a\\', '(?<x>a)(?<x>b)', '[b-a]'])('refuses %s', (pattern) => {
    expect(() => Regex.of(pattern)).toThrow('Invalid regex');
  });

  it.each(['\\G', '(?d)a', '(?i)(a)\\1', '\\p{InGreek}'])('names %s as not supported', (pattern) => {
    expect(() => Regex.of(pattern)).toThrow('not supported by the local org: Pattern construct');
  });

  it('reads groups in replacements by as many digits as there are groups', () => {
    expect(replaceAll('(a)(?<b>b)', 'xab', '$2$10\\$${b}')).toBe('xba0$b');
    expect(() => replaceAll('a', 'a', '$1')).toThrow('No group 1');
  });
});

describe('Matcher', () => {
  it('walks the matches and tells groups and places', () => {
    expect(
      toText(
        execute(`Matcher m = Pattern.compile('(\\\\w)(\\\\d)?').matcher('a1 b'); List<Object> found = new List<Object>();
          while (m.find()) { found.add(m.group() + m.start() + m.end(1) + m.group(2) + m.start(2)); }
          return found;`),
      ),
    ).toBe('(a10111, b34null-1)');
  });

  it('matches all of a text, or its beginning', () => {
    expect(
      toText(
        execute(`Matcher m = Pattern.compile('a+').matcher('aab');
          return m.matches() + ' ' + m.lookingAt() + ' ' + m.end() + ' ' + Pattern.matches('a|ab', 'ab');`),
      ),
    ).toBe('false true 2 true');
  });

  it('works in a region as in a text of its own', () => {
    expect(
      toText(
        execute(`Matcher m = Pattern.compile('^b').matcher('abb').region(1, 3);
          return m.find() + ' ' + m.start() + ' ' + m.reset().find();`),
      ),
    ).toBe('true 1 false');
  });

  it('replaces and quotes', () => {
    expect(
      toText(
        execute(`return Pattern.compile(Pattern.quote('a.b')).matcher('a.b axb').replaceAll(Matcher.quoteReplacement('$1'))
          + Pattern.compile('-').split('1-2-');`),
      ),
    ).toBe('$1 axb(1, 2)');
  });

  it('has no groups before it has matched', () => {
    expect(() => execute("return Pattern.compile('a').matcher('a').group();")).toThrow('No match found');
  });
});
