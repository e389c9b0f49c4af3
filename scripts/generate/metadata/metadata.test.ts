/** What an admin deploys for an API: nothing Salesforce would refuse, nothing wider than the credential. */
import { join } from 'node:path';
import { disposeProjects, project } from '../../local-org/runner/project.test.helper';
import { metadataChecker } from '../../verify/metadata/metadata';
import { permissionChecker } from '../../verify/policies/permission';
import { verify } from '../../verify/run';
import { SourceTree } from '../../verify/source-tree';
import { generate, type Generated } from '../generate';
import { readApi } from '../read-api';

afterEach(disposeProjects);

/** An API with one operation, which takes the given scheme. */
async function generated(
  scheme: object | null,
  title = 'Shop',
  url = 'https://api.shop.example/v1',
): Promise<Generated> {
  const document = {
    openapi: '3.1.0',
    info: { title, version: '1' },
    servers: [{ url }],
    paths: {
      '/orders': {
        get: {
          operationId: 'listOrders',
          tags: ['Orders'],
          responses: { 200: { description: 'fine' } },
          ...(scheme && { security: [{ key: [] }] }),
        },
      },
    },
    components: scheme ? { securitySchemes: { key: scheme } } : {},
  };
  const temporary = project({}).write('api.json', JSON.stringify(document));
  const { model } = await readApi({ document: join(temporary.folder, 'api.json') }, temporary.folder);
  return generate(model, { prefix: 'Shop', endpoint: 'Shop' });
}

function fileOf({ metadata }: Generated, suffix: string): string {
  return metadata.find(({ path }) => path.includes(`.${suffix}-meta.xml`))?.text ?? '';
}

const SCHEMES: readonly (readonly [string, object | null])[] = [
  ['no credential', null],
  ['a name and a password', { type: 'http', scheme: 'basic' }],
  ['a bearer token', { type: 'http', scheme: 'bearer' }],
  ['a key in a header', { type: 'apiKey', in: 'header', name: 'X-Api-Key' }],
  ['a key in a cookie', { type: 'apiKey', in: 'cookie', name: 'session' }],
  ['a key in the query', { type: 'apiKey', in: 'query', name: 'key' }],
  [
    'OAuth',
    {
      type: 'oauth2',
      flows: { clientCredentials: { tokenUrl: 'https://login.shop.example/token', scopes: { orders: 'Orders' } } },
    },
  ],
];

test.each(SCHEMES)('writes metadata no checker objects to for an API with %s', async (_, scheme) => {
  const { metadata } = await generated(scheme, 'Shop & <Sons>');
  const deployed = project({});
  for (const { path, text } of metadata) deployed.write(`force-app/main/${path}`, text);

  const { findings } = await verify(new SourceTree(deployed.folder, null), [metadataChecker, permissionChecker]);

  expect(metadata).toHaveLength(4);
  expect(findings).toEqual([]);
});

// Principal access beside class access in one permission set: such a set does not deploy before its credential is there.
test('has a label and an address of one line, whatever the document calls itself and its server', async () => {
  const own = await generated(null, '\u{1F600}', 'https://api.shop\n.example/v1 ');
  for (const suffix of ['md', 'namedCredential', 'externalCredential'])
    expect(fileOf(own, suffix)).toContain('<label>Shop</label>');
  expect(fileOf(own, 'namedCredential')).toContain('<parameterValue>https://api.shop.example/v1</parameterValue>');
  expect(own.steps.join()).not.toContain('enter the address');
});

test('has the address looked at where letters only look like those one knows', async () => {
  const { steps } = await generated(null, 'Shop', 'https://\u0430pi.shop.example/v1');
  expect(steps.join()).toContain('enter the address of your system');
});

test('has the address entered where the document has none', async () => {
  const { steps } = await generated(null, 'Shop', '');
  expect(steps.join('\n')).toContain('enter the address of your system; the document names none.');
});

test('grants the principal of the credential and nothing else', async () => {
  const permissionSet = fileOf(await generated(null), 'permissionset');

  expect(permissionSet).toContain('<externalCredentialPrincipal>Shop-Principal</externalCredentialPrincipal>');
  expect(permissionSet).not.toMatch(/classAccesses|objectPermissions|userPermissions/);
});

// https://developer.salesforce.com/docs/atlas.en-us.262.0.apexcode.meta/apexcode/apex_callouts_named_credentials_custom_headers_bodies.htm
test.each([
  ['basic', { type: 'http', scheme: 'basic' }, true],
  ['bearer', { type: 'http', scheme: 'bearer' }, false],
  ['apiKey', { type: 'apiKey', in: 'header', name: 'Authorization' }, false],
])('leaves the authorization header of %s to whoever makes it', async (_, scheme, isGenerated) => {
  const text = fileOf(await generated(scheme), 'namedCredential');

  expect(text).toContain(`<generateAuthorizationHeader>${isGenerated}</generateAuthorizationHeader>`);
});

test('says what no metadata can do, and holds no secret', async () => {
  const inHeader = await generated({ type: 'apiKey', in: 'header', name: 'X-Api-Key' });
  const inQuery = await generated({ type: 'apiKey', in: 'query', name: 'key' });

  expect(fileOf(inHeader, 'externalCredential')).toContain('{!$Credential.Shop.Key}');
  expect(inHeader.steps.join('\n')).toContain('add the parameter Key with the key of the API');
  expect(inQuery.steps.join('\n')).toContain('query parameter "key", which no credential can fill');
});

// https://help.salesforce.com/s/articleView?id=xcloud.nc_custom_headers_and_api_keys.htm
test('has the credential send a key that the API takes in a cookie', async () => {
  const inCookie = await generated({ type: 'apiKey', in: 'cookie', name: 'session' });

  expect(fileOf(inCookie, 'externalCredential')).toContain('<parameterName>Cookie</parameterName>');
  expect(fileOf(inCookie, 'externalCredential')).toContain("{!'session=' &amp; $Credential.Shop.Key}");
  expect(inCookie.steps.join('\n')).toContain('add the parameter Key with the key of the API');
  expect(inCookie.steps.join('\n')).toContain('No page of Salesforce says that a header may have this name');
});

test('says which header to make by hand where its name is none', async () => {
  const { steps } = await generated({ type: 'apiKey', in: 'header', name: 'X Key: 1' });
  expect(steps.join('\n')).toContain('a custom header that sends it: the document calls it "X Key: 1".');
});

test('takes a key in the query as a secret of requests that are sent at once', async () => {
  const { files } = await generated({ type: 'apiKey', in: 'query', name: 'key' });

  const client = files.find(({ path }) => path === 'classes/ShopOrdersApi.cls')?.text ?? '';
  expect(client).toContain("secret('key', value);");
});
