/** Access modes, sharing, debug statements and triggers: what Apex of this project writes down, and what it leaves out. */
import type { CompilationUnit, Position } from '../../local-org/compiler/ast';
import { nodesOf, placeOf, type SyntaxNode } from '../apex/walk';
import type { Finding } from '../finding';
import { NAME_LENGTH } from './settings';

/** Methods of Database that take an AccessLevel: https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_database.htm */
const DATABASE_METHODS = new Set(
  'insert update upsert delete undelete merge query querywithbinds getquerylocator getquerylocatorwithbinds countquery countquerywithbinds'.split(
    ' ',
  ),
);

/**
 * Holds one file to the rules.
 *
 * @param prefix of every top-level name; empty where names are free
 * @param isShipped false below the tests
 */
export function apexFindings(file: string, unit: CompilationUnit, prefix: string, isShipped: boolean): Finding[] {
  const found: Finding[] = [];
  const report = (at: Position, rule: string, message: string, remedy: string): void => {
    found.push({ file, line: at.line, column: at.column, rule: `policy/${rule}`, message, remedy });
  };
  if (unit.kind === 'triggerUnit') {
    const statements = unit.body.statements.filter(({ kind }) => kind !== 'expression');
    const wrong = statements[0]?.at ?? unit.members.map(placeOfAny).find((at) => at !== null);
    if (wrong) report(wrong, 'trigger-logic', 'A trigger holds logic.', 'Move it to a class and call that.');
    named(unit.name, unit.nameAt);
  } else if (unit.kind === 'classUnit') named(unit.declaration.name, unit.declaration.nameAt);

  for (const node of nodesOf(unit)) {
    const at = placeOf(node);
    if (!at) continue;
    if (lacksAccess(node)) {
      report(at, 'access-mode', 'The access mode is not named.', 'Say user or system mode where it is used.');
    }
    if (isShipped && isDebug(node)) {
      report(at, 'debug', 'System.debug ships with the package.', 'Remove the statement.');
    }
  }
  if (unit.kind === 'classUnit') for (const node of nodesOf(unit)) sharing(node);
  return found;

  function named(name: string, at: Position): void {
    if (!name.startsWith(prefix)) {
      report(at, 'prefix', `${name} does not begin with ${prefix}.`, `Call it ${prefix}${name}.`);
    }
    if (name.length > NAME_LENGTH) {
      report(at, 'name-length', `${name} has more than ${NAME_LENGTH} characters.`, 'Shorten it.');
    }
  }

  function sharing(node: SyntaxNode): void {
    if (node.kind !== 'class' || node !== (unit as { declaration?: unknown }).declaration) return;
    const { keywords, annotations } = node.modifiers as {
      keywords: readonly string[];
      annotations: readonly { name: string }[];
    };
    const isTest = annotations.some(({ name }) => name.toLowerCase() === 'istest');
    if (isTest || keywords.some((each) => each.endsWith('sharing'))) return;
    const at = placeOf(node);
    if (at && !extendsException(node)) {
      report(at, 'sharing', 'The class does not declare its sharing.', 'Add with sharing or inherited sharing.');
    }
  }
}

function placeOfAny(node: unknown): Position | null {
  return placeOf(node as SyntaxNode);
}

function extendsException(node: SyntaxNode): boolean {
  const parent = node.extends as { readonly name: readonly string[] } | null;
  return parent?.name.at(-1)?.toLowerCase().endsWith('exception') ?? false;
}

function lacksAccess(node: SyntaxNode): boolean {
  if (node.kind === 'dml') return node.access === null;
  if (node.kind === 'soql' || node.kind === 'sosl') {
    return !['user', 'system'].includes((node.query as { access: string | null }).access ?? '');
  }
  if (node.kind !== 'call') return false;
  const target = targetName(node);
  const name = String(node.name).toLowerCase();
  if (target === 'eventbus') return name === 'publish';
  if (target !== 'database' || !DATABASE_METHODS.has(name)) return false;
  return ![...nodesOf(node.arguments)].some(
    ({ kind, name: each }) =>
      (kind === 'member' && /^(user|system)_mode$/i.test(String(each))) ||
      (kind === 'name' && /^access(level|mode)?$/i.test(String(each))),
  );
}

function isDebug(node: SyntaxNode): boolean {
  return node.kind === 'call' && targetName(node) === 'system' && String(node.name).toLowerCase() === 'debug';
}

/** `Database` of `Database.insert(…)`, lower case. */
function targetName(node: SyntaxNode): string | null {
  const target = node.target as SyntaxNode | null;
  if (target?.kind === 'name' || target?.kind === 'member') return String(target.name).toLowerCase();
  return null;
}
