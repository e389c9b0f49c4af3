/** What an admin deploys once for an API, and finishes in Setup: endpoint, credentials, who may use them. */
import type { ApiModel, SecurityScheme } from '../model/model';
import type { GeneratedFile } from '../output/file';

export interface ApiMetadata {
  /** Written once; then they belong to the admin. */
  readonly files: readonly GeneratedFile[];
  /** What no metadata can do, one step a line. */
  readonly steps: readonly string[];
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" ?>\n';
const NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const PRINCIPAL = 'Principal';

export function metadata(model: ApiModel, endpoint: string): ApiMetadata {
  const scheme = preferredScheme(model);
  const label = xml(model.title.slice(0, 40)).trim() || endpoint;
  const address = addressOf(model);
  return {
    files: [
      file(`customMetadata/CourierEndpoint.${endpoint}.md-meta.xml`, endpointXml(label, endpoint)),
      file(
        `namedCredentials/${endpoint}.namedCredential-meta.xml`,
        namedCredentialXml(label, endpoint, address, scheme),
      ),
      file(
        `externalCredentials/${endpoint}.externalCredential-meta.xml`,
        externalCredentialXml(label, endpoint, scheme),
      ),
      file(`permissionsets/${endpoint}Principal.permissionset-meta.xml`, permissionSetXml(label, endpoint)),
    ],
    steps: [
      ...(address.isCertain
        ? []
        : [
            `Setup, Named Credentials, ${endpoint}: enter the address of your system; the document names ${address.asWritten ? JSON.stringify(address.asWritten) : 'none'}.`,
          ]),
      ...schemeSteps(scheme, endpoint),
      `Assign permission set ${endpoint}Principal to the users who send, and to the user Courier delivers as.`,
      ...keysElsewhere(model, scheme),
    ],
  };
}

function file(path: string, text: string): GeneratedFile {
  return { path, text: HEAD + text, once: true };
}

/** The scheme that most operations take; one that a credential can carry comes first. */
function preferredScheme(model: ApiModel): SecurityScheme | null {
  const counts = new Map<string, number>();
  for (const { security } of model.operations) {
    for (const name of security.flat()) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const rank = (scheme: SecurityScheme): number =>
    (counts.get(scheme.name) ?? 0) +
    (scheme.kind === 'other' || (scheme.kind === 'apiKey' && scheme.in === 'query') ? 0 : 1_000_000);
  return [...model.securitySchemes].sort((a, b) => rank(b) - rank(a))[0] ?? null;
}

interface Address {
  readonly url: string;
  readonly asWritten: string;
  readonly isCertain: boolean;
}

function addressOf({ servers }: ApiModel): Address {
  const [server] = servers;
  const asWritten = server?.url ?? '';
  // What every reader of addresses leaves out.
  const filled = asWritten
    .replaceAll(/\{([^{}]*)\}/g, (_, name: string) => server?.variables[name] ?? '')
    .replaceAll(/[\t\n\r]|^[\0-\x20]+|[\0-\x20]+$/g, '');
  const url = URL.canParse(filled) ? new URL(filled) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return { url: 'https://example.com', asWritten, isCertain: false };
  return {
    url: filled.replace(/\/+$/, ''),
    asWritten,
    // Letters of other alphabets look like those of the address one knows.
    isCertain:
      servers.length === 1 && !asWritten.includes('{') && url.protocol === 'https:' && !/[^\x20-\x7e]/.test(filled),
  };
}

function schemeSteps(scheme: SecurityScheme | null, endpoint: string): string[] {
  const principal = `Setup, Named Credentials, External Credentials, ${endpoint}, principal ${PRINCIPAL}:`;
  switch (scheme?.kind) {
    case 'basic':
      return [`${principal} add the parameters Username and Password.`];
    case 'bearer':
      return [`${principal} add the parameter Token with the token of the API.`];
    case 'apiKey':
      if (scheme.in === 'query') return [];
      return [
        `${principal} add the parameter Key with the key of the API.`,
        ...(protocolOf(scheme, endpoint).header === null
          ? [
              `Give the external credential ${endpoint} a custom header that sends it: the document calls it ${JSON.stringify(scheme.key)}.`,
            ]
          : scheme.in === 'cookie'
            ? [
                'The external credential sends the key in a custom header Cookie. No page of Salesforce says that a header may ' +
                  'have this name: send a request and see that the API takes it; where it does not, ask for a key in another header, or have a gateway add it.',
              ]
            : []),
      ];
    case 'oauth2':
      return [
        `Setup, Named Credentials, External Credentials, ${endpoint}: set the authentication protocol to OAuth 2.0 ` +
          `(${scheme.flow}${scheme.tokenUrl ? `, token address ${JSON.stringify(scheme.tokenUrl)}` : ''}); then authenticate the principal ${PRINCIPAL}.`,
      ];
    default:
      return [];
  }
}

/** Keys that no credential can put where the API wants them. */
function keysElsewhere(model: ApiModel, chosen: SecurityScheme | null): string[] {
  return model.securitySchemes.flatMap((scheme) => {
    if (scheme.kind === 'apiKey' && scheme.in === 'query' && scheme === chosen) {
      return [
        `The API takes its key in the query parameter ${JSON.stringify(scheme.key)}, which no credential can fill. Requests that are sent at once can be given it in Apex; for stored messages ask for a key in a header, or have a gateway add it.`,
      ];
    }
    return [];
  });
}

/* --------------------------------------------------------------------- XML */

function endpointXml(label: string, endpoint: string): string {
  return `<CustomMetadata ${NAMESPACE} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <label>${label}</label>
  <protected>false</protected>
  <values>
    <field>NamedCredential__c</field>
    <value xsi:type="xsd:string">${endpoint}</value>
  </values>
</CustomMetadata>
`;
}

function namedCredentialXml(label: string, endpoint: string, { url }: Address, scheme: SecurityScheme | null): string {
  // A header of the external credential's own is sent in place of the one Salesforce would make.
  const isGenerated = scheme?.kind === 'basic' || scheme?.kind === 'oauth2';
  return `<NamedCredential ${NAMESPACE}>
  <allowMergeFieldsInBody>false</allowMergeFieldsInBody>
  <allowMergeFieldsInHeader>false</allowMergeFieldsInHeader>
  <calloutStatus>Enabled</calloutStatus>
  <generateAuthorizationHeader>${isGenerated}</generateAuthorizationHeader>
  <label>${label}</label>
  <namedCredentialParameters>
    <parameterName>Url</parameterName>
    <parameterType>Url</parameterType>
    <parameterValue>${xml(url)}</parameterValue>
  </namedCredentialParameters>
  <namedCredentialParameters>
    <externalCredential>${endpoint}</externalCredential>
    <parameterName>ExternalCredential</parameterName>
    <parameterType>Authentication</parameterType>
  </namedCredentialParameters>
  <namedCredentialType>SecuredEndpoint</namedCredentialType>
</NamedCredential>
`;
}

function externalCredentialXml(label: string, endpoint: string, scheme: SecurityScheme | null): string {
  const { protocol, header } = protocolOf(scheme, endpoint);
  const headerXml = header
    ? `
  <externalCredentialParameters>
    <parameterGroup>DefaultGroup</parameterGroup>
    <parameterName>${xml(header.name)}</parameterName>
    <parameterType>AuthHeader</parameterType>
    <parameterValue>${xml(header.value)}</parameterValue>
    <sequenceNumber>1</sequenceNumber>
  </externalCredentialParameters>`
    : '';
  return `<ExternalCredential ${NAMESPACE}>
  <authenticationProtocol>${protocol}</authenticationProtocol>${headerXml}
  <externalCredentialParameters>
    <parameterGroup>${PRINCIPAL}</parameterGroup>
    <parameterName>${PRINCIPAL}</parameterName>
    <parameterType>NamedPrincipal</parameterType>
    <sequenceNumber>1</sequenceNumber>
  </externalCredentialParameters>
  <label>${label}</label>
</ExternalCredential>
`;
}

function protocolOf(
  scheme: SecurityScheme | null,
  endpoint: string,
): { readonly protocol: string; readonly header: { readonly name: string; readonly value: string } | null } {
  switch (scheme?.kind) {
    case 'basic':
      return { protocol: 'Basic', header: null };
    case 'bearer':
      return {
        protocol: 'Custom',
        header: { name: 'Authorization', value: `{!'Bearer ' & $Credential.${endpoint}.Token}` },
      };
    case 'apiKey':
      // A name with other characters is no header, and would not be one in the formula's neighbourhood either.
      if (scheme.in === 'query' || !/^[\w-]+$/.test(scheme.key)) return { protocol: 'Custom', header: null };
      return {
        protocol: 'Custom',
        header:
          scheme.in === 'header'
            ? { name: scheme.key, value: `{!$Credential.${endpoint}.Key}` }
            : { name: 'Cookie', value: `{!'${scheme.key}=' & $Credential.${endpoint}.Key}` },
      };
    default:
      // OAuth needs an authentication provider or a client secret, which only Setup can take.
      return { protocol: 'Custom', header: null };
  }
}

/** Grants nothing else: a permission set that grants classes, too, may not deploy where the credential is not there yet. */
function permissionSetXml(label: string, endpoint: string): string {
  return `<PermissionSet ${NAMESPACE}>
  <description>Lets a user, and the user Courier delivers as, use the credential of ${label} (endpoint ${endpoint}).</description>
  <externalCredentialPrincipalAccesses>
    <enabled>true</enabled>
    <externalCredentialPrincipal>${endpoint}-${PRINCIPAL}</externalCredentialPrincipal>
  </externalCredentialPrincipalAccesses>
  <hasActivationRequired>false</hasActivationRequired>
  <label>${endpoint} Principal</label>
</PermissionSet>
`;
}

/** Text inside XML, on one line: what XML 1.0 cannot hold, and what nobody would see, is left out. */
function xml(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[^\u0020-\uD7FF\uE000-\uFFFD]|[\u007F-\u009F]/g, '')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
