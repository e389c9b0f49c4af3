/** Writes an API into the configuration: a new file, or one more in a file that is there. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { Node, Project } from 'ts-morph';
import { CommandError, ExitCode } from '../../cli/errors';
import { visibleJson } from '../../cli/output';
import type { ApiConfig } from '../config/define';

const DEFINE = join(__dirname, '..', 'config', 'define');

/** @returns the text of the configuration with this API in it */
export function withApi(file: string, api: ApiConfig): string {
  if (existsSync(file)) return added(file, api);
  return `import { defineConfig } from '${importPath(file)}';

export default defineConfig({
  apis: [
${indented(apiText(api), 4)},
  ],
});
`;
}

function added(file: string, api: ApiConfig): string {
  const text = readFileSync(file, 'utf8');
  const list = new Project({ useInMemoryFileSystem: true })
    .createSourceFile('/courier.config.ts', text)
    .getDescendants()
    .filter(Node.isPropertyAssignment)
    .find((each) => each.getName() === 'apis')
    ?.getInitializer();
  if (!Node.isArrayLiteralExpression(list)) {
    const message = `${file} has no list "apis" to add to: write the API into it by hand.`;
    throw new CommandError(ExitCode.usage, message, [apiText(api)]);
  }
  // What is there stays as it is, its comments, too.
  const last = list.getElements().at(-1);
  const end = list.getEnd() - 1;
  const behind = last ? text.slice(last.getEnd(), end) : '';
  const before = last
    ? `${text.slice(0, last.getEnd())}${behind.trimStart().startsWith(',') ? '' : ','}${behind}`
    : text.slice(0, end);
  return `${before.trimEnd()}\n${indented(apiText(api), 4)},\n  ${text.slice(end)}`;
}

/** As a literal: keys without quotes, text in single ones. */
function apiText(api: ApiConfig): string {
  const lines = Object.entries(api)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `  ${key}: ${literal(value)},`);
  return ['{', ...lines, '}'].join('\n');
}

function literal(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  const entries = Object.entries(value as object).map(([key, each]) => `${key}: ${literal(each)}`);
  return `{ ${entries.join(', ')} }`;
}

function quoted(text: string): string {
  return `'${visibleJson(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

function indented(text: string, by: number): string {
  return text.replaceAll(/^(?=.)/gm, ' '.repeat(by));
}

function importPath(file: string): string {
  const path = relative(dirname(file), DEFINE).split(sep).join('/');
  return path.startsWith('.') ? path : `./${path}`;
}
