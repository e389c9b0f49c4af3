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

export interface ValueSetReader {
  valueSet(name: string): readonly PicklistValue[] | null;
  standardValues(object: string, field: string): readonly PicklistValue[] | null;
}

/** Looks values up by global value set and by standard field. */
export function standardPicklistReader(
  globalSets: readonly ParsedFile[],
  standardSets: readonly ParsedFile[],
): ValueSetReader {
  const global = new Map(globalSets.map((file) => [file.name.toLowerCase(), readValues(file.root, 'customValue')]));
  const byField = new Map<string, PicklistValue[]>();
  for (const file of standardSets) {
    const values = readValues(file.root, 'standardValue');
    if (values.length > 0) for (const field of STANDARD_SETS[file.name] ?? []) byField.set(field.toLowerCase(), values);
  }
  return {
    valueSet: (name) => global.get(name.toLowerCase()) ?? null,
    standardValues: (object, field) => byField.get(`${object}.${field}`.toLowerCase()) ?? null,
  };
}
