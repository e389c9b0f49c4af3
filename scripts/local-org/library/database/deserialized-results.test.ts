import { execute } from '../testing';

const ID = '001000000000001AAA';

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_json_overview.htm
// Tests make results from JSON: none of these classes has a public constructor.
describe('results made from JSON', () => {
  it('say what the JSON said', () => {
    expect(
      execute(`Database.LeadConvertResult result = (Database.LeadConvertResult) JSON.deserialize('{"success": true, "leadid": "${ID}"}', Database.LeadConvertResult.class);
        return result.isSuccess() + '|' + result.getLeadId() + '|' + result.getAccountId() + '|' + result.leadId + '|' + result.getErrors().size();`),
    ).toBe(`true|${ID}|null|${ID}|0`);
    expect(
      execute(`Approval.ProcessResult result = (Approval.ProcessResult) JSON.deserialize('{"success": false, "entityId": "${ID}", "newWorkitemIds": ["${ID}"], "errors": [{"message": "no", "statusCode": "NO_APPLICABLE_PROCESS"}]}', Approval.ProcessResult.class);
        return result.isSuccess() + '|' + result.getEntityId() + '|' + result.getNewWorkitemIds()[0] + '|' + result.getErrors()[0].getMessage();`),
    ).toBe(`false|${ID}|${ID}|no`);
    expect(
      execute(`Approval.LockResult result = (Approval.LockResult) JSON.deserialize('{"success": true, "id": "${ID}"}', Approval.LockResult.class);
        return result.isSuccess() + '|' + result.getId() + '|' + result.getErrors().size();`),
    ).toBe(`true|${ID}|0`);
  });

  it('refuse what does not fit', () => {
    expect(() =>
      execute(`return JSON.deserialize('{"success": "perhaps"}', Database.LeadConvertResult.class);`),
    ).toThrow();
  });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_database_leadconvert.htm
describe('Database.LeadConvert', () => {
  it('keeps what it is told', () => {
    expect(
      execute(`Database.LeadConvert lead = new Database.LeadConvert(); lead.setLeadId('${ID}'); lead.setConvertedStatus('Qualified');
        return lead.getLeadId() + '|' + lead.convertedStatus + '|' + lead.getAccountId() + '|' + lead.isSendNotificationEmail();`),
    ).toBe(`${ID}|Qualified|null|false`);
  });

  it('is converted by an org alone, one or many', () => {
    for (const leads of ['new Database.LeadConvert()', 'new List<Database.LeadConvert>()']) {
      expect(() => execute(`Database.convertLead(${leads}, false); return null;`)).toThrow(
        'not supported by the local org: Database.convertLead',
      );
    }
    expect(() => execute(`Database.convertLead('a lead'); return null;`)).toThrow(
      'Method does not exist or incorrect signature',
    );
  });
});
