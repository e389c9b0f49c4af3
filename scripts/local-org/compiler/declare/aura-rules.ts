/**
 * What `@AuraEnabled` methods must be like.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation_AuraEnabled.htm
 */
import { reporter, opennessProblem } from './declaration-report';
import type { Draft, Workshop } from './draft';
import { annotated, annotation } from './modifiers';

/** Overloads of `@AuraEnabled` methods are refused from this API version on. */
const NO_OVERLOADS = 55;

export function checkAuraEnabled(draft: Draft, workshop: Workshop): void {
  const report = reporter(draft, workshop);
  const variables = new Set(
    draft.fields
      .filter(({ declaration }) => annotation(declaration.modifiers, 'auraenabled') !== undefined)
      .map(({ member }) => member.name.toLowerCase()),
  );
  const seen = new Set<string>();
  for (const { member, declaration } of annotated(draft.methods, 'auraenabled')) {
    const name = member.name.toLowerCase();
    const refuse = (message: string): void => report(declaration.nameAt, message, 'aura-enabled');
    const openness = opennessProblem('AuraEnabled methods', member.visibility);
    if (openness !== null) refuse(openness);
    if (!member.isStatic) {
      if (member.parameters.length) refuse('Non static AuraEnabled methods may not have parameters');
      if (!name.startsWith('get')) refuse("Non static AuraEnabled methods must be named with a prefix 'get'");
      if (variables.has(name) || variables.has(name.replace(/^get/, '')))
        refuse(`AuraEnabled method and variable cannot have the same name: ${member.name}`);
    }
    if (seen.has(name) && draft.apiVersion >= NO_OVERLOADS)
      refuse(`Overload of AuraEnabled method: ${member.name} overload is not permitted`);
    seen.add(name);
  }
}
