/** Rules of one type and what it declares. */
import type {
  ClassDeclaration,
  EnumDeclaration,
  Member,
  MethodDeclaration,
  Parameter,
  Position,
  TypeDeclaration,
  TypeRef,
} from '../../local-org/compiler/ast';
import type { Report } from './lint';
import { checkPlatformNames } from './platform-names';
import { walk } from './walk';

const MOST_CONSTANTS = 100;
const MOST_PARAMETERS = 32;
const DEEPEST_GENERIC = 5;
const EXCEPTION = /exception$/i;

/** Lints a top-level type and all in it. */
export function lintType(type: TypeDeclaration, report: Report): void {
  lintDeclaration(type, report);
  if (type.kind !== 'class') return;
  const inner = type.members.filter(isType);
  duplicates([type, ...inner], ({ name }) => name, 'duplicate-type', report);
  for (const each of inner) {
    lintDeclaration(each, report);
    if (each.kind === 'class') lintInner(each, report);
  }
  checkPlatformNames(type, inner, report);
}

function lintDeclaration(type: TypeDeclaration, report: Report): void {
  lintExceptionName(type, report);
  if (type.kind === 'enum') return lintEnum(type, report);
  const methods = type.kind === 'interface' ? type.methods : type.members.filter((each) => each.kind === 'method');
  duplicates(methods, signature, 'duplicate-member', report);
  if (type.kind === 'interface') {
    for (const each of methods) lintParameters(each.parameters, each.nameAt, report);
    return;
  }
  duplicates(type.members.flatMap(variablesOf), ({ name }) => name, 'duplicate-member', report);
  const constructors = type.members.filter((each) => each.kind === 'constructor');
  duplicates(constructors, signature, 'duplicate-member', report);
  for (const each of [...methods, ...constructors]) lintParameters(each.parameters, each.nameAt, report);
  for (const member of type.members) if (!isType(member)) lintBodies(member, report);
}

/** Type references, and variables that hide or repeat each other. */
function lintBodies(member: Member, report: Report): void {
  walk(member, {
    type: (type) => {
      if (depthOf(type) > DEEPEST_GENERIC)
        report(type.at, 'generic-depth', `This type nests deeper than ${DEEPEST_GENERIC} levels of type arguments.`);
    },
    repeatedVariable: (name, at) =>
      report(
        at,
        'duplicate-variable',
        `There is a variable ${name} already: Apex does not tell upper from lower case.`,
      ),
  });
}

function lintInner(type: ClassDeclaration, report: Report): void {
  for (const member of type.members) {
    if (isType(member))
      report(member.nameAt, 'nesting', `${member.name} nests in an inner type: Apex has one level of these.`);
    else if (isStatic(member))
      report(member.at, 'inner-static', `${type.name} is an inner class: it can have nothing static.`);
  }
}

function isStatic(member: Exclude<Member, TypeDeclaration>): boolean {
  if (member.kind === 'initializer') return member.isStatic;
  return member.modifiers.keywords.includes('static');
}

function lintEnum({ name, nameAt, constants }: EnumDeclaration, report: Report): void {
  if (constants.length > MOST_CONSTANTS)
    report(nameAt, 'enum-size', `${name} has ${constants.length} constants: an enum may have ${MOST_CONSTANTS}.`);
  duplicates(
    constants.map((each) => ({ name: each.name, nameAt: each.at })),
    (each) => each.name,
    'duplicate-constant',
    report,
  );
}

function lintParameters(parameters: readonly Parameter[], at: Position, report: Report): void {
  if (parameters.length > MOST_PARAMETERS)
    report(at, 'parameter-count', `It has ${parameters.length} parameters: a method may have ${MOST_PARAMETERS}.`);
}

/** A class is named `…Exception` if, and only if, it extends an exception. */
function lintExceptionName(type: TypeDeclaration, report: Report): void {
  const parent = type.kind === 'class' ? type.extends?.name.at(-1) : undefined;
  const isNamed = EXCEPTION.test(type.name);
  const isException = parent !== undefined && EXCEPTION.test(parent);
  if (isNamed && !isException)
    report(type.nameAt, 'exception-name', `${type.name} must extend Exception, or not be named like one.`);
  if (!isNamed && isException)
    report(type.nameAt, 'exception-name', `${type.name} extends ${parent}: its name must end in Exception.`);
}

interface Named {
  readonly name: string;
  readonly nameAt: Position;
}

/** Apex does not tell upper from lower case. */
function duplicates<T extends Named>(
  all: readonly T[],
  keyOf: (each: T) => string,
  rule: 'duplicate-type' | 'duplicate-member' | 'duplicate-constant',
  report: Report,
): void {
  const seen = new Map<string, string>();
  for (const each of all) {
    const key = keyOf(each).toLowerCase();
    const other = seen.get(key);
    if (other === undefined) seen.set(key, each.name);
    else
      report(
        each.nameAt,
        rule,
        `${each.name} is declared already, as ${other}: Apex does not tell upper from lower case.`,
      );
  }
}

function signature({ name, parameters }: Pick<MethodDeclaration, 'name' | 'parameters'>): string {
  return `${name}(${parameters.map(({ type }) => typeText(type)).join()})`;
}

function variablesOf(member: Member): Named[] {
  if (member.kind === 'property') return [member];
  if (member.kind !== 'field') return [];
  return member.variables.map(({ name, at }) => ({ name, nameAt: at }));
}

function typeText({ name, typeArguments }: TypeRef): string {
  return `${name.join('.')}${typeArguments.length > 0 ? `<${typeArguments.map(typeText).join()}>` : ''}`;
}

function depthOf({ typeArguments }: TypeRef): number {
  return typeArguments.length === 0 ? 0 : 1 + Math.max(...typeArguments.map(depthOf));
}

function isType(member: Member): member is TypeDeclaration {
  return member.kind === 'class' || member.kind === 'interface' || member.kind === 'enum';
}
