/**
 * Rules of annotations that need the whole type: REST resources, `@AuraEnabled` methods, test setup.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation_rest.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation_AuraEnabled.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation_testsetup.htm
 */
import type { Modifiers, Position } from '../ast';
import type { Draft, Workshop } from './draft';
import type { DeclaredMethod } from './model';
import { annotation } from './modifiers';

const HTTP_METHODS: readonly string[] = ['HttpDelete', 'HttpGet', 'HttpPatch', 'HttpPost', 'HttpPut'];
const URL_LIMIT = 255;
/** Overloads of `@AuraEnabled` methods are refused from this API version on. */
const NO_AURA_OVERLOADS = 55;

/** Checks what the annotations of a class and its methods say of each other. */
export function checkAnnotations(draft: Draft, workshop: Workshop): void {
  if (draft.declaration.kind !== 'class') return;
  checkRestResource(draft, workshop);
  checkAuraOverloads(draft, workshop);
  checkTestSetup(draft, workshop);
}

function checkRestResource(draft: Draft, workshop: Workshop): void {
  const { declaration, file, type } = draft;
  const resource = annotation(declaration.modifiers, 'restresource');
  if (resource) {
    const report = (message: string): void => workshop.report(file, resource.at, message, 'rest-resource');
    const { urlmapping: url } = resource.parameters;
    if (type.visibility !== 'global') report('RestResource classes must be declared as global');
    if (url === undefined) report('Required property is missing: urlMapping');
    else if (typeof url === 'string') urlProblems(url).forEach(report);
  }
  for (const name of HTTP_METHODS) {
    const methods = annotated(draft.methods, name.toLowerCase());
    for (const { member, declaration: method } of methods) {
      for (const [is, what] of [
        [member.visibility === 'global', 'global'],
        [member.isStatic, 'static'],
      ] as const) {
        if (!is) workshop.report(file, method.nameAt, `${name} methods must be declared as ${what}`, 'rest-resource');
      }
    }
    if (methods.length > 1)
      workshop.report(
        file,
        declaration.nameAt,
        `Only one method per type can be defined with: ${name}`,
        'rest-resource',
      );
  }
}

function urlProblems(url: string): string[] {
  if (url === '') return ['Rest Resource url cannot be empty'];
  if (url.length > URL_LIMIT) return [`Rest Resource url cannot be longer than ${URL_LIMIT} characters`];
  if (!url.startsWith('/')) return ["Rest Resource url must begin with a forward slash, '/'"];
  if (/[^/]\*/.test(url)) return ["Rest Resource url wildcard, '*', must be preceded by a forward slash, '/'"];
  if (/\*[^/]/.test(url))
    return ["Rest Resource url wildcard, '*', must be followed by a forward slash, '/', or be the last character"];
  return [];
}

function checkAuraOverloads(draft: Draft, workshop: Workshop): void {
  if (draft.apiVersion < NO_AURA_OVERLOADS) return;
  const seen = new Set<string>();
  for (const { member, declaration } of annotated(draft.methods, 'auraenabled')) {
    const name = member.name.toLowerCase();
    if (seen.has(name))
      workshop.report(
        draft.file,
        declaration.nameAt,
        `Overload of AuraEnabled method: ${member.name} overload is not permitted`,
        'aura-enabled',
      );
    seen.add(name);
  }
}

function checkTestSetup(draft: Draft, workshop: Workshop): void {
  const setups = annotated(draft.methods, 'testsetup');
  const seesAll = (modifiers: Modifiers): boolean => annotation(modifiers, 'istest')?.parameters.seealldata === true;
  const report = (at: Position, message: string): void => workshop.report(draft.file, at, message, 'test-method');
  for (const { declaration } of setups) {
    if (seesAll(draft.declaration.modifiers))
      report(declaration.nameAt, 'Test class cannot be annotated with @isTest(SeeAllData=true)');
    else if (draft.methods.some((each) => seesAll(each.declaration.modifiers)))
      report(
        declaration.nameAt,
        'Test class containing a test setup method cannot have any methods annotated with @isTest(SeeAllData=true)',
      );
  }
}

function annotated(methods: readonly DeclaredMethod[], name: string): readonly DeclaredMethod[] {
  return methods.filter(({ declaration }) => annotation(declaration.modifiers, name) !== undefined);
}
