/** A generated client in the local org, over real HTTP, against a server that validates what it gets by the same document. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createOrg } from '../../local-org/org';
import { isObject, objectOf, type JsonObject } from '../document/json';
import { generate } from '../generate';
import { readApi } from '../read-api';
import { exampleCalls } from '../tests/tests';

const PACKAGE = join(__dirname, '..', '..', '..', 'force-app', 'main');
const PREFIX = 'Api';
const NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const METADATA = {
  'customMetadata/CourierEndpoint.Api.md-meta.xml': `<CustomMetadata ${NAMESPACE} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <label>Api</label><protected>false</protected>
  <values><field>NamedCredential__c</field><value xsi:type="xsd:string">Api</value></values>
</CustomMetadata>`,
  'namedCredentials/Api.namedCredential-meta.xml': `<NamedCredential ${NAMESPACE}>
  <allowMergeFieldsInBody>false</allowMergeFieldsInBody><allowMergeFieldsInHeader>false</allowMergeFieldsInHeader>
  <calloutStatus>Enabled</calloutStatus><generateAuthorizationHeader>false</generateAuthorizationHeader><label>Api</label>
  <namedCredentialParameters>
    <parameterName>Url</parameterName><parameterType>Url</parameterType><parameterValue>https://api.example</parameterValue>
  </namedCredentialParameters>
  <namedCredentialType>SecuredEndpoint</namedCredentialType>
</NamedCredential>`,
};

export interface Exchange {
  readonly operation: string;
  /** Null when the server took the request. */
  readonly refusal: string | null;
}

/** Sends an example of every operation of a document, and tells which the server refused. */
export async function sendExamples(document: JsonObject): Promise<Exchange[]> {
  return withClient(document, prismFor, (execute, calls) =>
    calls.map(({ what, statements }) => ({ operation: what, refusal: execute(statements.join('\n')) })),
  );
}

/** Runs anonymous Apex with the client of a document, against a server program. @returns null, or what Apex threw */
export async function runAgainst(document: JsonObject, program: string, apex: string): Promise<string | null> {
  const server = (_: string, port: number): ChildProcess => spawn(process.execPath, ['-e', program, String(port)]);
  return withClient(document, server, (execute) => execute(apex));
}

async function withClient<T>(
  document: JsonObject,
  start: (file: string, port: number) => ChildProcess,
  use: (execute: (apex: string) => string | null, calls: ReturnType<typeof exampleCalls>) => T,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'courier-http-'));
  const file = join(folder, 'document.json');
  writeFileSync(file, JSON.stringify(withoutCredentials(document)));
  const port = await freePort();
  const server = start(file, port);
  try {
    const { model } = await readApi({ document: file }, folder);
    const { files, names } = generate(model, { prefix: PREFIX, endpoint: PREFIX });
    const classes = files.filter(({ path }) => path.startsWith('classes/') && !/(?:Test|Mock)\.cls/.test(path));
    for (const [path, text] of [...classes.map((each) => [each.path, each.text]), ...Object.entries(METADATA)] as [
      string,
      string,
    ][]) {
      mkdirSync(dirname(join(folder, 'source', path)), { recursive: true });
      writeFileSync(join(folder, 'source', path), text);
    }
    const org = createOrg({
      projectFolders: [PACKAGE, join(folder, 'source')],
      options: { endpoints: { [PREFIX]: `http://127.0.0.1:${port}` } },
    });
    try {
      await listening(server);
      return use((apex) => thrownBy(() => org.executeAnonymous(apex)), exampleCalls(model, names));
    } finally {
      org.dispose();
    }
  } finally {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

function thrownBy(action: () => void): string | null {
  try {
    action();
    return null;
  } catch (error) {
    return (error as { readonly text?: string }).text ?? String(error);
  }
}

/** Who may call is the credential's matter, not the client's. */
function withoutCredentials(document: JsonObject): JsonObject {
  const paths = Object.entries(objectOf(document.paths)).map(([path, item]) => [
    path,
    Object.fromEntries(
      Object.entries(objectOf(item)).map(([key, each]) => [key, isObject(each) ? without(each, 'security') : each]),
    ),
  ]);
  return { ...without(document, 'security'), servers: [{ url: '/' }], paths: Object.fromEntries(paths) as JsonObject };
}

function without(object: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}

function prismFor(file: string, port: number): ChildProcess {
  const prism = require.resolve('@stoplight/prism-cli/dist/index.js');
  return spawn(process.execPath, [prism, 'mock', '-p', String(port), '-h', '127.0.0.1', file]);
}

/** Both servers say "listening" when they are. */
function listening(server: ChildProcess): Promise<void> {
  return new Promise((done, fail) => {
    let said = '';
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      if (said.includes('listening')) done();
    };
    server.stdout?.on('data', hear);
    server.stderr?.on('data', hear);
    server.once('exit', () => fail(new Error(`The server ended: ${said}`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
}
