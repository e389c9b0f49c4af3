/**
 * Which modifiers and annotations may stand on what, and what annotations may say.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_defining.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_keywords.htm
 */
import type { Annotation, Modifiers, Position } from '../ast';
import type { ProblemRule } from '../problems';
import { annotationRule, type AnnotationRule, type PropertyValue, type Target } from './annotation-table';

/** Where a problem of the declaration in question goes. */
export type ReportAt = (at: Position, message: string, rule: ProblemRule) => void;

const SCOPES: readonly string[] = ['private', 'protected', 'public', 'global', 'webservice'];
const VISIBILITIES = 'private protected public global';

const ALLOWED: Readonly<Record<Target, ReadonlySet<string>>> = {
  classes: words('private public global abstract virtual', 'with sharing', 'without sharing', 'inherited sharing'),
  interfaces: words('private public global virtual'),
  enums: words('private public global'),
  fields: words(`${VISIBILITIES} webservice static final transient`),
  // `abstract`, `virtual` and `override` properties are in no documentation, yet orgs accept them.
  properties: words(`${VISIBILITIES} webservice static final transient abstract virtual override`),
  methods: words(`${VISIBILITIES} webservice static abstract virtual override testmethod`),
  constructors: words(VISIBILITIES),
};

function words(spaced: string, ...more: readonly string[]): ReadonlySet<string> {
  return new Set([...spaced.split(' '), ...more]);
}

/**
 * Checks the modifiers of one declaration.
 *
 * @param at where its name stands
 */
export function checkModifiers(modifiers: Modifiers, target: Target, at: Position, report: ReportAt): void {
  const seen = new Set<string>();
  for (const keyword of modifiers.keywords) {
    if (seen.has(keyword)) report(at, `Duplicate modifier: ${keyword}`, 'modifiers');
    else if (!ALLOWED[target].has(keyword)) report(at, `${keyword} is not allowed on ${target}`, 'modifiers');
    seen.add(keyword);
  }
  if (SCOPES.filter((each) => seen.has(each)).length > 1)
    report(at, 'Declarations can only have one scope', 'modifiers');
  // Documented without the wording: https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_access_modifiers.htm
  if (seen.has('protected') && seen.has('static'))
    report(at, `protected is not allowed on static ${target}`, 'modifiers');
  const annotations = new Set<string>();
  for (const each of modifiers.annotations) {
    const rule = annotationRule(each.name);
    if (!rule) {
      report(each.at, `Annotation does not exist: ${each.name}`, 'unknown-annotation');
      continue;
    }
    if (annotations.has(rule.name)) report(each.at, `Duplicate modifier: ${rule.name}`, 'modifiers');
    annotations.add(rule.name);
    if (!rule.targets.includes(target))
      report(each.at, `${rule.name} is not allowed on ${target}`, 'annotation-target');
    checkProperties(each, rule, report);
  }
}

function checkProperties(annotation: Annotation, rule: AnnotationRule, report: ReportAt): void {
  for (const [name, value] of Object.entries(annotation.parameters)) {
    const expected = Object.hasOwn(rule.properties, name) ? rule.properties[name] : undefined;
    const problem = expected === undefined ? noSuchProperty(name, rule) : valueProblem(name, value, expected, rule);
    if (problem !== null) report(annotation.at, problem, 'annotation-property');
  }
  if (rule.name === 'JsonAccess' && Object.keys(annotation.parameters).length === 0)
    report(annotation.at, 'At least one JSON serialization control parameter must be specified', 'annotation-property');
}

function noSuchProperty(name: string, rule: AnnotationRule): string {
  return `No such property, ${name}, defined on this annotation: ${rule.name}`;
}

function valueProblem(
  name: string,
  value: string | number | boolean,
  expected: PropertyValue,
  rule: AnnotationRule,
): string | null {
  const type = typeof expected === 'string' ? expected : 'String';
  const actual = { string: 'String', number: 'Integer', boolean: 'Boolean' }[typeof value as 'string'];
  if (actual !== type) return `Invalid value for property ${name} expected type ${type}`;
  const isKnown =
    typeof expected === 'string' || expected.some((each) => each.toLowerCase() === String(value).toLowerCase());
  return isKnown ? null : `Annotation property, ${name} on ${rule.name}, unknown value: ${String(value)}`;
}
