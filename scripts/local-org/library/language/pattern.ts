/** `Pattern` and `Matcher`. https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_pattern_and_matcher_pattern_methods.htm */
import { apexException, nullArgument, required, UnsupportedError } from '../../values/errors';
import { libraryClass } from '../declare';
import { PlatformObject } from '../platform-object';
import { Regex, type RegexMatch, replaceMatches, splitBy, wholeSpan } from './regex';
import { strings } from './string';
import { unsupported } from '../unsupported';

const REFERENCE =
  'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_pattern_and_matcher';

export class PatternObject extends PlatformObject {
  protected override readonly typeName = 'System.Pattern';

  constructor(readonly regex: Regex) {
    super();
  }

  override toString(): string {
    return this.regex.pattern;
  }
}

export class MatcherObject extends PlatformObject {
  protected override readonly typeName = 'System.Matcher';
  private regionStart = 0;
  private regionEnd: number;
  private match: RegexMatch | null = null;
  /** Where the next `find()` begins, counted in the region. */
  private next = 0;
  anchoringBounds = true;
  transparentBounds = false;

  constructor(
    public pattern: PatternObject,
    private text: string,
  ) {
    super();
    this.regionEnd = text.length;
  }

  reset(text = this.text): this {
    this.text = text;
    return this.region(0, text.length);
  }

  region(start: number, end: number): this {
    if (start < 0 || end > this.text.length || start > end) throw outOfRange('Region out of bounds');
    this.regionStart = start;
    this.regionEnd = end;
    this.match = null;
    this.next = 0;
    return this;
  }

  get bounds(): readonly [number, number] {
    return [this.regionStart, this.regionEnd];
  }

  usePattern(pattern: PatternObject | null): this {
    this.pattern = required(pattern);
    this.match = null;
    return this;
  }

  find(): boolean {
    return this.keep(this.pattern.regex.find(this.input, this.next));
  }

  findFrom(position: number): boolean {
    if (position < 0 || position > this.text.length) throw outOfRange('Illegal start index');
    this.reset();
    this.next = position;
    return this.find();
  }

  lookingAt(): boolean {
    return this.keep(this.pattern.regex.lookingAt(this.input, 0));
  }

  matches(): boolean {
    return this.keep(this.pattern.regex.matches(this.input));
  }

  group(index: number): string | null {
    const span = this.span(index);
    return span && this.input.slice(...span);
  }

  start(index: number): number {
    const span = this.span(index);
    return span ? span[0] + this.regionStart : -1;
  }

  end(index: number): number {
    const span = this.span(index);
    return span ? span[1] + this.regionStart : -1;
  }

  replace(replacement: string, count: number): string {
    this.reset();
    return replaceMatches(this.pattern.regex, this.text, replacement, count);
  }

  /** Only the region, which begins and ends for the pattern like a text of its own. */
  private get input(): string {
    const isWhole = this.regionStart === 0 && this.regionEnd === this.text.length;
    if (!isWhole && (!this.anchoringBounds || this.transparentBounds))
      throw new UnsupportedError('Matcher.region with transparent or non-anchoring bounds');
    return isWhole ? this.text : this.text.slice(this.regionStart, this.regionEnd);
  }

  private keep(match: RegexMatch | null): boolean {
    this.match = match;
    if (match) {
      const [start, end] = wholeSpan(match);
      this.next = end === start ? end + 1 : end;
    } else this.next = this.input.length + 1;
    return match !== null;
  }

  private span(index: number): readonly [number, number] | null {
    if (!this.match) throw apexException('System.StringException', 'No match found');
    const span = this.match.spans[index];
    if (span === undefined) throw outOfRange(`No group ${index}`);
    return span;
  }
}

function outOfRange(message: string): Error {
  return apexException('System.StringException', message);
}

export const patternClass = libraryClass(
  'System.Pattern',
  {
    'static Pattern compile(String regExp)': (regExp: string | null) => new PatternObject(Regex.of(required(regExp))),
    'static Boolean matches(String regExp, String text)': (regExp: string | null, text: string | null) =>
      Regex.of(required(regExp)).matches(required(text)) !== null,
    'static String quote(String text)': (text: string | null) =>
      `\\Q${required(text).replaceAll('\\E', '\\E\\\\E\\Q')}\\E`,
    'Matcher matcher(String text)': (self: PatternObject, text: string | null) =>
      new MatcherObject(self, required(text)),
    'String pattern()': (self: PatternObject) => self.regex.pattern,
    'List<String> split(String text)': (self: PatternObject, text: string | null) =>
      strings(splitBy(self.regex.pattern, required(text), 0)),
    'List<String> split(String text, Integer limit)': (
      self: PatternObject,
      text: string | null,
      limit: number | null,
    ) => strings(splitBy(self.regex.pattern, required(text), required(limit))),
    'String toString()': (self: PatternObject) => self.toString(),
  },
  { docs: `${REFERENCE}_pattern_methods.htm` },
);

export const matcherClass = libraryClass(
  'System.Matcher',
  {
    'static String quoteReplacement(String text)': (text: string | null) => required(text).replace(/[\\$]/g, '\\$&'),
    'Integer end()': (self: MatcherObject) => self.end(0),
    'Integer end(Integer group)': (self: MatcherObject, group: number) => self.end(required(group)),
    'Boolean find()': (self: MatcherObject) => self.find(),
    'Boolean find(Integer position)': (self: MatcherObject, position: number) => self.findFrom(required(position)),
    'String group()': (self: MatcherObject) => self.group(0),
    'String group(Integer group)': (self: MatcherObject, group: number) => self.group(required(group)),
    'Integer groupCount()': (self: MatcherObject) => self.pattern.regex.groupCount,
    'Boolean hasAnchoringBounds()': (self: MatcherObject) => self.anchoringBounds,
    'Boolean hasTransparentBounds()': (self: MatcherObject) => self.transparentBounds,
    'Boolean hitEnd()': unsupported('Matcher.hitEnd'),
    'Boolean lookingAt()': (self: MatcherObject) => self.lookingAt(),
    'Boolean matches()': (self: MatcherObject) => self.matches(),
    'Pattern pattern()': (self: MatcherObject) => self.pattern,
    'Matcher region(Integer start, Integer end)': (self: MatcherObject, start: number, end: number) =>
      self.region(required(start), required(end)),
    'Integer regionEnd()': (self: MatcherObject) => self.bounds[1],
    'Integer regionStart()': (self: MatcherObject) => self.bounds[0],
    'String replaceAll(String replacement)': (self: MatcherObject, replacement: string) =>
      self.replace(required(replacement), Infinity),
    'String replaceFirst(String replacement)': (self: MatcherObject, replacement: string) =>
      self.replace(required(replacement), 1),
    'Boolean requireEnd()': unsupported('Matcher.requireEnd'),
    'Matcher reset()': (self: MatcherObject) => self.reset(),
    'Matcher reset(String text)': (self: MatcherObject, text: string | null) => {
      if (text === null) throw nullArgument();
      return self.reset(text);
    },
    'Integer start()': (self: MatcherObject) => self.start(0),
    'Integer start(Integer group)': (self: MatcherObject, group: number) => self.start(required(group)),
    'Matcher useAnchoringBounds(Boolean value)': (self: MatcherObject, value: boolean) => {
      self.anchoringBounds = required(value);
      return self;
    },
    'Matcher usePattern(Pattern pattern)': (self: MatcherObject, pattern: PatternObject) => self.usePattern(pattern),
    'Matcher useTransparentBounds(Boolean value)': (self: MatcherObject, value: boolean) => {
      self.transparentBounds = required(value);
      return self;
    },
  },
  { docs: `${REFERENCE}_matcher_methods.htm` },
);
