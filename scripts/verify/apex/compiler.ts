/** The local org's compiler: what it refuses, an org refuses. */
import type { CompileProblem } from '../../local-org/compiler/problems';
import type { Checker } from '../checker';
import type { Finding } from '../finding';

const APEX = /\.(cls|trigger)$/i;
/** What the local org cannot run is no mistake of the project: `npm run courier -- test` names it. */
const UNSUPPORTED = 'not supported by the local org';

export const compilerChecker: Checker = {
  name: 'compiler',
  purpose: 'Apex as the local org compiles it: syntax, types, members, arguments, queries',
  check: (tree) =>
    tree
      .build()
      // Metadata has its own checker; the build only stops at what the schema needs of it.
      .problems.filter(({ file, message }) => APEX.test(file) && !message.includes(UNSUPPORTED))
      .map(findingOf),
};

function findingOf(problem: CompileProblem & { readonly rule?: string }): Finding {
  const { file, line, column, message, rule = 'error' } = problem;
  return { file, line, column, rule: `compiler/${rule}`, message, remedy: 'Correct it: a deployment stops here.' };
}
