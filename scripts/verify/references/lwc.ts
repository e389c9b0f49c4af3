/** Lightning web components, as the platform's compiler reads them, and what their imports, templates and settings name. */
import type { Checker } from '../checker';
import type { Finding } from '../finding';
import type { SourceTree } from '../source-tree';
import { descendants } from './complaint';
import { apexMethods, type ApexMethod } from './lwc-apex';
import { attributeComplaints, camelCase, memberComplaints, type TextComplaint } from './lwc-template';
import { hasUnseenDependencies, Names } from './names';
import { projectConfig } from './project-config';

const FILE = /(?:^|\/)lwc\/([^/]+)\/(?:.+\/)?[^/]+\.(?:js|html|css)$/;
const SETTINGS = /(?:^|\/)lwc\/([^/]+)\/\1\.js-meta\.xml$/;
/** `path:` and what follows the first line: the message without the code frame, which the line and column replace. */
const PREFIX = /^(?:\w*Error: )?(?:LWC\d+: )?(?:\S*[\\/])?[^\s\\/]+\.(?:js|html|css):(?:\d+:\d+:)?\s*/;
const SCOPED =
  /import\s+(?:(\w+)|\{[^}]*\}|\*\s+as\s+\w+)?\s*(?:from\s+)?['"](@salesforce\/(\w+)\/([\w./]+)|c\/(\w+))['"]/g;
const CHILD = /<c-([a-z][\w-]*)/g;

interface Project {
  readonly names: Names;
  readonly apex: (className: string, method: string) => ApexMethod;
}

export const lwcChecker: Checker = {
  name: 'lwc',
  purpose: 'Lightning web components as the LWC compiler reads them, and what they import',
  async check(tree) {
    const files = tree.files.filter((file) => FILE.test(file));
    if (files.length === 0) return [];
    // Slow to load, and only needed where there are components.
    const { transformSync } = await import('@lwc/compiler');
    const isWhole = !hasUnseenDependencies(projectConfig(tree));
    const project = isWhole ? { names: new Names(tree), apex: apexMethods(tree) } : null;
    const findings = files.flatMap((file) => {
      const component = FILE.exec(file)?.[1] ?? '';
      const text = tree.text(file);
      try {
        const name = file.slice(file.lastIndexOf('/') + 1);
        const { code } = transformSync(text, name, { name: component, namespace: 'c' });
        if (project === null) return [];
        return [...complaints(file, text, code, component, project)].map((each) => textFinding(file, text, each));
      } catch (error) {
        return [compileError(file, error)];
      }
    });
    return project === null ? findings : [...findings, ...settingsFindings(tree, project.names)];
  },
};

function* complaints(
  file: string,
  text: string,
  code: string,
  component: string,
  project: Project,
): Generator<TextComplaint> {
  const plain = withoutComments(text);
  if (file.endsWith('.js')) {
    yield* importComplaints(plain, project);
    if (file.endsWith(`/${component}/${component}.js`)) yield* wireComplaints(plain, component, project);
  }
  if (!file.endsWith('.html')) return;
  for (const match of plain.matchAll(CHILD)) {
    const name = camelCase(match[1] ?? '');
    if (!project.names.has('lwc', name))
      yield missing(match.index + '<c-'.length, 'unknown-component', componentOf(name));
  }
  yield* attributeComplaints(plain, project.names);
  // Of several templates each may be rendered, all by the one class.
  yield* memberComplaints(plain, code, component, project.names);
}

function* importComplaints(text: string, { names, apex }: Project): Generator<TextComplaint> {
  for (const match of text.matchAll(SCOPED)) {
    const [whole, , , scope = 'c', path = '', module] = match;
    const name = module ?? path;
    const offset = match.index + whole.lastIndexOf(name);
    const complaint = importComplaint(scope, name, names, apex);
    if (complaint) yield { offset, ...complaint };
  }
}

function importComplaint(
  scope: string,
  path: string,
  names: Names,
  apex: Project['apex'],
): Omit<TextComplaint, 'offset'> | null {
  const [first = '', ...rest] = path.split('.');
  const there = (rule: string, what: string | null): Omit<TextComplaint, 'offset'> | null =>
    what === null ? null : { rule, message: `There is no ${what}.` };
  switch (scope) {
    case 'c':
      return there('unknown-component', names.has('lwc', first) ? null : componentOf(first));
    case 'apex': {
      // A third part is the namespace of another package.
      const [method = '', another] = rest;
      if (another !== undefined || rest.length === 0) return null;
      const state = apex(first, method);
      if (state === 'missing-class')
        return there('unknown-apex', names.has('cls', first) ? null : `Apex class ${first}`);
      if (state === 'missing-method') return there('unknown-apex', `method ${method} of ${first}`);
      const message = `${path} is not static and @AuraEnabled.`;
      return state === 'not-enabled' ? { rule: 'not-aura-enabled', message } : null;
    }
    case 'schema':
      if (names.lacksObject(first)) return there('unknown-schema', `object ${first}`);
      return there('unknown-schema', names.missingOnPath(first, rest));
    case 'label':
      return there(
        'unknown-label',
        first === 'c' && names.lacksLabel(rest.join('.')) ? `label ${rest.join('.')}` : null,
      );
    case 'resourceUrl':
      return there('unknown-resource', names.lacksFile('resource', first) ? `static resource ${first}` : null);
    case 'customPermission':
      return there(
        'unknown-permission',
        names.lacksFile('customPermission', path) ? `custom permission ${path}` : null,
      );
    default:
      return null;
  }
}

/** A wire calls again and again what it is given: only what is cacheable. */
function* wireComplaints(text: string, component: string, { names, apex }: Project): Generator<TextComplaint> {
  const imports = new Map(
    [...text.matchAll(SCOPED)].flatMap(([, local, , scope, path]) =>
      local !== undefined && scope === 'apex' && path !== undefined ? [[local, path.split('.')] as const] : [],
    ),
  );
  const lines = text.split('\n');
  for (const { name, line, column } of names.componentClass(component)?.wires ?? []) {
    const [className, method, another] = imports.get(name) ?? [];
    if (className === undefined || method === undefined || another !== undefined) continue;
    if (apex(className, method) !== 'enabled') continue;
    const offset = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, column - 1);
    yield { offset, rule: 'not-cacheable', message: `${className}.${method} is wired, and not cacheable.` };
  }
}

/** Properties that Lightning App Builder offers are properties of the class. */
function settingsFindings(tree: SourceTree, names: Names): Finding[] {
  return tree.files.flatMap((file) => {
    const component = SETTINGS.exec(file)?.[1];
    const parsed = component === undefined ? null : tree.xml(file);
    if (component === undefined || !parsed || 'fault' in parsed) return [];
    const known = names.publicProperties(component);
    if (known === null) return [];
    return [...descendants(parsed.root)].flatMap(({ name, attributes, line, column }) => {
      const property = name === 'property' ? (attributes.name ?? null) : null;
      if (property === null || known.has(property)) return [];
      const message = `${component} has no public property ${property}.`;
      return [{ file, line, column, rule: 'lwc/unknown-property', message, remedy: REMEDIES['unknown-property']! }];
    });
  });
}

const REMEDIES: Readonly<Record<string, string>> = {
  'not-aura-enabled': 'Add @AuraEnabled to the method, and make it static.',
  'not-cacheable': 'Write @AuraEnabled(cacheable=true), or call the method where something happens.',
  'unknown-member': 'Correct the name, or add it to the class.',
  'unknown-property': 'Correct the name, or add a property with @api.',
};

function componentOf(name: string): string {
  return `Lightning web component ${name}`;
}

function missing(offset: number, rule: string, what: string): TextComplaint {
  return { offset, rule, message: `There is no ${what}.` };
}

function textFinding(file: string, text: string, { offset, rule, message }: TextComplaint): Finding {
  const before = text.slice(0, offset).split('\n');
  return {
    file,
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
    rule: `lwc/${rule}`,
    message,
    remedy: REMEDIES[rule] ?? 'Correct the name, or add to the project what it names.',
  };
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
