/** Reads files and URLs, and holds the policy of what a document may make this machine read. */
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { CommandError, ExitCode } from '../../cli/errors';

/** What a `$ref` may reach besides files in the project: folders and beginnings of URLs that the user named. */
export interface ReferencePolicy {
  readonly projectRoot: string;
  readonly allowed: readonly string[];
}

/** The largest file that is read, in bytes; the largest public document has 47 MB. */
export const MAXIMUM_BYTES = 64 * 1024 * 1024;
const MOST_REDIRECTIONS = 5;
/** How long a server may take, in milliseconds. */
const PATIENCE = 60_000;

export function isUrl(source: string): boolean {
  return /^https?:\/\//i.test(source);
}

/** @returns where a reference leads, seen from the file or URL it stands in; null where it is neither a path nor an address */
export function locationOf(reference: string, from: string): string | null {
  if (isUrl(reference) || isUrl(from))
    return URL.canParse(reference, isUrl(from) ? from : undefined)
      ? new URL(reference, isUrl(from) ? from : undefined).href
      : null;
  try {
    return resolve(dirname(from), decodeURIComponent(reference));
  } catch {
    return null;
  }
}

/**
 * Decides whether a reference may be followed.
 *
 * @returns null when it may, or the reason why not
 */
export function refusal(location: string, main: string, policy: ReferencePolicy): string | null {
  if (isUrl(location)) {
    if (isUrl(main) && new URL(main).origin === new URL(location).origin) return null;
    if (policy.allowed.some((each) => isUrl(each) && isBelow(location, each))) return null;
    return `it leads to another address; --allow-refs ${new URL(location).origin}/ would follow it`;
  }
  if (isUrl(main)) return 'a document from a URL may not read files of this machine';
  const file = real(location);
  const folders = [policy.projectRoot, ...policy.allowed.filter((each) => !isUrl(each))].map((each) => real(each));
  if (folders.some((folder) => file === folder || file.startsWith(folder + sep))) return null;
  return `it leads out of the project; --allow-refs ${dirname(location)} would follow it`;
}

/** Whether an address begins with another one: `https://example.com` is no beginning of `https://example.com.evil.example`. */
function isBelow(address: string, start: string): boolean {
  return new URL(address).origin === new URL(start).origin && new URL(address).href.startsWith(new URL(start).href);
}

/** The place behind symbolic links; the place itself where there is nothing yet. */
function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

/** Says why a server's answer may not send the reader on to an address; null where it may. */
type Objection = (url: string) => string | null;

/**
 * @param objection of what a document refers to; the document itself may stand wherever its address leads
 * @returns the text of a file or URL
 * @throws CommandError when it cannot be read or is too large
 */
export async function readSource(location: string, objection: Objection = () => null): Promise<string> {
  const bytes = isUrl(location) ? await download(location, objection) : fileBytes(location);
  return decoded(bytes, location);
}

/** UTF-8, which JSON and YAML are written in; UTF-16 where a byte order mark says so, as Windows writes it. */
function decoded(bytes: Uint8Array, location: string): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.subarray(0, 1000).includes(0)) {
    throw new CommandError(ExitCode.project, `${location} cannot be read: it is no text in UTF-8.`);
  }
  return new TextDecoder().decode(bytes);
}

function fileBytes(file: string): Uint8Array {
  try {
    const { size } = statSync(file);
    if (size > MAXIMUM_BYTES) throw tooLarge(file);
    return readFileSync(file);
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(ExitCode.project, `${file} cannot be read: ${reasonOf(error)}`);
  }
}

async function download(url: string, objection: Objection): Promise<Uint8Array> {
  const response = await answerOf(url, objection);
  if (!response.ok) throw new CommandError(ExitCode.project, `${url} cannot be read: it answers ${response.status}`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    const bytes = chunk as Uint8Array;
    size += bytes.length;
    if (size > MAXIMUM_BYTES) throw tooLarge(url);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** Follows redirections one by one: each may lead where the document must not. */
async function answerOf(url: string, objection: Objection): Promise<Response> {
  const signal = AbortSignal.timeout(PATIENCE);
  let address = url;
  for (let step = 0; step <= MOST_REDIRECTIONS; step++) {
    let response: Response;
    try {
      response = await fetch(address, { signal, redirect: 'manual' });
    } catch (error) {
      throw new CommandError(ExitCode.project, `${url} cannot be read: ${reasonOf(error)}`);
    }
    const location = response.headers.get('location');
    if (![301, 302, 303, 307, 308].includes(response.status) || location === null) return response;
    address = URL.canParse(location, address) ? new URL(location, address).href : '';
    const reason = isUrl(address) ? objection(address) : 'it is no address of the web';
    if (reason !== null)
      throw new CommandError(
        ExitCode.project,
        `${url} cannot be read: it leads on to ${address || location}; ${reason}`,
      );
  }
  throw new CommandError(ExitCode.project, `${url} cannot be read: it leads on and on.`);
}

function tooLarge(location: string): CommandError {
  return new CommandError(ExitCode.project, `${location} has more than ${MAXIMUM_BYTES} bytes.`);
}

function reasonOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'it is a folder';
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
