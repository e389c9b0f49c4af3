/** `String`. https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_string.htm */
import { ApexDatetime } from '../../values/datetime';
import type { ApexDouble } from '../../values/double';
import type { ApexDate } from '../../values/date';
import { type ApexDecimal, decimalText } from '../../values/decimal';
import { compareText, hashCode } from '../../values/equality';
import { nullArgument } from '../../values/errors';
import { ApexList } from '../../values/list';
import type { ApexMap } from '../../values/map';
import { dateText, datetimeText, toText } from '../../values/text';
import { requiredType, typeRegistry } from '../../values/type-registry';
import type { LibraryFunction } from '../../values/types';
import type { Value } from '../../values/value';
import { libraryClass, type MemberTable } from '../declare';
import { containsWhitespace, isWhitespace, singleSpaced, withoutWhitespace } from './character-types';
import * as escape from './escape';
import { elementsOf } from './iterate';
import { replaceAll, replaceFirst, splitBy } from './regex';
import * as core from './string-core';
import * as shape from './string-shape';

/** Refuses null in any argument. @throws System.NullPointerException `Argument cannot be null.` */
function strict(table: Readonly<Record<string, LibraryFunction>>): MemberTable {
  return Object.fromEntries(
    Object.entries(table).map(([signature, body]) => {
      const call = body as unknown as (...args: readonly Value[]) => unknown;
      const checked = (...args: Value[]): unknown => {
        if (args.includes(null)) throw nullArgument();
        return call(...args);
      };
      return [signature, checked];
    }),
  );
}

function integers(values: readonly number[]): ApexList {
  return new ApexList(typeRegistry().list(requiredType('System.Integer')), [...values]);
}

export function strings(values: readonly string[]): ApexList {
  return new ApexList(typeRegistry().list(requiredType('System.String')), [...values]);
}

/** `String.valueOf(Object)`, also of what the static type does not tell. */
function valueOf(value: Value): string | null {
  if (value === null) return null;
  return value instanceof ApexDatetime ? datetimeText(value) : toText(value);
}

const STATICS: MemberTable = {
  'static String valueOf(Date value)': (value: ApexDate | null) => (value === null ? null : dateText(value)),
  'static String valueOf(Datetime value)': (value: ApexDatetime | null) =>
    value === null ? null : datetimeText(value),
  'static String valueOf(Decimal value)': (value: ApexDecimal | null) => (value === null ? null : decimalText(value)),
  'static String valueOf(Double value)': (value: ApexDouble | null) => (value === null ? null : value.toString()),
  'static String valueOf(Integer value)': valueOf,
  'static String valueOf(Long value)': valueOf,
  'static String valueOf(Object value)': valueOf,
  'static String valueOfGmt(Datetime value)': (value: ApexDatetime | null) =>
    value === null ? null : value.textIn('GMT'),
  'static Boolean isBlank(String text)': (text: string | null) => text === null || isWhitespace(text),
  'static Boolean isNotBlank(String text)': (text: string | null) => text !== null && !isWhitespace(text),
  'static Boolean isEmpty(String text)': (text: string | null) => text === null || text === '',
  'static Boolean isNotEmpty(String text)': (text: string | null) => text !== null && text !== '',
  ...strict({
    'static String escapeSingleQuotes(String text)': escape.escapeSingleQuotes,
    'static String format(String pattern, List<Object> values)': (pattern: string, values: ApexList) =>
      // Each argument becomes text once, used or not, however often the pattern has it.
      shape.format(
        pattern,
        values.items.map((value) => valueOf(value) ?? 'null'),
      ),
    'static String fromCharArray(List<Integer> characters)': (characters: ApexList) =>
      core.fromUnits(characters.items.map(Number)),
    'static String getCommonPrefix(List<String> texts)': (texts: ApexList) =>
      core.commonPrefix(texts.items.map(toText)),
    'static String join(Object elements, String separator)': (elements: Value, separator: string) =>
      [...elementsOf(elements)].map((each) => (each === null ? '' : (valueOf(each) ?? ''))).join(separator),
  }),
};

const TESTS: MemberTable = {
  'Boolean equals(String other)': (self: string, other: string | null) => self === other,
  'Boolean equals(Object other)': (self: string, other: Value) => self === other,
  'Boolean equalsIgnoreCase(String other)': (self: string, other: string | null) => compareText(self, other),
  ...strict({
    'Integer compareTo(String other)': core.compareTo,
    'Boolean contains(String part)': (self: string, part: string) => self.includes(part),
    'Boolean containsAny(String signs)': (self: string, signs: string) => core.indexOfAny(self, signs) >= 0,
    'Boolean containsIgnoreCase(String part)': (self: string, part: string) =>
      self.toLowerCase().includes(part.toLowerCase()),
    'Boolean containsNone(String signs)': (self: string, signs: string) => core.indexOfAny(self, signs) < 0,
    'Boolean containsOnly(String signs)': (self: string, signs: string) =>
      [...self].every((sign) => signs.includes(sign)),
    'Boolean containsWhitespace()': containsWhitespace,
    'Boolean endsWith(String suffix)': (self: string, suffix: string) => self.endsWith(suffix),
    'Boolean endsWithIgnoreCase(String suffix)': (self: string, suffix: string) =>
      self.toLowerCase().endsWith(suffix.toLowerCase()),
    'Boolean startsWith(String prefix)': (self: string, prefix: string) => self.startsWith(prefix),
    'Boolean startsWithIgnoreCase(String prefix)': (self: string, prefix: string) =>
      self.toLowerCase().startsWith(prefix.toLowerCase()),
    'Boolean isAllLowerCase()': (self: string) => core.isAll(self, /^\p{Ll}+$/u),
    'Boolean isAllUpperCase()': (self: string) => core.isAll(self, /^\p{Lu}+$/u),
    'Boolean isAlpha()': (self: string) => core.isAll(self, /^\p{L}+$/u),
    'Boolean isAlphaSpace()': (self: string) => /^[\p{L} ]*$/u.test(self),
    'Boolean isAlphanumeric()': (self: string) => core.isAll(self, /^[\p{L}\p{Nd}]+$/u),
    'Boolean isAlphanumericSpace()': (self: string) => /^[\p{L}\p{Nd} ]*$/u.test(self),
    'Boolean isAsciiPrintable()': (self: string) => /^[ -~]*$/.test(self),
    'Boolean isNumeric()': (self: string) => core.isAll(self, /^\p{Nd}+$/u),
    'Boolean isNumericSpace()': (self: string) => /^[\p{Nd} ]*$/u.test(self),
    'Boolean isWhitespace()': isWhitespace,
    'Integer hashCode()': (self: string) => hashCode(self),
    'Integer length()': (self: string) => self.length,
    'Integer countMatches(String part)': core.countMatches,
    'Integer getLevenshteinDistance(String other)': core.levenshtein,
    'Integer getLevenshteinDistance(String other, Integer threshold)': core.levenshteinUpTo,
  }),
};

const SEARCHES: MemberTable = strict({
  'Integer charAt(Integer index)': core.charAt,
  'Integer codePointAt(Integer index)': core.codePointAt,
  'Integer codePointBefore(Integer index)': core.codePointBefore,
  'Integer codePointCount(Integer beginIndex, Integer endIndex)': core.codePointCount,
  'Integer offsetByCodePoints(Integer index, Integer offset)': core.offsetByCodePoints,
  'List<Integer> getChars()': (self: string) => integers(escape.unitsOf(self)),
  'Integer indexOf(String part)': (self: string, part: string) => self.indexOf(part),
  'Integer indexOf(String part, Integer start)': (self: string, part: string, start: number) =>
    self.indexOf(part, start),
  'Integer indexOfAny(String signs)': core.indexOfAny,
  'Integer indexOfAnyBut(String signs)': core.indexOfAnyBut,
  'Integer indexOfChar(Integer character)': (self: string, sign: number) => self.indexOf(String.fromCodePoint(sign)),
  'Integer indexOfChar(Integer character, Integer start)': (self: string, sign: number, start: number) =>
    self.indexOf(String.fromCodePoint(sign), start),
  'Integer indexOfDifference(String other)': core.indexOfDifference,
  'Integer indexOfIgnoreCase(String part)': (self: string, part: string) =>
    self.toLowerCase().indexOf(part.toLowerCase()),
  'Integer indexOfIgnoreCase(String part, Integer start)': (self: string, part: string, start: number) =>
    self.toLowerCase().indexOf(part.toLowerCase(), start),
  'Integer lastIndexOf(String part)': (self: string, part: string) => core.lastIndexOf(self, part),
  'Integer lastIndexOf(String part, Integer end)': core.lastIndexOf,
  'Integer lastIndexOfChar(Integer character)': (self: string, sign: number) =>
    core.lastIndexOf(self, String.fromCodePoint(sign)),
  'Integer lastIndexOfChar(Integer character, Integer end)': (self: string, sign: number, end: number) =>
    core.lastIndexOf(self, String.fromCodePoint(sign), end),
  'Integer lastIndexOfIgnoreCase(String part)': (self: string, part: string) =>
    core.lastIndexOf(self.toLowerCase(), part.toLowerCase()),
  'Integer lastIndexOfIgnoreCase(String part, Integer end)': (self: string, part: string, end: number) =>
    core.lastIndexOf(self.toLowerCase(), part.toLowerCase(), end),
});

const PARTS: MemberTable = strict({
  'String difference(String other)': (self: string, other: string) => {
    const at = core.indexOfDifference(self, other);
    return at < 0 ? '' : other.slice(at);
  },
  'String left(Integer length)': core.left,
  'String mid(Integer start, Integer length)': core.mid,
  'String right(Integer length)': core.right,
  'String substring(Integer start)': (self: string, start: number) => core.substring(self, start),
  'String substring(Integer start, Integer end)': core.substring,
  'String substringAfter(String separator)': core.after,
  'String substringAfterLast(String separator)': core.afterLast,
  'String substringBefore(String separator)': (self: string, separator: string) => core.before(self, separator),
  'String substringBeforeLast(String separator)': (self: string, separator: string) =>
    core.before(self, separator, true),
  'String substringBetween(String tag)': (self: string, tag: string) => core.between(self, tag, tag),
  'String substringBetween(String open, String close)': core.between,
  'List<String> split(String regExp)': (self: string, regExp: string) => strings(splitBy(regExp, self, 0)),
  'List<String> split(String regExp, Integer limit)': (self: string, regExp: string, limit: number) =>
    strings(splitBy(regExp, self, limit)),
  'List<String> splitByCharacterType()': (self: string) => strings(core.splitByCharacterType(self, false)),
  'List<String> splitByCharacterTypeCamelCase()': (self: string) => strings(core.splitByCharacterType(self, true)),
});

const CHANGES: MemberTable = strict({
  'String abbreviate(Integer maxWidth)': (self: string, width: number) => shape.abbreviate(self, width),
  'String abbreviate(Integer maxWidth, Integer offset)': shape.abbreviate,
  'String capitalize()': shape.capitalize,
  'String center(Integer size)': (self: string, size: number) => shape.center(self, size, ' '),
  'String center(Integer size, String padding)': shape.center,
  'String deleteWhitespace()': withoutWhitespace,
  'String leftPad(Integer length)': (self: string, length: number) => shape.leftPad(self, length, ' '),
  'String leftPad(Integer length, String padding)': shape.leftPad,
  'String normalizeSpace()': singleSpaced,
  'String remove(String part)': (self: string, part: string) => (part === '' ? self : self.replaceAll(part, '')),
  'String removeEnd(String part)': (self: string, part: string) => shape.removeEnd(self, part),
  'String removeEndIgnoreCase(String part)': (self: string, part: string) => shape.removeEnd(self, part, true),
  'String removeStart(String part)': (self: string, part: string) => shape.removeStart(self, part),
  'String removeStartIgnoreCase(String part)': (self: string, part: string) => shape.removeStart(self, part, true),
  'String repeat(Integer times)': (self: string, times: number) => shape.repeat(self, times),
  'String repeat(String separator, Integer times)': (self: string, separator: string, times: number) =>
    shape.repeat(self, times, separator),
  'String replace(String target, String replacement)': (self: string, target: string, replacement: string) =>
    self.replaceAll(target, () => replacement),
  'String replaceAll(String regExp, String replacement)': (self: string, regExp: string, replacement: string) =>
    replaceAll(regExp, self, replacement),
  'String replaceFirst(String regExp, String replacement)': (self: string, regExp: string, replacement: string) =>
    replaceFirst(regExp, self, replacement),
  'String reverse()': (self: string) => [...self].reverse().join(''),
  'String rightPad(Integer length)': (self: string, length: number) => shape.rightPad(self, length, ' '),
  'String rightPad(Integer length, String padding)': shape.rightPad,
  'String stripHtmlTags()': escape.stripHtmlTags,
  'String swapCase()': shape.swapCase,
  'String template(Map<String, Object> values)': (self: string, values: ApexMap) =>
    shape.fillTemplate(
      self,
      (name) => values.has(name),
      (name) => values.get(name),
    ),
  'String toLowerCase()': (self: string) => self.toLowerCase(),
  'String toLowerCase(String locale)': (self: string, locale: string) => self.toLocaleLowerCase(languageOf(locale)),
  'String toString()': (self: string) => self,
  'String toUpperCase()': (self: string) => self.toUpperCase(),
  'String toUpperCase(String locale)': (self: string, locale: string) => self.toLocaleUpperCase(languageOf(locale)),
  'String trim()': shape.trim,
  'String uncapitalize()': shape.uncapitalize,
});

const ESCAPES: MemberTable = {
  'String escapeCsv()': escape.escapeCsv,
  'String escapeEcmaScript()': escape.escapeEcmaScript,
  'String escapeHtml3()': escape.escapeHtml3,
  'String escapeHtml4()': escape.escapeHtml4,
  'String escapeJava()': escape.escapeJava,
  'String escapeUnicode()': escape.escapeJava,
  'String escapeXml()': escape.escapeXml,
  'String unescapeCsv()': escape.unescapeCsv,
  'String unescapeEcmaScript()': escape.unescapeJava,
  'String unescapeHtml3()': escape.unescapeHtml3,
  'String unescapeHtml4()': escape.unescapeHtml4,
  'String unescapeJava()': escape.unescapeJava,
  'String unescapeUnicode()': escape.unescapeUnicode,
  'String unescapeXml()': escape.unescapeXml,
};

/** `tr_TR` and the like; an unknown one changes nothing. */
function languageOf(locale: string): string {
  const language = locale.split(/[_-]/)[0] ?? '';
  return /^[A-Za-z]{2,3}$/.test(language) ? language : 'en';
}

export const stringClass = libraryClass(
  'System.String',
  { ...STATICS, ...TESTS, ...SEARCHES, ...PARTS, ...CHANGES, ...ESCAPES },
  { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_string.htm' },
);
