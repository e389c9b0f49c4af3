/**
 * Which user a worker really runs as, with and without the subscriber configuration in unpackaged/, and what that means for
 * credentials.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_trigger_config.htm
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOrg, type LocalOrg } from '../local-org/org';
import { startErp, type DemoErp } from './erp';
import { PERSONALITIES } from './personalities';

// The package is compiled first.
jest.setTimeout(60_000);

const PROJECT = join(__dirname, '..', '..');
const FORCE_APP = join(PROJECT, 'force-app', 'main');
const RUNTIME_USER = join(PROJECT, 'unpackaged', 'runtime-user');
const USERNAME = 'courier.runtime@example.com';
const steady = PERSONALITIES.find((each) => each.name === 'steady')!;

let folder: string;
let erp: DemoErp;
let org: LocalOrg;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'courier-runtime-user-'));
  write('customMetadata', 'CourierEndpoint.ERP.md-meta.xml', ENDPOINT);
  write('namedCredentials', 'ERP.namedCredential-meta.xml', NAMED_CREDENTIAL);
  write('externalCredentials', 'ERP.externalCredential-meta.xml', EXTERNAL_CREDENTIAL);
  erp = await startErp([{ reference: 'ORD-1', personality: steady }]);
});

afterEach(async () => {
  org.dispose();
  await erp.stop();
  rmSync(folder, { recursive: true });
});

const XML = '<?xml version="1.0" encoding="UTF-8"?>';
const NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const ENDPOINT = `${XML}
<CustomMetadata ${NAMESPACE} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <label>ERP</label>
  <protected>false</protected>
  <values><field>NamedCredential__c</field><value xsi:type="xsd:string">ERP</value></values>
</CustomMetadata>`;
const NAMED_CREDENTIAL = `${XML}
<NamedCredential ${NAMESPACE}>
  <label>ERP</label>
  <namedCredentialType>SecuredEndpoint</namedCredentialType>
  <namedCredentialParameters>
    <parameterName>Url</parameterName><parameterType>Url</parameterType><parameterValue>https://erp.example</parameterValue>
  </namedCredentialParameters>
  <namedCredentialParameters>
    <parameterName>ExternalCredential</parameterName><parameterType>Authentication</parameterType>
    <externalCredential>ERP</externalCredential>
  </namedCredentialParameters>
</NamedCredential>`;
const EXTERNAL_CREDENTIAL = `${XML}
<ExternalCredential ${NAMESPACE}>
  <label>ERP</label>
  <authenticationProtocol>Custom</authenticationProtocol>
  <externalCredentialParameters>
    <parameterGroup>Main</parameterGroup><parameterName>Main</parameterName><parameterType>NamedPrincipal</parameterType>
    <sequenceNumber>1</sequenceNumber>
  </externalCredentialParameters>
</ExternalCredential>`;

function write(kind: string, name: string, text: string): void {
  mkdirSync(join(folder, kind), { recursive: true });
  writeFileSync(join(folder, kind, name), text);
}

/** An org in which the runtime user exists and has the permission sets the instructions name. */
function start(): void {
  org = createOrg({ projectFolders: [FORCE_APP, folder], options: { endpoints: { ERP: erp.url } } });
  org.executeAnonymous(`
    Profile minimum = [SELECT Id FROM Profile WHERE Name = 'Standard User' WITH SYSTEM_MODE];
    User runtime = new User(Username = '${USERNAME}', LastName = 'Runtime', Email = 'runtime@example.com', Alias = 'runtime',
      ProfileId = minimum.Id, TimeZoneSidKey = 'GMT', LocaleSidKey = 'en_US', LanguageLocaleKey = 'en_US', EmailEncodingKey = 'UTF-8');
    Database.insert(runtime, true, AccessLevel.SYSTEM_MODE);
    List<PermissionSetAssignment> assignments = new List<PermissionSetAssignment>();
    for (PermissionSet each : [SELECT Id FROM PermissionSet WHERE Name IN ('CourierRuntime', 'CourierCredentials') WITH SYSTEM_MODE]) {
      assignments.add(new PermissionSetAssignment(AssigneeId = runtime.Id, PermissionSetId = each.Id));
    }
    Database.insert(assignments, true, AccessLevel.SYSTEM_MODE);`);
}

function deliver(): { user: unknown; state: unknown; paused: unknown } {
  org.executeAnonymous(`
    Courier.to('ERP').post('/orders').body('{"reference":"ORD-1"}').idempotencyKey('ORD-1').enqueue();`);
  org.runUntilIdle();
  const [job] = org.query(
    "SELECT CreatedBy.Username FROM AsyncApexJob WHERE ApexClass.Name = 'CourierWorker' ORDER BY CreatedDate LIMIT 1",
  );
  const [message] = org.query('SELECT State__c FROM CourierMessage__c');
  const [state] = org.query('SELECT PausedReason__c FROM CourierEndpointState__c WHERE IsPaused__c = TRUE');
  return {
    user: job?.parent('CreatedBy')?.getField('Username'),
    state: message?.getField('State__c'),
    paused: state?.getField('PausedReason__c'),
  };
}

it('runs as the Automated Process user without the configuration, and pauses the endpoint with what to do', async () => {
  start();

  const { user, state, paused } = deliver();

  expect(user).toMatch(/^autoproc@/);
  expect(state).toBe('Retrying');
  expect(paused).toMatch(/external credential "ERP"/);
  expect(paused).toMatch(/Courier Runtime/);
  expect((await erp.record()).attempts).toEqual({});
});

it('runs as the named user with the configuration, and delivers', () => {
  cpSync(RUNTIME_USER, folder, { recursive: true });
  expect(
    readFileSync(join(RUNTIME_USER, 'permissionsets', 'CourierCredentials.permissionset-meta.xml'), 'utf8'),
  ).toContain('ERP-Main');
  start();

  const { user, state, paused } = deliver();

  expect(user).toBe(USERNAME);
  expect(state).toBe('Delivered');
  expect(paused).toBeUndefined();
});
