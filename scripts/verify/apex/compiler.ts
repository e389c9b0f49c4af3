/** The local org's compiler: what it refuses, an org refuses, save what it lacks itself. */
import { basename } from 'node:path';
import type { CompileProblem } from '../../local-org/compiler/problems';
import type { Checker } from '../checker';
import type { Finding } from '../finding';
import type { SourceTree } from '../source-tree';
import { lackingName } from './unjudged';

const APEX = /\.(cls|trigger)$/i;
/** What reading leaves of bytes that are no UTF-8, and what no text has. */
const NO_TEXT = /[\uFFFD\0]/;

export const compilerChecker: Checker = {
  name: 'compiler',
  purpose: 'Apex as the local org compiles it: syntax, types, members, arguments, annotations, queries',
  check(tree) {
    const { schema } = tree.build();
    const problems = problemsOf(tree).filter((each) => lackingName(each, schema) === null);
    const wrong = new Set(problems.map(({ file }) => file));
    const binary = tree.project.sources.filter(({ file, text }) => wrong.has(file) && NO_TEXT.test(text));
    const binaryFiles = new Set(binary.map(({ file }) => file));
    return [
      ...problems.filter(({ file }) => !binaryFiles.has(file)).map(findingOf),
      ...binary.map(({ file, text }) => notText(file, text)),
    ];
  },
  unjudged(tree) {
    const { schema } = tree.build();
    return problemsOf(tree).flatMap((each) => {
      const name = lackingName(each, schema);
      return name === null ? [] : [{ file: each.file, line: each.line, column: each.column, name }];
    });
  },
};

/**
 * What the compiler says of Apex; metadata has its own checker. Where a file cannot be read, others seem to name a class
 * that is not there: that is said of the file alone.
 */
function problemsOf(tree: SourceTree): readonly CompileProblem[] {
  const problems = tree.build().problems.filter(({ file }) => APEX.test(file));
  const unread = new Set(problems.filter(({ rule }) => rule === 'syntax').map(({ file }) => className(file)));
  return problems.filter(({ message }) => {
    const name = /^(?:Invalid type|Variable does not exist): (\w+)/.exec(message)?.[1];
    return name === undefined || !unread.has(name.toLowerCase());
  });
}

function className(file: string): string {
  return basename(file).replace(APEX, '').toLowerCase();
}

function findingOf({ file, line, column, message, rule }: CompileProblem): Finding {
  return {
    file,
    line,
    column,
    rule: `compiler/${rule ?? 'error'}`,
    message,
    remedy: 'Correct it: a deployment stops here.',
  };
}

/** One finding, where the compiler would stumble over every byte. */
function notText(file: string, text: string): Finding {
  const before = text.slice(0, text.search(NO_TEXT)).split('\n');
  return {
    file,
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
    rule: 'compiler/not-text',
    message: 'The file holds bytes that are no UTF-8 text.',
    remedy: 'Save it as UTF-8, or remove it when it is no Apex.',
  };
}
