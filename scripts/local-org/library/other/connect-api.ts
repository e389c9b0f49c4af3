/** The part of ConnectApi that manages credentials: its data classes, and methods that are not supported. */
import { current } from '../../platform/current';
import { apexException, UnsupportedError } from '../../values/errors';
import { Bean, beanProperties } from '../bean';
import { libraryClass, libraryEnum, type LibraryDeclaration } from '../declare';
import { unsupportedClass } from '../unsupported';

function data(name: string, properties: readonly string[]): LibraryDeclaration {
  const typeName = `ConnectApi.${name}`;
  return libraryClass(typeName, { 'new()': () => new Bean(typeName), ...beanProperties(properties) });
}

/** Chatter needs an org's own data, which most tests do not see and the local org does not have. */
function chatter(method: string) {
  return (): never => {
    const { isTest, test } = current();
    if (!isTest || test?.seesAllData) throw new UnsupportedError(`ConnectApi.${method}`);
    throw apexException(
      'System.UnsupportedOperationException',
      'ConnectApi methods are not supported in data siloed tests. Please use @IsTest(SeeAllData=true).',
    );
  };
}

const PRINCIPAL = [
  'String principalName',
  'ConnectApi.CredentialPrincipalType principalType',
  'Integer sequenceNumber',
];
const CALLOUT_OPTIONS = [
  'Boolean allowMergeFieldsInBody',
  'Boolean allowMergeFieldsInHeader',
  'Boolean generateAuthorizationHeader',
];
const CREDENTIAL = [
  'ConnectApi.CredentialAuthenticationProtocol authenticationProtocol',
  'String developerName',
  'String masterLabel',
];
const NAMED_CREDENTIAL = [
  'String calloutUrl',
  'String developerName',
  'String masterLabel',
  'ConnectApi.NamedCredentialType type',
];

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_ConnectAPI_NamedCredentials_static_methods.htm */
export const CONNECT_API: readonly LibraryDeclaration[] = [
  libraryEnum('ConnectApi.NamedCredentialType', ['Legacy', 'PrivateEndpoint', 'SecuredEndpoint']),
  libraryEnum('ConnectApi.CredentialPrincipalType', ['AwsStsPrincipal', 'NamedPrincipal', 'PerUserPrincipal']),
  libraryEnum('ConnectApi.CredentialAuthenticationProtocol', [
    'AwsSv4',
    'Basic',
    'Custom',
    'Jwt',
    'JwtExchange',
    'NoAuthentication',
    'OAuth',
    'Password',
  ]),
  data('ExternalCredentialPrincipal', PRINCIPAL),
  data('ExternalCredentialPrincipalInput', PRINCIPAL),
  data('ExternalCredential', [...CREDENTIAL, 'List<ConnectApi.ExternalCredentialPrincipal> principals']),
  data('ExternalCredentialInput', [...CREDENTIAL, 'List<ConnectApi.ExternalCredentialPrincipalInput> principals']),
  data('NamedCredentialCalloutOptions', CALLOUT_OPTIONS),
  data('NamedCredentialCalloutOptionsInput', CALLOUT_OPTIONS),
  data('NamedCredential', [
    ...NAMED_CREDENTIAL,
    'ConnectApi.NamedCredentialCalloutOptions calloutOptions',
    'List<ConnectApi.ExternalCredential> externalCredentials',
  ]),
  data('NamedCredentialInput', [
    ...NAMED_CREDENTIAL,
    'ConnectApi.NamedCredentialCalloutOptionsInput calloutOptions',
    'List<ConnectApi.ExternalCredentialInput> externalCredentials',
  ]),
  unsupportedClass('ConnectApi.NamedCredentials', [
    'static ConnectApi.ExternalCredential createExternalCredential(ConnectApi.ExternalCredentialInput requestBody)',
    'static ConnectApi.NamedCredential createNamedCredential(ConnectApi.NamedCredentialInput requestBody)',
    'static ConnectApi.ExternalCredential getExternalCredential(String developerName)',
  ]),
  libraryClass('ConnectApi.ChatterUsers', {
    'static ConnectApi.FollowingPage getFollowings(String communityId, String userId)':
      chatter('ChatterUsers.getFollowings'),
  }),
];
