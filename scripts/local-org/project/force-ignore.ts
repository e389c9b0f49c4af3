/**
 * `.forceignore`: what of a project's folders is not deployed. It has the rules of `.gitignore`, without regard to case.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.sfdx_dev.meta/sfdx_dev/sfdx_dev_exclude_source.htm
 * @see https://git-scm.com/docs/gitignore (pattern format)
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const FILE = '.forceignore';
/** What the Salesforce CLI adds for a project that has the file. */
const ALWAYS = ['**/*.dup', '**/.*', '**/package2-descriptor.json', '**/package2-manifest.json'];

/** Whether a path, absolute and below the project's folder, is left out. Its folder is taken to be in. */
export type Ignores = (path: string, isFolder: boolean) => boolean;

interface Rule {
  readonly expression: RegExp;
  readonly isNegated: boolean;
  readonly isForFolders: boolean;
}

/** What a project's `.forceignore` leaves out; nothing where it has none. */
export function readForceIgnore(root: string): Ignores {
  const file = join(root, FILE);
  if (!existsSync(file)) return () => false;
  const rules = [
    ...ALWAYS,
    ...readFileSync(file, 'utf8')
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/),
  ].flatMap(ruleOf);
  return (path, isFolder) => {
    const below = relative(root, path).split(sep).join('/');
    // A package folder may lie beside the project.
    if (below === '' || below.startsWith('../')) return false;
    const last = rules.findLast((rule) => (isFolder || !rule.isForFolders) && rule.expression.test(below));
    return last !== undefined && !last.isNegated;
  };
}

function ruleOf(line: string): Rule[] {
  const text = line.replace(/(?<!\\)\s+$/, '');
  if (text === '' || text.startsWith('#')) return [];
  const isNegated = text.startsWith('!');
  const written = text.slice(isNegated ? 1 : 0);
  const isForFolders = written.endsWith('/');
  const pattern = isForFolders ? written.slice(0, -1) : written;
  if (pattern === '') return [];
  // A slash at the beginning or in the middle ties the pattern to the folder of the file.
  const anywhere = pattern.includes('/') ? pattern.replace(/^\//, '') : `**/${pattern}`;
  return [{ expression: new RegExp(`^${expressionOf(anywhere)}$`, 'iu'), isNegated, isForFolders }];
}

const PARTS = /\/\*\*$|\*\*\/|\*+|\?|\[(?:!|\^)?\]?(?:\\.|[^\]\\])*\]|\\?./gsu;

function expressionOf(pattern: string): string {
  return pattern.replace(PARTS, (part) => {
    if (part === '/**') return '/.+';
    if (part === '**/') return '(?:.*/)?';
    if (part.startsWith('*')) return '[^/]*';
    if (part === '?') return '[^/]';
    if (part.startsWith('[') && part.length > 1) return classOf(part);
    return (part.length > 1 && part.startsWith('\\') ? part.slice(1) : part).replace(/[\\^$.*+?()[\]{}|/]/u, '\\$&');
  });
}

/** `[!a-z]` */
function classOf(part: string): string {
  const isNegated = /^\[[!^]/.test(part);
  const content = part.slice(isNegated ? 2 : 1, -1).replace(/[[\]&^]/gu, '\\$&');
  return `${isNegated ? '(?!/)[^' : '['}${content}]`;
}
