/** Picklist values a project declares apart from fields: global value sets and those of standard picklists. */

import { readValues } from './custom-field';
import type { PicklistValue } from './model';
import type { ParsedFile } from './problems';

/** Fields a standard value set feeds, by its name. https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/standardvalueset_names.htm */
const STANDARD_SETS: Readonly<Record<string, readonly string[]>> = {
  AccountOwnership: ['Account.Ownership'],
  AccountRating: ['Account.Rating'],
  AccountType: ['Account.Type'],
  AssetStatus: ['Asset.Status'],
  CampaignMemberStatus: ['CampaignMember.Status'],
  CampaignStatus: ['Campaign.Status'],
  CampaignType: ['Campaign.Type'],
  CaseOrigin: ['Case.Origin'],
  CasePriority: ['Case.Priority'],
  CaseReason: ['Case.Reason'],
  CaseStatus: ['Case.Status'],
  CaseType: ['Case.Type'],
  ContractStatus: ['Contract.Status'],
  EventSubject: ['Event.Subject'],
  EventType: ['Event.Type'],
  Industry: ['Account.Industry', 'Lead.Industry'],
  LeadSource: ['Account.AccountSource', 'Contact.LeadSource', 'Lead.LeadSource', 'Opportunity.LeadSource'],
  LeadStatus: ['Lead.Status'],
  OpportunityStage: ['Opportunity.StageName'],
  OpportunityType: ['Opportunity.Type'],
  OrderStatus: ['Order.Status'],
  OrderType: ['Order.Type'],
  Product2Family: ['Product2.Family'],
  QuoteStatus: ['Quote.Status'],
  Salutation: ['Contact.Salutation', 'Lead.Salutation'],
  SolutionStatus: ['Solution.Status'],
  TaskPriority: ['Task.Priority'],
  TaskStatus: ['Task.Status'],
  TaskSubject: ['Task.Subject'],
  TaskType: ['Task.Type'],
};

/** Picklist values by global value set and by standard field. */
export interface PicklistSource {
  /** Values of a global value set; null when the project has none of that name. */
  valueSet(name: string): readonly PicklistValue[] | null;
  /** Values the project gives a standard picklist; null where it says nothing. */
  standardValues(object: string, field: string): readonly PicklistValue[] | null;
  /** The standard objects it gives values for. */
  readonly standardObjects: readonly string[];
}

/** Reads both kinds of value sets. */
export function readValueSets(globalSets: readonly ParsedFile[], standardSets: readonly ParsedFile[]): PicklistSource {
  const global = new Map(globalSets.map((file) => [file.name.toLowerCase(), readValues(file.root, 'customValue')]));
  const byField = new Map<string, PicklistValue[]>();
  const standardObjects = new Set<string>();
  for (const file of standardSets) {
    const values = readValues(file.root, 'standardValue');
    for (const field of values.length > 0 ? (STANDARD_SETS[file.name] ?? []) : []) {
      byField.set(field.toLowerCase(), values);
      standardObjects.add(field.slice(0, field.indexOf('.')));
    }
  }
  return {
    valueSet: (name) => global.get(name.toLowerCase()) ?? null,
    standardValues: (object, field) => byField.get(`${object}.${field}`.toLowerCase()) ?? null,
    standardObjects: [...standardObjects],
  };
}
