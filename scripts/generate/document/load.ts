/** File or URL → one OpenAPI 3.1 document, whatever it was written in. */
import { resolve } from 'node:path';
import { CommandError, ExitCode } from '../../cli/errors';
import { bundle, type Bundle } from './bundle';
import { MOUNT } from './extensions';
import { child, isObject, keysOf, objectOf, own, textOf, wordOf, type JsonObject } from './json';
import { parseText } from './parse';
import { isUrl, readSource, type ReferencePolicy } from './source';
import { upgraded30 } from './upgrade';

export interface LoadedDocument {
  /** File or URL, as the user named it. */
  readonly source: string;
  /** What the document says it is: `2.0`, `3.0.3`, `3.1.0`. */
  readonly writtenIn: string;
  /** OpenAPI 3.1; a `$ref` in it begins with `#/`, unless it was refused. */
  readonly document: JsonObject;
  /** What is wrong with it so far; reading it into the model may find more. */
  readonly problems: readonly DocumentProblem[];
  /** The files it is made of: absolute paths and URLs, the main one first. */
  readonly files: readonly string[];
  /** Says where a place of the document stands in the files it came from. */
  readonly locate: Locate;
}

export interface DocumentProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** @param path a JSON pointer into the document, as loaded */
export type Locate = (path: string) => { readonly file: string; readonly line: number; readonly column: number };

/**
 * Loads a document.
 *
 * @param source a file (relative to the working folder) or a URL
 * @throws CommandError when it cannot be read, or is no OpenAPI document
 */
export async function loadDocument(source: string, policy: ReferencePolicy): Promise<LoadedDocument> {
  const main = isUrl(source) ? source : resolve(source);
  const parsed = parseText(await readSource(main), source);
  const { value } = parsed;
  const version = isObject(value) ? wordOf(value.openapi ?? value.swagger) : '';
  if (!isObject(value) || !/^(2(\.0)?$|3\.\d)/.test(version)) {
    throw new CommandError(
      ExitCode.project,
      `${source} is no OpenAPI document: it has neither "openapi: 3.x" nor "swagger: '2.0'".`,
    );
  }
  const bundled = await bundle(main, parsed, policy);
  const locate = locator(source, main, bundled);
  return {
    source,
    writtenIn: version,
    document: await upgraded(bundled.document, version, source),
    problems: [
      ...gapsOf(isUpgraded(version) ? bundled.document : {}).map((path) => ({
        ...locate(path),
        message: 'What stands here is no object: left out.',
      })),
      ...[...bundled.files].flatMap(([file, text]) =>
        text.problems.map(({ line, column, message }) => ({
          file: file === main ? source : file,
          line,
          column,
          message,
        })),
      ),
      ...bundled.refused.map(({ path, reference, reason }) => ({
        ...locate(path),
        message: `The reference ${JSON.stringify(reference)} is not followed: ${reason}.`,
      })),
    ],
    files: [...bundled.files.keys()],
    locate,
  };
}

function isUpgraded(version: string): boolean {
  return !version.startsWith('3.') || version.startsWith('3.0');
}

async function upgraded(document: JsonObject, version: string, source: string): Promise<JsonObject> {
  if (!isUpgraded(version)) return document;
  try {
    const whole = withoutGaps(document);
    if (version.startsWith('3.')) return upgraded30(whole);
    // Loaded when it is needed: few documents are of 2.0.
    const { upgrade } = await import('@scalar/openapi-upgrader');
    return upgrade(whole, '3.1');
  } catch (error) {
    throw new CommandError(
      ExitCode.project,
      `${source} cannot be read as OpenAPI ${version}: ${error instanceof RangeError ? 'it is nested too deeply' : (error as Error).message}.`,
    );
  }
}

/** The upgrader stumbles over path items and operations that are none; {@link gapsOf} tells of them. */
function withoutGaps(document: JsonObject): JsonObject {
  const whole = Object.fromEntries(
    Object.entries(document).filter(([key, value]) => !isSection(key) || isObject(value)),
  );
  const paths = Object.entries(objectOf(document.paths)).flatMap(([path, item]) =>
    isObject(item)
      ? [[path, Object.fromEntries(Object.entries(item).filter(([key, value]) => !isGap(key, value)))] as const]
      : [],
  );
  return { ...whole, paths: Object.fromEntries(paths) };
}

function gapsOf(document: JsonObject): string[] {
  return [
    ...Object.keys(document)
      .filter((key) => isSection(key) && !isObject(document[key]))
      .map((key) => child('#', key)),
    ...Object.entries(objectOf(document.paths)).flatMap(([path, item]) => {
      const at = child('#/paths', path);
      if (!isObject(item)) return path.startsWith('x-') ? [] : [at];
      return Object.keys(item)
        .filter((key) => isGap(key, item[key]))
        .map((key) => child(at, key));
    }),
  ];
}

function isSection(key: string): boolean {
  return ['paths', 'components', 'definitions', 'parameters', 'responses', 'securityDefinitions'].includes(key);
}

function isGap(key: string, value: unknown): boolean {
  return METHOD.test(key) && !isObject(value);
}

const METHOD = /^(get|put|post|delete|options|head|patch|trace)$/;

function locator(source: string, main: string, { files, mounts }: Bundle): Locate {
  return (path) => {
    const keys = keysOf(path);
    const mount = keys[0] === MOUNT ? keys[1] : undefined;
    const location = mount === undefined ? main : ([...mounts].find(([, name]) => name === mount)?.[0] ?? main);
    const text = files.get(location);
    const inFile = mount === undefined ? keys : keys.slice(2);
    const original = own(text?.value, 'swagger') === undefined ? inFile : asIn20(inFile);
    return { file: location === main ? source : location, ...(text?.locate(original) ?? { line: 1, column: 1 }) };
  };
}

/** Where 3.x keeps things, in terms of 2.0. */
function asIn20(keys: readonly string[]): readonly string[] {
  if (textOf(keys[0]) !== 'components') return keys;
  if (keys[1] === 'schemas') return ['definitions', ...keys.slice(2)];
  if (keys[1] === 'securitySchemes') return ['securityDefinitions', ...keys.slice(2)];
  return keys.slice(1);
}
