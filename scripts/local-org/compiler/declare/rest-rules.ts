/**
 * What REST resources, web services and remote actions must be like.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation_rest_resource.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_rest_methods.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_keywords_webservice.htm
 */
import type { Annotation } from '../ast';
import { opennessProblem, reporter } from './declaration-report';
import type { Draft, Workshop } from './draft';
import type { DeclaredMethod } from './model';
import type { ReportAt } from './modifier-rules';
import { annotated, annotation, has } from './modifiers';

const HTTP_METHODS: readonly string[] = ['HttpDelete', 'HttpGet', 'HttpPatch', 'HttpPost', 'HttpPut'];
/** They have no body to take parameters from. */
const WITHOUT_PARAMETERS: ReadonlySet<string> = new Set(['HttpDelete', 'HttpGet']);
const URL_LIMIT = 255;

export function checkRest(draft: Draft, workshop: Workshop): void {
  const report = reporter(draft, workshop);
  const resource = annotation(draft.declaration.modifiers, 'restresource');
  if (resource) checkResource(resource, draft, report);
  for (const name of HTTP_METHODS) {
    const methods = annotated(draft.methods, name.toLowerCase());
    for (const each of methods) checkHttpMethod(name, each, resource !== undefined, workshop, report);
    if (methods.length > 1)
      report(draft.declaration.nameAt, `Only one method per type can be defined with: ${name}`, 'rest-resource');
  }
  for (const { member, declaration } of annotated(draft.methods, 'remoteaction')) {
    if (!member.isStatic)
      report(declaration.nameAt, 'RemoteAction methods must be declared as static', 'remote-action');
    const openness = opennessProblem('RemoteAction methods', member.visibility);
    if (openness !== null) report(declaration.nameAt, openness, 'remote-action');
  }
  for (const { member, declaration } of draft.methods) {
    if (has(declaration.modifiers, 'webservice') && !member.isStatic)
      report(declaration.nameAt, 'webservice methods must be declared as static', 'web-service');
  }
}

function checkResource(resource: Annotation, draft: Draft, report: ReportAt): void {
  const refuse = (message: string): void => report(resource.at, message, 'rest-resource');
  const { urlmapping: url } = resource.parameters;
  if (draft.type.outer) refuse('RestResource can only be used on a top level type');
  else if (draft.type.visibility !== 'global') refuse('RestResource classes must be declared as global');
  if (url === undefined) refuse('Required property is missing: urlMapping');
  else if (typeof url === 'string') urlProblems(url).forEach(refuse);
}

function checkHttpMethod(
  name: string,
  { member, declaration }: DeclaredMethod,
  isInResource: boolean,
  workshop: Workshop,
  report: ReportAt,
): void {
  const refuse = (message: string): void => report(declaration.nameAt, message, 'rest-resource');
  if (!isInResource) refuse(`Defining type for ${name} methods must be declared as RestResource`);
  if (member.visibility !== 'global') refuse(`${name} methods must be declared as global`);
  if (!member.isStatic) refuse(`${name} methods must be declared as static`);
  if (WITHOUT_PARAMETERS.has(name) && member.parameters.length) refuse(`${name} methods do not support parameters`);
  for (const { type } of member.parameters) {
    if (workshop.types.isSet(type)) refuse(`${name} methods do not support parameter type of ${type.displayName}`);
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
