/** What people read: ApexDoc, names of tests, labels and descriptions of actions. */
import type {
  CompilationUnit,
  Member,
  MethodDeclaration,
  Modifiers,
  TypeDeclaration,
} from '../../local-org/compiler/ast';
import type { Finding } from '../finding';

const TEST_NAME = /^should_\w+_when_\w+$/;
/** Methods an interface or Object of the platform asks for: what they do, the platform documents. */
const PLATFORM_METHODS = new Set([
  'execute',
  'start',
  'finish',
  'equals',
  'hashcode',
  'tostring',
  'compareto',
  'compare',
]);

type Documented = MethodDeclaration | TypeDeclaration;

/** ApexDoc on what is public, and descriptions on what flows are offered. */
export function documentationFindings(file: string, unit: CompilationUnit, text: string): Finding[] {
  if (unit.kind !== 'classUnit' || has(unit.declaration.modifiers, 'istest')) return [];
  const lines = text.split('\n');
  return declarationsOf(unit.declaration).flatMap((each) => [
    ...(isPublic(each) && !isKnown(each) && !hasDoc(each, lines) ? [withoutDoc(file, each)] : []),
    ...actionFindings(file, each),
  ]);
}

/** Names of tests: they say what holds, and when. */
export function testNameFindings(file: string, unit: CompilationUnit): Finding[] {
  if (unit.kind !== 'classUnit' || unit.declaration.kind !== 'class') return [];
  return unit.declaration.members.flatMap((each): Finding[] => {
    if (each.kind !== 'method' || TEST_NAME.test(each.name)) return [];
    const { annotations, keywords } = each.modifiers;
    const isTest = annotations.some(({ name }) => name.toLowerCase() === 'istest') || keywords.includes('testmethod');
    if (!isTest) return [];
    const message = `The test ${each.name} does not say what holds, and when.`;
    return [
      {
        file,
        ...each.nameAt,
        rule: 'policy/test-name',
        message,
        remedy: 'Call it should_<what holds>_when_<what happens>.',
      },
    ];
  });
}

/** The type, its inner types and all their methods. */
function declarationsOf(type: TypeDeclaration): Documented[] {
  if (type.kind === 'enum') return [type];
  if (type.kind === 'interface') return [type, ...type.methods];
  const inner = type.members.flatMap((each) => (isType(each) ? declarationsOf(each) : []));
  return [type, ...type.members.filter((each) => each.kind === 'method'), ...inner];
}

function isType(member: Member): member is TypeDeclaration {
  return member.kind === 'class' || member.kind === 'interface' || member.kind === 'enum';
}

function isPublic({ modifiers }: Documented): boolean {
  return modifiers.keywords.some((each) => each === 'public' || each === 'global');
}

function isKnown(each: Documented): boolean {
  return each.kind === 'method' && (PLATFORM_METHODS.has(each.name.toLowerCase()) || has(each.modifiers, 'override'));
}

/** Whether a comment ends above the declaration, its annotations, and what a line says of these. */
function hasDoc({ at, modifiers }: Documented, lines: readonly string[]): boolean {
  const first = Math.min(at.line, ...modifiers.annotations.map((each) => each.at.line));
  const above = lines.slice(0, first - 1).findLast((line) => !line.trim().startsWith('//'));
  return above?.trimEnd().endsWith('*/') ?? false;
}

function withoutDoc(file: string, { name, nameAt }: Documented): Finding {
  const message = `${name} is public and has no ApexDoc.`;
  return { file, ...nameAt, rule: 'policy/apex-doc', message, remedy: 'Say above it what it is for: /** … */.' };
}

/** Actions and their parameters: what a flow builder reads. */
function actionFindings(file: string, declaration: Documented): Finding[] {
  const modified = [declaration, ...(declaration.kind === 'class' ? declaration.members : [])];
  return modified.flatMap((each) =>
    'modifiers' in each && (each.kind === 'method' || each.kind === 'field' || each.kind === 'property')
      ? each.modifiers.annotations.flatMap(({ name, parameters, at }): Finding[] => {
          if (!/^invocable(?:method|variable)$/i.test(name)) return [];
          if (each.kind === 'method' && declaration.kind === 'class') return [];
          const missing = ['label', 'description'].filter((key) => !parameters[key]);
          if (missing.length === 0) return [];
          const message = `@${name} has no ${missing.join(' and no ')}.`;
          return [{ file, ...at, rule: 'policy/description', message, remedy: 'Write it for who builds the flow.' }];
        })
      : [],
  );
}

function has({ annotations, keywords }: Modifiers, word: string): boolean {
  return keywords.includes(word) || annotations.some(({ name }) => name.toLowerCase() === word);
}
