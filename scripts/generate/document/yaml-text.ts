/** YAML → JSON value, and where things stand in it. */
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import { CommandError, ExitCode } from '../../cli/errors';
import { jsonProblem } from './json-text';
import type { TextWithPlaces, Position } from './parse';

/** YAML takes a multiple of its size in memory to parse, so that its bound is lower than that of a file. */
const MAXIMUM_YAML = 24 * 1024 * 1024;

/** @throws CommandError with line and column where it is none */
export function yaml(text: string, name: string): TextWithPlaces {
  if (text.length > MAXIMUM_YAML) {
    throw new CommandError(
      ExitCode.project,
      `${name} cannot be read: YAML may have ${MAXIMUM_YAML} characters. JSON may be larger.`,
    );
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: true, uniqueKeys: true, logLevel: 'silent' });
  const problems = [...document.errors, ...document.warnings].map((each) => {
    const { line, col } = lines.linePos(each.pos[0]);
    // Where it stands is told in front.
    const message = (each.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');
    return { line, column: col, message, code: each.code };
  });
  const fatal = problems.find(({ code }) => code !== 'DUPLICATE_KEY' && code !== 'TAG_RESOLVE_FAILED');
  if (fatal || text.trim() === '') {
    const { line, column, message } = jsonProblem(text) ?? fatal ?? { line: 1, column: 1, message: 'it is empty' };
    throw new CommandError(ExitCode.project, `${name}:${line}:${column} cannot be read: ${message}`);
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 1000 });
  } catch (error) {
    const { message } = error as Error;
    const alias = /alias \(.*\): (\S+)$/.exec(message)?.[1];
    const { line, col } = lines.linePos(Math.max(alias === undefined ? 0 : text.indexOf(`*${alias}`), 0));
    throw new CommandError(ExitCode.project, `${name}:${line}:${col} cannot be read: ${message}`);
  }
  return { value, problems, locate: (keys) => locateYaml(document, lines, keys) };
}

function locateYaml(document: Document, lines: LineCounter, keys: readonly string[]): Position {
  let node: unknown = document.contents;
  let offset = 0;
  for (const key of keys) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find((each) => isScalar(each.key) && String(each.key.value) === key);
      if (!pair || !isScalar(pair.key)) break;
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      offset = (node as { range?: [number, number, number] } | undefined)?.range?.[0] ?? offset;
    } else break;
  }
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}
