/** Text of a document → safe Apex source: literals and comments. Everything a document says passes through here. */

const WIDTH = 120;

/** @returns an Apex string literal that is this text, whatever it holds */
export function literal(text: string): string {
  return `'${text.replaceAll(SPECIAL, (character) => ESCAPES.get(character) ?? unicode(character))}'`;
}

/** What ends or escapes a literal, what is invisible, and what changes the direction of reading. */
const SPECIAL = /[\\'\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]/gu;

const ESCAPES = new Map([
  ['\\', '\\\\'],
  ["'", "\\'"],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\b', '\\b'],
  ['\f', '\\f'],
]);

function unicode(character: string): string {
  return [...Array(character.length).keys()]
    .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0').toUpperCase()}`)
    .join('');
}

/**
 * An ApexDoc comment: nothing in it ends it, or begins another.
 *
 * @param paragraphs texts of the document and of the generator; empty ones are left out
 * @param tags `@param …` lines
 * @param indent what stands before each line
 */
export function comment(paragraphs: readonly string[], tags: readonly string[] = [], indent = ''): string[] {
  const width = WIDTH - indent.length - 3;
  const texts = paragraphs.map((each) => wrapped(harmless(each), width)).filter((lines) => lines.length > 0);
  const body = texts.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
  const tagged = tags.flatMap((each) => wrapped(harmless(each, true), width));
  const lines = body.length && tagged.length ? [...body, '', ...tagged] : [...body, ...tagged];
  const [only] = lines;
  if (only === undefined) return [];
  if (lines.length === 1 && only.length <= width - 4) return [`${indent}/** ${only} */`];
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`];
}

/** Longest description that is kept, in characters: some documents hold their whole manual in them. */
const LONGEST_DESCRIPTION = 1_500;

/** What most texts have nothing of: they are as harmless as they came. */
const RISKY = /[^\n -~]|\*\/|\/\*|\\|@/;

function harmless(text: string, isTag = false): string {
  if (text.length <= LONGEST_DESCRIPTION && !RISKY.test(text)) return text;
  const short = text.length > LONGEST_DESCRIPTION ? `${text.slice(0, LONGEST_DESCRIPTION).trimEnd()} …` : text;
  const safe = short
    .replaceAll(/[\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, '')
    .replaceAll(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replaceAll(/[^\P{Cc}\n]/gu, ' ')
    .replaceAll('*/', '* /')
    .replaceAll('/*', '/ *')
    .replaceAll(/\\(?=u)/gi, '\\ ');
  // A tag of ApexDoc is the generator's to write.
  return isTag ? safe : safe.replaceAll(/^(\s*)@/gm, '$1(at) ');
}

function wrapped(text: string, width: number): string[] {
  if (text.length <= width && !/\s\s|[^\S ]|^ | $/.test(text)) return text === '' ? [] : [text];
  const lines = text.split('\n').flatMap((line) => wrapLine(line.trim().replaceAll(/\s+/g, ' '), width));
  while (lines.length && lines[0] === '') lines.shift();
  while (lines.length && lines.at(-1) === '') lines.pop();
  return lines.filter((line, index) => line !== '' || lines[index - 1] !== '');
}

function wrapLine(line: string, width: number): string[] {
  if (line.length <= width) return [line];
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    if (current !== '' && current.length + 1 + word.length > width) {
      lines.push(current);
      current = word;
    } else current = current === '' ? word : `${current} ${word}`;
  }
  return [...lines, current];
}
