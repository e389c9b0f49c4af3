/**
 * An injected mistake: one small file that changes the clean project in `base/` and names the finding it has to cause.
 *
 *     A class is cast to one it can never be.
 *     rule compiler/
 *     change force-app/main/delivery/classes/CourierInvoices.cls
 *              Decimal total = 0;
 *     -        return total.setScale(pricing.digits());
 *     >        return (Integer) pricing;
 *
 * The first line says what the mistake is. `rule` names the checkers, or the rules, one of which has to find it: everything a rule
 * begins with, several with blanks between them. `add` brings a new file, `change` a hunk of one there is, `delete` takes one
 * away. The first character of a line below them says what becomes of it: ` ` is there and stays, `-` goes, `+` comes. The
 * line the finding has to stand on is marked with `>` where it comes and with `=` where it is there and stays. A hunk is found
 * by its lines, which have to be in the file once.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a fixture does to one file of the clean project. */
export interface Change {
  readonly verb: 'add' | 'change' | 'delete';
  readonly file: string;
  /** Lines that are there, one after another, before; empty for a new file. */
  readonly before: readonly string[];
  /** Lines that are there instead. */
  readonly after: readonly string[];
  /** Index in `after` of the line the finding has to stand on; null when it stands elsewhere. */
  readonly expectedAt: number | null;
}

export interface Mistake {
  /** Path below `fixtures/`, without ending: `apex/impossible-cast`. */
  readonly name: string;
  readonly title: string;
  /** Beginnings of rules, one of which has to find it. */
  readonly rules: readonly string[];
  readonly changes: readonly Change[];
}

const ENDING = '.mistake';
const DIRECTIVE = /^(?<verb>add|change|delete) (?<file>\S.*)$/;
const STAYS = ' =';
const COMES = '+>';
const EXPECTED = '>=';

/** Reads all fixtures of a folder, by name. @throws Error that names the fixture that cannot be read */
export function readMistakes(folder: string): Mistake[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.replaceAll('\\', '/'))
    .sort()
    .map((file) => parseMistake(file.slice(0, -ENDING.length), readFileSync(join(folder, file), 'utf8')));
}

/** Reads one fixture. @throws Error that names it and says what is wrong with it */
export function parseMistake(name: string, text: string): Mistake {
  const [title = '', rule = '', ...body] = text.trimEnd().split('\n');
  const refuse = (why: string): Error => new Error(`Mistake ${name}: ${why}`);
  if (!rule.startsWith('rule ')) throw refuse('its second line has to be: rule <checker>/<rule>');
  const starts = body.flatMap((line, index) => (DIRECTIVE.test(line) ? [index] : []));
  if (starts[0] !== 0) throw refuse('what follows the rule has to be: add, change or delete <file>');
  const changes = starts.map((start, index) => {
    const { verb, file = '' } = DIRECTIVE.exec(body[start] ?? '')?.groups ?? {};
    const lines = body.slice(start + 1, starts[index + 1]);
    const odd = lines.find((line) => line !== '' && !' -+>='.includes(line.charAt(0)));
    if (odd !== undefined) throw refuse(`a line begins with none of ' -+>=': ${odd}`);
    return changeOf(verb as Change['verb'], file, lines);
  });
  if (changes.filter(({ expectedAt }) => expectedAt !== null).length !== 1) {
    throw refuse('one line has to be marked with > or =, as where the finding has to stand');
  }
  return { name, title, rules: rule.slice('rule '.length).split(' '), changes };
}

function changeOf(verb: Change['verb'], file: string, lines: readonly string[]): Change {
  // An empty line is one that stays; nobody sees the blank it would begin with.
  const marked = lines.map((line) => [line.charAt(0) || ' ', line.slice(1)] as const);
  const after = marked.filter(([mark]) => STAYS.includes(mark) || COMES.includes(mark));
  const expectedAt = after.findIndex(([mark]) => EXPECTED.includes(mark));
  return {
    verb,
    file,
    before: marked.filter(([mark]) => STAYS.includes(mark) || mark === '-').map(([, line]) => line),
    after: after.map(([, line]) => line),
    expectedAt: expectedAt < 0 ? null : expectedAt,
  };
}

/**
 * Text of a file after a change, and the line in it the finding has to stand on.
 *
 * @param text of the file in the clean project; null where there is none
 * @returns null for a file that goes
 * @throws Error when the file is not as the change takes it to be
 */
export function changed(
  { verb, file, before, after, expectedAt }: Change,
  text: string | null,
): { readonly text: string; readonly line: number | null } | null {
  if ((verb === 'add') !== (text === null))
    throw new Error(`There is ${text === null ? 'no' : 'already'} file ${file}.`);
  if (verb === 'delete') return null;
  const lines = text?.split('\n') ?? [''];
  const start = verb === 'add' ? 0 : placeOf(before, lines, file);
  return {
    text: [...lines.slice(0, start), ...after, ...lines.slice(start + before.length)].join('\n'),
    line: expectedAt === null ? null : start + expectedAt + 1,
  };
}

function placeOf(hunk: readonly string[], lines: readonly string[], file: string): number {
  const places = lines.flatMap((_, start) =>
    hunk.every((line, index) => lines[start + index] === line) ? [start] : [],
  );
  const [place] = places;
  if (place === undefined || places.length > 1) {
    throw new Error(`The lines to change are ${places.length} times in ${file}, not once:\n${hunk.join('\n')}`);
  }
  return place;
}
