/** Generated clients in one local org, over real HTTP: against servers that validate what they get, or programs of a test. */
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createOrg } from '../../local-org/org';
import { generate } from '../generate';
import type { JsonObject } from '../document/json';
import { readApi } from '../read-api';
import { exampleCalls } from '../tests/tests';
import { forMock } from './for-mock.testing';

const PACKAGE = join(__dirname, '..', '..', '..', 'force-app', 'main');
const NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
/** Operations of a document that are sent at most. */
const MOST_CALLS = 40;

export interface Exchange {
  /** `GET /orders/{id}` */
  readonly operation: string;
  /** Null when the server took the request. */
  readonly refusal: string | null;
}

/**
 * Sends an example of every operation of each document to a server that validates it by the same document.
 *
 * @returns what became of it, by the names of the documents
 */
export async function sendExamples(documents: ReadonlyMap<string, JsonObject>): Promise<Map<string, Exchange[]>> {
  return inFolder(async (folder) => {
    const files = [...documents.values()].map((document, index) => {
      const file = join(folder, `mock${index}.json`);
      writeFileSync(file, JSON.stringify(forMock(document)));
      return file;
    });
    const servers = fork(join(__dirname, 'mock-servers.ts'), { execArgv: ['--import', 'tsx'] });
    try {
      servers.send(files);
      const addresses = await firstMessage(servers);
      const apis = await Promise.all(
        [...documents.values()].map((document, index) =>
          apiOf(folder, document, `Api${index}x`, addresses[index] ?? ''),
        ),
      );
      return inLocalOrg(folder, apis, (execute) => {
        const names = [...documents.keys()];
        return new Map(
          apis.map(({ calls }, index) => [
            names[index] ?? '',
            calls.map(({ what, statements }) => ({ operation: what, refusal: execute(telling(statements)) })),
          ]),
        );
      });
    } finally {
      servers.kill();
    }
  });
}

/**
 * Runs anonymous Apex with the client of a document, whose classes begin with `Api`, against a server program.
 *
 * @param program a program that prints the address it listens at
 * @returns null, or what Apex threw
 */
export async function runAgainst(document: JsonObject, program: string, apex: string): Promise<string | null> {
  return inFolder(async (folder) => {
    const server = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const [address] = (await once(server.stdout, 'data')) as [Buffer];
      const api = await apiOf(folder, document, 'Api', address.toString().trim());
      return inLocalOrg(folder, [api], (execute) => execute(apex));
    } finally {
      server.kill();
    }
  });
}

interface Api {
  readonly prefix: string;
  readonly address: string;
  readonly sources: readonly { readonly path: string; readonly text: string }[];
  readonly calls: ReturnType<typeof exampleCalls>;
}

async function apiOf(folder: string, document: JsonObject, prefix: string, address: string): Promise<Api> {
  const file = join(folder, `${prefix}.json`);
  writeFileSync(file, JSON.stringify(document));
  const { model } = await readApi({ document: file }, folder);
  const { files, names } = generate(model, { prefix, endpoint: prefix });
  return {
    prefix,
    address,
    sources: files.filter(({ path }) => path.startsWith('classes/') && !/(?:Test|Mock)\.cls/.test(path)),
    calls: exampleCalls(model, names).slice(0, MOST_CALLS),
  };
}

/** @param use gets a function that runs anonymous Apex and gives what it threw */
function inLocalOrg<T>(folder: string, apis: readonly Api[], use: (execute: (apex: string) => string | null) => T): T {
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

/** The statements, so that what they throw tells what the server has against the request. */
function telling(statements: readonly string[]): string {
  return `try { ${statements.join('\n')} } catch (CourierApiException problem) {
    // A redirection that the document describes is no refusal.
    if (problem.response.statusCode() >= 400) throw new CourierException(
      problem.getMessage() + ' ' + (problem.response.header('sl-violations') ?? problem.response.body())
    );
  }`;
}

async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'courier-http-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function firstMessage(servers: ChildProcess): Promise<readonly string[]> {
  return new Promise((done, fail) => {
    servers.once('message', (addresses) => done(addresses as readonly string[]));
    servers.once('exit', (code) => fail(new Error(`The mock servers ended with ${code}.`)));
  });
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
