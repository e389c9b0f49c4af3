import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { LimitError } from '../../values/errors';
import { runUntilIdle } from '../advance';
import { current } from '../current';
import type { HttpAnswer, HttpCall } from '../services';
import { FakeOrg, messageOf, schemaWith, type FakeOrgInput } from '../testing';
import type { ApexTransaction } from '../transaction';
import { HttpTransport } from './http-transport';

let server: Worker;
let url: string;

beforeAll(async () => {
  server = new Worker(join(__dirname, 'test-server.cjs'));
  const [address] = (await once(server, 'message')) as [{ port: number }];
  url = `http://127.0.0.1:${address.port}`;
});

afterAll(() => server.terminate());

const schema = schemaWith({
  namedCredentials: [
    { name: 'ERP', url: 'https://erp.example/api', externalCredential: null, isEnabled: true },
    { name: 'Guarded', url: 'https://guarded.example', externalCredential: 'Vault', isEnabled: true },
    { name: 'Off', url: 'https://off.example', externalCredential: null, isEnabled: false },
  ],
  permissionSets: [
    {
      name: 'Vault_Access',
      label: 'Vault Access',
      description: null,
      objectPermissions: [],
      fieldPermissions: [],
      classAccesses: [],
      customPermissions: [],
      customMetadataTypeAccesses: [],
      customSettingAccesses: [],
      userPermissions: [],
      externalCredentialPrincipals: ['Vault-Main'],
    },
  ],
});

const orgWith = (options: FakeOrgInput['options'] = {}): FakeOrg =>
  new FakeOrg({
    schema,
    transport: new HttpTransport(),
    options: { endpoints: { ERP: url, Guarded: url }, remoteSites: [url], timeoutScale: 0.01, ...options },
  });

const call = (changes: Partial<HttpCall> = {}): HttpCall => ({
  method: 'GET',
  endpoint: 'callout:ERP/echo',
  headers: new Map(),
  body: null,
  timeout: 10_000,
  compressed: false,
  ...changes,
});

function send(transaction: ApexTransaction, changes: Partial<HttpCall> = {}): HttpAnswer {
  return transaction.callouts.send<HttpAnswer>(
    call(changes),
    () => {
      throw new Error('no mock');
    },
    (answer) => answer,
  );
}

const echo = (answer: HttpAnswer): { method: string; url: string; headers: Record<string, string>; body: string } =>
  JSON.parse(answer.body.toString('utf8')) as never;

describe('callouts over HTTP', () => {
  it('should_go_through_a_named_credential_with_its_headers', () => {
    const org = orgWith({ credentialHeaders: { erp: { Authorization: 'Bearer t' } } });
    const sent = echo(
      org.run((transaction) =>
        send(transaction, { endpoint: 'callout:erp/orders?x=1', method: 'PUT', body: Buffer.from('é') }),
      ),
    );
    expect(sent).toMatchObject({ method: 'PUT', url: '/orders?x=1', body: 'é' });
    expect(sent.headers).toMatchObject({ authorization: 'Bearer t', 'content-length': '2' });
  });

  it('should_answer_any_status_without_throwing_and_follow_no_redirect', () => {
    orgWith().run((transaction) => {
      const busy = send(transaction, { endpoint: `${url}/busy` });
      expect([busy.statusCode, busy.headers.get('Retry-After')]).toEqual([503, '120']);
      expect(send(transaction, { endpoint: `${url}/moved` }).statusCode).toBe(302);
    });
  });

  // https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_restful_http_httprequest.htm
  it('should_send_a_get_with_a_body_as_a_post_and_compress_when_asked', () => {
    const sent = echo(orgWith().run((transaction) => send(transaction, { body: Buffer.from('{}'), compressed: true })));
    expect(sent).toMatchObject({ method: 'POST', body: '{}' });
    expect(sent.headers).toMatchObject({ 'content-encoding': 'gzip' });
  });

  it('should_unzip_answers_and_keep_each_cookie', () => {
    orgWith().run((transaction) => {
      expect(send(transaction, { endpoint: 'callout:ERP/zipped' }).body.toString()).toBe('zipped');
      expect(send(transaction, { endpoint: 'callout:ERP/cookies' }).headers.get('Set-Cookie')).toBe('a=1\nb=2');
    });
  });

  it('should_cost_the_nominal_latency_when_answered_and_the_whole_timeout_when_not', () => {
    const org = orgWith();
    const begin = org.clock.now();
    org.run((transaction) => {
      send(transaction);
      expect(org.clock.now() - begin).toBe(100);
      expect(messageOf(() => send(transaction, { endpoint: 'callout:ERP/silent' }))).toBe(
        'System.CalloutException: Read timed out',
      );
    });
    expect(org.clock.now() - begin).toBe(10_100);
  });

  it('should_word_connections_that_fail', () => {
    const org = orgWith({ endpoints: { ERP: 'http://127.0.0.1:1' } });
    org.run((transaction) => {
      expect(messageOf(() => send(transaction))).toBe('System.CalloutException: Connection refused');
      expect(messageOf(() => send(transaction, { endpoint: `${url}/drop` }))).toBe(
        'System.CalloutException: Unexpected end of file from server',
      );
    });
  });

  it('should_refuse_bodies_beyond_the_limit', () => {
    orgWith().run((transaction) => {
      expect(messageOf(() => send(transaction, { endpoint: 'callout:ERP/large' }))).toMatch(
        /^System.CalloutException: Exceeded max size limit of 6000000/,
      );
      expect(messageOf(() => send(transaction, { body: Buffer.alloc(6_000_001) }))).toMatch(/6000000/);
    });
  });

  it('should_end_at_120_seconds_in_all', () => {
    const org = orgWith({ timeoutScale: 0.001 });
    const messages = org.run((transaction) =>
      [50_000, 50_000, 50_000, 1].map((timeout) =>
        messageOf(() => send(transaction, { endpoint: 'callout:ERP/silent', timeout })),
      ),
    );
    expect(messages).toEqual([
      'System.CalloutException: Read timed out',
      'System.CalloutException: Read timed out',
      'System.CalloutException: Exceeded maximum time allotted for callout (120000 ms)',
      'System.CalloutException: Exceeded maximum time allotted for callout (120000 ms)',
    ]);
  });
});

describe('where callouts may go', () => {
  it('should_refuse_a_plain_url_without_a_remote_site', () => {
    expect(
      messageOf(() => orgWith({ remoteSites: [] }).run((transaction) => send(transaction, { endpoint: `${url}/x` }))),
    ).toBe(
      `System.CalloutException: Unauthorized endpoint, please check Setup->Security->Remote site settings. endpoint = ${url}/x`,
    );
  });

  it.each(['callout:Nowhere/x', 'callout:Off/x'])('should_refuse_%s', (endpoint) => {
    expect(messageOf(() => orgWith().run((transaction) => send(transaction, { endpoint })))).toMatch(
      /^System.CalloutException: The callout couldn't access the endpoint\. .*the named credential "(Nowhere|Off)" might not exist\.$/,
    );
  });

  // https://help.salesforce.com/s/articleView?id=sf.nc_enable_ext_cred_principal.htm
  it('should_want_access_to_the_principal_even_of_an_administrator', () => {
    const org = orgWith();
    const guarded = { endpoint: 'callout:Guarded/echo' };
    expect(messageOf(() => org.run((transaction) => send(transaction, guarded)))).toBe(
      'System.CalloutException: We couldn\'t access the credential(s). You might not have the required permissions, or the external credential "Vault" might not exist.',
    );
    org.engine.users.assignPermissionSet(org.engine.users.administrator.id, 'Vault_Access');
    expect(org.run((transaction) => send(transaction, guarded)).statusCode).toBe(200);
  });

  it('should_want_read_access_to_user_external_credentials', () => {
    const org = orgWith();
    const { automatedProcess } = org.engine.users;
    org.engine.users.assignPermissionSet(automatedProcess.id, 'Vault_Access');
    const run = (): unknown =>
      org.engine.run({ quiddity: 'UNDEFINED', column: 'async', user: automatedProcess }, (transaction) =>
        send(transaction, { endpoint: 'callout:Guarded/echo' }),
      );
    expect(messageOf(run)).toBe(
      "System.CalloutException: You don't have read permissions on the User External Credential object",
    );
  });
});

// https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_callouts_timeouts.htm
describe('when callouts are allowed', () => {
  const uncommitted =
    'System.CalloutException: You have uncommitted work pending. Please commit or rollback before calling out';

  it('should_refuse_after_enqueuing_a_job', () => {
    orgWith().run((transaction) => {
      transaction.jobs.enqueue({ execute: () => undefined });
      expect(messageOf(() => send(transaction))).toBe(uncommitted);
    });
  });

  it('should_want_work_rolled_back_and_then_savepoints_released', () => {
    orgWith().run((transaction) => {
      const savepoint = transaction.database.setSavepoint();
      transaction.noteUncommittedWork();
      expect(messageOf(() => send(transaction))).toBe(uncommitted);
      transaction.database.rollback(savepoint);
      expect(messageOf(() => send(transaction))).toBe(
        'System.CalloutException: All active Savepoints must be released before making callouts.',
      );
      transaction.database.release(savepoint);
      expect(send(transaction).statusCode).toBe(200);
    });
  });

  it('should_refuse_in_a_queueable_that_does_not_ask_for_it', () => {
    const org = orgWith();
    const messages: string[] = [];
    org.run((transaction) => {
      transaction.jobs.enqueue({ execute: () => messages.push(messageOf(() => send(current() as ApexTransaction))) });
      transaction.jobs.enqueue({
        interfaces: ['Database.AllowsCallouts'],
        execute: () => messages.push(messageOf(() => send(current() as ApexTransaction))),
      });
    });
    runUntilIdle(org.engine);
    expect(messages).toEqual([expect.stringMatching(/Callout not allowed/), 'nothing was thrown']);
  });

  it('should_show_the_named_credentials_of_the_project_as_rows', () => {
    // https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_namedcredential.htm
    const [row] = orgWith().engine.rows.find('NamedCredential', { DeveloperName: 'ERP' });
    expect(row).toMatchObject({ Endpoint: 'https://erp.example/api' });
  });

  it('should_let_other_work_run_meanwhile_and_keep_it_whatever_becomes_of_the_caller', () => {
    const transport = new HttpTransport();
    const org = new FakeOrg({
      schema,
      transport: {
        exchange(request) {
          org.run(() => users.create({ username: 'meanwhile@x.example', lastName: 'M', profileName: 'Standard User' }));
          return transport.exchange(request);
        },
      },
      options: { endpoints: { ERP: url } },
    });
    const { users } = org.engine;
    expect(() =>
      org.run((transaction) => {
        send(transaction);
        users.create({ username: 'after@x.example', lastName: 'A', profileName: 'Standard User' });
        throw new LimitError('Apex CPU time limit exceeded');
      }),
    ).toThrow(LimitError);
    expect(users.byUsername('meanwhile@x.example')).not.toBeNull();
    expect(users.byUsername('after@x.example')).toBeNull();
  });

  it('should_stop_uncatchably_at_the_101st', () => {
    const org = orgWith();
    expect(() =>
      org.run((transaction) => {
        for (let count = 0; count <= 100; count++) send(transaction);
      }),
    ).toThrow(new LimitError('Too many callouts: 101'));
  });
});
