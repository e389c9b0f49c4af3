/**
 * Where a callout goes: a named credential or a plain URL with a Remote Site setting.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_callouts_named_credentials.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_callouts_remote_site_settings.htm
 */
import type { NamedCredentialSchema, Schema } from '../../schema/model';
import { apexException, type ApexException } from '../../values/errors';
import type { PlatformOptions } from '../options';
import type { OrgUser } from '../services';

/** A URL with what the credential adds to the request. */
export interface Destination {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

const CALLOUT = /^callout:([A-Za-z][A-Za-z0-9_]*)(.*)$/i;

/** @throws System.CalloutException when the user may not call there or there is no such place */
export function destination(endpoint: string, user: OrgUser, schema: Schema, options: PlatformOptions): Destination {
  const named = CALLOUT.exec(endpoint);
  if (named) return throughCredential(named[1]!, named[2] ?? '', user, schema, options);
  if (/^callout:/i.test(endpoint)) throw calloutException(`Invalid endpoint: ${endpoint}`);
  const url = parse(endpoint);
  if (!isRemoteSite(url, schema, options))
    throw calloutException(
      `Unauthorized endpoint, please check Setup->Security->Remote site settings. endpoint = ${endpoint}`,
    );
  return { url: url.href, headers: {} };
}

function throughCredential(
  name: string,
  rest: string,
  user: OrgUser,
  schema: Schema,
  options: PlatformOptions,
): Destination {
  const credential = schema.namedCredentials.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (!credential?.isEnabled)
    throw calloutException(
      `The callout couldn't access the endpoint. You might not have the required permissions, or the named credential "${name}" might not exist.`,
    );
  checkAccess(credential, user, schema);
  const base = option(options.endpoints, credential.name) ?? credential.url;
  return {
    url: parse(join(base, rest)).href,
    headers: option(options.credentialHeaders, credential.name) ?? {},
  };
}

/** The principal through a permission set, and read access to User External Credentials. */
function checkAccess({ externalCredential }: NamedCredentialSchema, user: OrgUser, schema: Schema): void {
  if (externalCredential === null) return;
  const principals = schema.externalCredentials?.find(
    (each) => each.name.toLowerCase() === externalCredential.toLowerCase(),
  )?.principals;
  // A credential without principals has nothing to grant.
  if (principals?.length === 0) return;
  if (!user.hasPrincipalAccess(externalCredential))
    throw calloutException(
      `We couldn't access the credential(s). You might not have the required permissions, or the external credential "${externalCredential}" might not exist.`,
    );
  const stored = schema.object('UserExternalCredential');
  if (stored && !user.canReadObject(stored))
    throw calloutException("You don't have read permissions on the User External Credential object");
}

function isRemoteSite(url: URL, schema: Schema, options: PlatformOptions): boolean {
  const sites = [
    ...options.remoteSites,
    ...(schema.remoteSites ?? []).filter(({ isActive }) => isActive).map((site) => site.url),
  ];
  return sites.some((site) => URL.canParse(site) && new URL(site).origin === url.origin);
}

function parse(text: string): URL {
  if (!URL.canParse(text)) throw calloutException(`no protocol: ${text}`);
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw calloutException(`unknown protocol: ${url.protocol.slice(0, -1)}`);
  return url;
}

function join(base: string, rest: string): string {
  if (rest === '' || rest.startsWith('?')) return base + rest;
  return `${base.replace(/\/+$/, '')}/${rest.replace(/^\/+/, '')}`;
}

function option<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  const key = Object.keys(table).find((each) => each.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : table[key];
}

export function calloutException(message: string): ApexException {
  return apexException('System.CalloutException', message);
}
