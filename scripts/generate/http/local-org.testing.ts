/** Generated clients in a local org. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createOrg } from '../../local-org/org';
import type { JsonObject } from '../document/json';
import { generate } from '../generate';
import type { ApexNames } from '../names/names';
import { readApi } from '../read-api';
import { exampleCalls } from '../tests/tests';

const PACKAGE = join(__dirname, '..', '..', '..', 'force-app', 'main');
const NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
/** Operations of a document that are sent at most. */
const MOST_CALLS = 40;

/**
 * Runs anonymous Apex with the client of a document, whose classes begin with `Api`, which reaches no server.
 *
 * @param apex gives the pieces of Apex, by the names of the document's classes
 * @returns what each of them threw; null for nothing
 */
export async function runApex(
  document: JsonObject,
  apex: (names: ApexNames) => readonly string[],
): Promise<(string | null)[]> {
  return inFolder(async (folder) => {
    const api = await apiOf(folder, document, 'Api', 'http://127.0.0.1:9');
    return inLocalOrg(folder, [api], (execute) => apex(api.names).map(execute));
  });
}

export interface Api {
  readonly prefix: string;
  readonly names: ApexNames;
  readonly address: string;
  readonly sources: readonly { readonly path: string; readonly text: string }[];
  readonly calls: ReturnType<typeof exampleCalls>;
}

export async function apiOf(folder: string, document: JsonObject, prefix: string, address: string): Promise<Api> {
  const file = join(folder, `${prefix}.json`);
  writeFileSync(file, JSON.stringify(document));
  const read = await readApi({ document: file }, folder);
  const { files, names, model } = generate(read.model, { prefix, endpoint: prefix });
  return {
    prefix,
    names,
    address,
    sources: files.filter(({ path }) => path.startsWith('classes/') && !/(?:Test|Mock)\.cls/.test(path)),
    calls: exampleCalls(model, names).slice(0, MOST_CALLS),
  };
}

/** @param use gets a function that runs anonymous Apex and gives what it threw */
export function inLocalOrg<T>(
  folder: string,
  apis: readonly Api[],
  use: (execute: (apex: string) => string | null) => T,
): T {
  for (const { path, text } of apis.flatMap(({ prefix, sources }) => [...sources, ...metadata(prefix)])) {
    mkdirSync(dirname(join(folder, 'source', path)), { recursive: true });
    writeFileSync(join(folder, 'source', path), text);
  }
  const org = createOrg({
    projectFolders: [PACKAGE, join(folder, 'source')],
    options: { endpoints: Object.fromEntries(apis.map(({ prefix, address }) => [prefix, address])) },
  });
  try {
    return use((apex) => {
      try {
        org.executeAnonymous(apex);
        return null;
      } catch (error) {
        return (error as { readonly text?: string }).text ?? String(error);
      }
    });
  } finally {
    org.dispose();
  }
}

export async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'courier-http-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function metadata(name: string): { readonly path: string; readonly text: string }[] {
  return [
    {
      path: `customMetadata/CourierEndpoint.${name}.md-meta.xml`,
      text: `<CustomMetadata ${NAMESPACE} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <label>${name}</label><protected>false</protected>
  <values><field>NamedCredential__c</field><value xsi:type="xsd:string">${name}</value></values>
</CustomMetadata>`,
    },
    {
      path: `namedCredentials/${name}.namedCredential-meta.xml`,
      text: `<NamedCredential ${NAMESPACE}>
  <allowMergeFieldsInBody>false</allowMergeFieldsInBody><allowMergeFieldsInHeader>false</allowMergeFieldsInHeader>
  <calloutStatus>Enabled</calloutStatus><generateAuthorizationHeader>false</generateAuthorizationHeader><label>${name}</label>
  <namedCredentialParameters>
    <parameterName>Url</parameterName><parameterType>Url</parameterType><parameterValue>https://api.example</parameterValue>
  </namedCredentialParameters>
  <namedCredentialType>SecuredEndpoint</namedCredentialType>
</NamedCredential>`,
    },
  ];
}
