/** Lightning web components, as the platform's compiler reads them, and what their imports and templates name. */
import type { Checker } from '../checker';
import type { Finding } from '../finding';
import { hasUnseenDependencies, Names } from './names';
import { projectConfig } from './project-config';

const FILE = /(?:^|\/)lwc\/([^/]+)\/(?:.+\/)?[^/]+\.(?:js|html|css)$/;
/** `path:` and what follows the first line: the message without the code frame, which the line and column replace. */
const PREFIX = /^(?:\w*Error: )?(?:LWC\d+: )?(?:\S*[\\/])?[^\s\\/]+\.(?:js|html|css):(?:\d+:\d+:)?\s*/;

interface Named {
  readonly pattern: RegExp;
  readonly rule: string;
  /** What is missing, as a person calls it; null when nothing is. */
  missing(names: Names, name: string): string | null;
}

const IMPORTS: readonly Named[] = [
  {
    pattern: /from\s+['"]@salesforce\/apex\/([\w.]+)['"]/g,
    rule: 'unknown-apex',
    missing(names, path) {
      const name = path.split('.').at(-2) ?? '';
      return path.split('.').length > 2 || names.has('cls', name) ? null : `Apex class ${name}`;
    },
  },
  {
    pattern: /from\s+['"]@salesforce\/schema\/([\w.]+)['"]/g,
    rule: 'unknown-schema',
    missing(names, path) {
      const [object = '', field, ...further] = path.split('.');
      if (names.lacksObject(object)) return `object ${object}`;
      return field !== undefined && further.length === 0 && names.lacksField(object, field)
        ? `field ${field} of ${object}`
        : null;
    },
  },
  {
    pattern: /from\s+['"]c\/(\w+)['"]/g,
    rule: 'unknown-component',
    missing: (names, name) => (names.has('lwc', name) ? null : `Lightning web component ${name}`),
  },
];

const CHILD: Named = {
  pattern: /<c-([a-z][\w-]*)/g,
  rule: 'unknown-component',
  missing(names, tag) {
    const name = tag.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
    return names.has('lwc', name) ? null : `Lightning web component ${name}`;
  },
};

export const lwcChecker: Checker = {
  name: 'lwc',
  purpose: 'Lightning web components as the LWC compiler reads them, and what they import',
  async check(tree) {
    const files = tree.files.filter((file) => FILE.test(file));
    if (files.length === 0) return [];
    // Slow to load, and only needed where there are components.
    const { transformSync } = await import('@lwc/compiler');
    const names = hasUnseenDependencies(projectConfig(tree)) ? null : new Names(tree);
    return files.flatMap((file) => {
      const component = FILE.exec(file)?.[1] ?? '';
      const text = tree.text(file);
      try {
        transformSync(text, file.slice(file.lastIndexOf('/') + 1), { name: component, namespace: 'c' });
      } catch (error) {
        return [compileError(file, error)];
      }
      if (names === null) return [];
      const named = file.endsWith('.html') ? [CHILD] : file.endsWith('.js') ? IMPORTS : [];
      const code = withoutComments(text);
      return named.flatMap((each) => missingNames(file, code, each, names));
    });
  },
};

function missingNames(file: string, text: string, named: Named, names: Names): Finding[] {
  return [...text.matchAll(named.pattern)].flatMap((match) => {
    const name = match[1] ?? '';
    const what = named.missing(names, name);
    if (what === null) return [];
    const before = text.slice(0, match.index + match[0].indexOf(name)).split('\n');
    return [
      {
        file,
        line: before.length,
        column: (before.at(-1)?.length ?? 0) + 1,
        rule: `lwc/${named.rule}`,
        message: `There is no ${what}.`,
        remedy: 'Correct the name, or add to the project what it names.',
      },
    ];
  });
}

/** Comments as blanks, so that places stay. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|^\s*\/\/.*$/gm, (comment) => comment.replace(/[^\n]/g, ' '));
}

function compileError(file: string, error: unknown): Finding {
  const { message, location } = error as { message?: string; location?: { line?: number; column?: number } };
  const [first = ''] = (message ?? String(error)).split('\n');
  return {
    file,
    line: location?.line ?? 1,
    column: Math.max(1, location?.column ?? 1),
    rule: 'lwc/compile',
    message: first.replace(PREFIX, ''),
    remedy: 'Correct it: a deployment stops here.',
  };
}
