/** Generated clients in one local org, over real HTTP: against servers that validate what they get, or programs of a test. */
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../document/json';
import { forMock } from './for-mock.testing';
import { apiOf, inFolder, inLocalOrg } from './local-org.testing';

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

/** The statements, so that what they throw tells what the server has against the request. */
function telling(statements: readonly string[]): string {
  return `try { ${statements.join('\n')} } catch (CourierApiException problem) {
    // A redirection that the document describes is no refusal.
    if (problem.response.statusCode() >= 400) throw new CourierException(
      problem.getMessage() + ' ' + (problem.response.header('sl-violations') ?? problem.response.body())
    );
  }`;
}

function firstMessage(servers: ChildProcess): Promise<readonly string[]> {
  return new Promise((done, fail) => {
    servers.once('message', (addresses) => done(addresses as readonly string[]));
    servers.once('exit', (code) => fail(new Error(`The mock servers ended with ${code}.`)));
  });
}
