/** Endpoints for runs of the package outside a demo: each one's metadata, written where the local org can deploy it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** An endpoint: what its Courier Endpoint record says beside its name, by field. A named credential has the same name. */
export interface Endpoint {
  readonly name: string;
  readonly policy: Readonly<Record<string, string | number | boolean>>;
}

/**
 * Writes metadata of endpoints in source format.
 *
 * @param folder where to; it is made
 * @param hasCourier whether Courier is deployed beside them: without it there are only named credentials
 */
export function writeEndpoints(folder: string, endpoints: readonly Endpoint[], hasCourier = true): void {
  for (const kind of ['customMetadata', 'namedCredentials']) mkdirSync(join(folder, kind), { recursive: true });
  for (const { name, policy } of endpoints) {
    if (hasCourier)
      writeFileSync(
        join(folder, 'customMetadata', `CourierEndpoint.${name}.md-meta.xml`),
        recordXml(name, { NamedCredential__c: name, ...policy }),
      );
    writeFileSync(join(folder, 'namedCredentials', `${name}.namedCredential-meta.xml`), credentialXml(name));
  }
}

/** Where the named credential of an endpoint points: a host that tells which it is. */
export function hostOf(name: string): string {
  return `${name.toLowerCase()}.example`;
}

function recordXml(label: string, values: Endpoint['policy']): string {
  const lines = Object.entries(values).map(
    ([field, value]) =>
      `<values><field>${field}</field><value xsi:type="xsd:${TYPES[typeof value]}">${value}</value></values>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<CustomMetadata xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
<label>${label}</label><protected>false</protected>
${lines.join('\n')}
</CustomMetadata>`;
}

const TYPES: Readonly<Record<string, string>> = { string: 'string', number: 'double', boolean: 'boolean' };

function credentialXml(name: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<NamedCredential xmlns="http://soap.sforce.com/2006/04/metadata">
<label>${name}</label><namedCredentialType>SecuredEndpoint</namedCredentialType>
<namedCredentialParameters><parameterName>Url</parameterName><parameterType>Url</parameterType><parameterValue>https://${hostOf(name)}</parameterValue></namedCredentialParameters>
</NamedCredential>`;
}
