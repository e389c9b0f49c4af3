/**
 * Many files → one document. Other files are mounted under `x-courier-files` and references into them rewritten, so that names and
 * recursion stay as they are. Only what is referenced is read, and only what the policy lets through.
 */
import { MOUNT } from './extensions';
import { child, isObject, listOf, type JsonObject } from './json';
import { isUrl, locationOf, readSource, refusal, type ReferencePolicy } from './source';
import { parseText, type ParsedText } from './parse';

/** How many files one document may be made of. */
const MAXIMUM_FILES = 2_000;

export interface Bundle {
  readonly document: JsonObject;
  /** The parsed files by location; the main one first. */
  readonly files: ReadonlyMap<string, ParsedText>;
  /** The key under which a location is mounted; none for the main one. */
  readonly mounts: ReadonlyMap<string, string>;
  /** References that are not followed: `path` is where one stands. */
  readonly refused: readonly { readonly path: string; readonly reference: string; readonly reason: string }[];
}

/** @param main location of the document: an absolute path or a URL */
export async function bundle(main: string, parsed: ParsedText, policy: ReferencePolicy): Promise<Bundle> {
  const files = new Map([[main, parsed]]);
  const mounts = new Map<string, string>();
  const refused: { path: string; reference: string; reason: string }[] = [];
  const mounted = new Map<string, unknown>();
  const waiting: string[] = [];
  /** Where a file was named first. */
  const named = new Map<string, { readonly path: string; readonly reference: string }>();

  const rewrite = (reference: string, from: string, path: string): string => {
    const hash = reference.indexOf('#');
    const file = hash < 0 ? reference : reference.slice(0, hash);
    const fragment = hash < 0 ? '' : reference.slice(hash + 1);
    const location = file === '' ? from : locationOf(file, from);
    if (location === main) return `#${fragment}`;
    if (location === null) {
      refused.push({ path, reference, reason: 'it is neither a path nor an address' });
      return reference;
    }
    const reason = mounts.has(location) ? null : refusal(location, main, policy);
    if (reason ?? (mounts.size >= MAXIMUM_FILES && !mounts.has(location))) {
      refused.push({ path, reference, reason: reason ?? `it is one of more than ${MAXIMUM_FILES} files` });
      return reference;
    }
    let mount = mounts.get(location);
    if (mount === undefined) {
      mount = mountName(location, new Set(mounts.values()));
      mounts.set(location, mount);
      waiting.push(location);
      named.set(location, { path: child(path, '$ref'), reference });
    }
    return `${child(`#/${MOUNT}`, mount)}${fragment}`;
  };

  const document = (parsed.refersOutside ? rewritten(parsed.value, main, '#', rewrite) : parsed.value) as JsonObject;
  for (let location = waiting.shift(); location !== undefined; location = waiting.shift()) {
    const mount = mounts.get(location) ?? location;
    try {
      const text = parseText(await readSource(location, (url) => refusal(url, main, policy)), location);
      files.set(location, text);
      mounted.set(mount, rewritten(text.value, location, child(`#/${MOUNT}`, mount), rewrite));
    } catch (error) {
      refused.push({ path: '#', reference: location, ...named.get(location), reason: (error as Error).message });
    }
  }
  return {
    document: mounted.size ? { ...document, [MOUNT]: Object.fromEntries(mounted) } : document,
    files,
    mounts,
    refused,
  };
}

/** `orders.yaml` → `orders`; numbered where two files are called alike. */
function mountName(location: string, taken: ReadonlySet<string>): string {
  const last = (isUrl(location) ? new URL(location).pathname : location).split(/[\\/]/).pop() ?? '';
  const base = last.replace(/\.(json|ya?ml)$/i, '') || 'file';
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(name)) return name;
  }
}

type Rewrite = (reference: string, from: string, path: string) => string;

/** Copies only what changes, and each shared object (a YAML alias) once. */
function rewritten(
  value: unknown,
  from: string,
  path: string,
  rewrite: Rewrite,
  seen = new Map<object, unknown>(),
): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const known = seen.get(value);
  if (known !== undefined) return known;
  seen.set(value, value);
  let result: unknown = value;
  if (Array.isArray(value)) {
    const items = listOf(value).map((each, index) => rewritten(each, from, child(path, index), rewrite, seen));
    if (items.some((each, index) => each !== value[index])) result = items;
  } else if (isObject(value)) {
    const entries = Object.entries(value).map(([key, each]): [string, unknown] => {
      if (key === '$ref' && typeof each === 'string') return [key, rewrite(each, from, path)];
      return [key, rewritten(each, from, child(path, key), rewrite, seen)];
    });
    if (entries.some(([key, each]) => each !== value[key])) result = Object.fromEntries(entries);
  }
  seen.set(value, result);
  return result;
}
