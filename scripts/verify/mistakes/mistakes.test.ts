/** Every injected mistake is found where it is, and nothing is found in the project it was injected into. */
import { join } from 'node:path';
import { findJava } from '../apex/java';
import { CHECKERS } from '../checkers';
import type { Finding } from '../finding';
import { readMistakes, type Mistake } from './mistake';
import { MISSED } from './missed';
import { checkersOf, isCaught, Workspace, type Place } from './workspace';

/** Java programs: they start once for many mistakes, because a start takes seconds. */
const JAVA = new Set(['apex-ls', 'pmd']);
/** For the first compilation, and the starts of Java. */
jest.setTimeout(300_000);

const mistakes = readMistakes(join(__dirname, 'fixtures'));
const needsJava = (mistake: Mistake): boolean => checkersOf(mistake).every((each) => JAVA.has(each));
const byName = (list: readonly Mistake[]): [string, Mistake][] => list.map((each) => [each.name, each]);

let workspace: Workspace;
beforeAll(() => {
  workspace = new Workspace();
});
afterAll(() => workspace.dispose());

it('finds nothing in the clean project', async () => {
  expect(await workspace.findings(CHECKERS.map(({ name }) => name).filter((each) => !JAVA.has(each)))).toEqual([]);
});

it.each(byName(mistakes.filter((each) => !needsJava(each))))('%s', async (_name, mistake) => {
  const place = workspace.make(mistake);
  try {
    const findings = await workspace.findings(checkersOf(mistake).filter((each) => !JAVA.has(each)));
    expect(verdict(mistake, place, findings)).toBe(expected(mistake));
  } finally {
    workspace.undo(mistake);
  }
});

if (hasJava()) {
  describe('by Java programs', () => {
    it('finds nothing in the clean project', async () => {
      expect(await workspace.findings([...JAVA])).toEqual([]);
    });

    it('finds all the mistakes that are theirs', async () => {
      for (const group of apart(mistakes.filter(needsJava))) {
        const places = group.map((each) => workspace.make(each));
        const findings = await workspace.findings([...new Set(group.flatMap(checkersOf))]);
        group.forEach((each) => workspace.undo(each));
        const verdicts = group.map((each, index) => verdict(each, places[index]!, findings));
        expect(verdicts).toEqual(group.map(expected));
      }
    });
  });
} else {
  it('says of the mistakes of Java programs that there is no Java', async () => {
    await expect(workspace.findings([...JAVA])).rejects.toThrow('could not run: It needs Java 17');
  });
}

it('holds at least 120 mistakes, of which at least 115 are found', () => {
  expect(mistakes.length).toBeGreaterThanOrEqual(120);
  expect(mistakes.length - Object.keys(MISSED).length).toBeGreaterThanOrEqual(115);
});

it('keeps the list of what is missed to fixtures that are there', () => {
  expect(Object.keys(MISSED).filter((name) => !mistakes.some((each) => each.name === name))).toEqual([]);
});

function hasJava(): boolean {
  try {
    return findJava() !== '';
  } catch {
    return false;
  }
}

/** What happened, in words that make a failure readable: what was found instead when it is not what it should be. */
function verdict(mistake: Mistake, place: Place, findings: readonly Finding[]): string {
  if (isCaught(mistake, place, findings)) return `${mistake.name}: caught`;
  if (mistake.name in MISSED) return `${mistake.name}: missed`;
  const seen = findings.map(({ file, line, rule, message }) => `  ${file}:${line} ${rule} ${message}`);
  return [`${mistake.name}: missed ${mistake.rules.join(' ')} at ${place.file}:${place.line}, found`, ...seen].join(
    '\n',
  );
}

function expected({ name }: Mistake): string {
  return `${name}: ${name in MISSED ? 'missed' : 'caught'}`;
}

/** Groups whose mistakes change different files, so that none moves the lines of another. */
function apart(list: readonly Mistake[]): Mistake[][] {
  const groups: { readonly files: Set<string>; readonly mistakes: Mistake[] }[] = [];
  for (const mistake of list) {
    const files = mistake.changes.map(({ file }) => file);
    let group = groups.find((each) => !files.some((file) => each.files.has(file)));
    if (!group) groups.push((group = { files: new Set(), mistakes: [] }));
    group.mistakes.push(mistake);
    files.forEach((file) => group.files.add(file));
  }
  return groups.map((each) => each.mistakes);
}
