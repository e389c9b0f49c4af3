/** The local org's compiler: what it refuses, an org refuses. */
import type { CompileProblem } from '../../local-org/compiler/problems';
import type { Checker } from '../checker';
import type { Finding } from '../finding';

const APEX = /\.(cls|trigger)$/i;
/** What the local org cannot run is no mistake of the project: `npm run courier -- test` names it. */
const UNSUPPORTED = 'not supported by the local org';
/** What reading leaves of bytes that are no UTF-8, and what no text has. */
const NO_TEXT = /[\uFFFD\0]/;

export const compilerChecker: Checker = {
  name: 'compiler',
  purpose: 'Apex as the local org compiles it: syntax, types, members, arguments, queries',
  check(tree) {
    // Metadata has its own checker; the build only stops at what the schema needs of it.
    const problems = tree
      .build()
      .problems.filter(({ file, message }) => APEX.test(file) && !message.includes(UNSUPPORTED));
    const wrong = new Set(problems.map(({ file }) => file));
    const binary = tree.project.sources.filter(({ file, text }) => wrong.has(file) && NO_TEXT.test(text));
    const binaryFiles = new Set(binary.map(({ file }) => file));
    return [
      ...problems.filter(({ file }) => !binaryFiles.has(file)).map(findingOf),
      ...binary.map(({ file, text }) => notText(file, text)),
    ];
  },
};

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
