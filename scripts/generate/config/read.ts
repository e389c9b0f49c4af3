/** Reads a `courier.config.ts` without running it. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, normalize, resolve, sep } from 'node:path';
import { CommandError, ExitCode } from '../../cli/errors';
import type { Selection } from '../filter/filter';
import type { ApiConfig, CourierConfig } from './define';
import type * as Literals from './literals';
import type { Literal, Place } from './literals';
import { list, object, text, textLike, type Shape } from './shape';

export const CONFIG_FILE = 'courier.config.ts';

/** One API of a configuration with everything said: paths are absolute. */
export interface ResolvedApi extends Required<Omit<ApiConfig, 'include' | 'exclude' | 'types'>> {
  readonly types?: string;
  readonly include: Selection;
  readonly exclude: Selection;
}

/** Names no file may have on Windows, whatever follows the first dot. */
const NO_DEVICE = '(?!(?:[Cc][Oo][Nn]|[Pp][Rr][Nn]|[Aa][Uu][Xx]|[Nn][Uu][Ll]|[Cc][Oo][Mm]\\d|[Ll][Pp][Tt]\\d)$)';
export const PREFIX = new RegExp(`^${NO_DEVICE}[A-Z][A-Za-z0-9]{0,11}$`);
export const ENDPOINT = new RegExp(`^${NO_DEVICE}[A-Za-z]\\w{0,39}$`);
/** What a prefix is, in words. */
export const PREFIX_SAYS =
  '1 to 12 letters and digits, the first a capital letter, and is no device of Windows such as CON';

/** What is written stays in the project; what is only read may stand anywhere. */
const folderInside: Shape<string> = (literal, what, complain) => {
  const value = text(literal, what, complain);
  if (value === undefined) return undefined;
  const path = normalize(value).split('\\').join('/');
  if (!isAbsolute(value) && !/^(\.\.(\/|$)|\.\/?$)|:/.test(path)) return value;
  complain(
    literal.at,
    `${what} is a folder in the folder of the configuration: what is generated stays in the project.`,
  );
  return undefined;
};

const SELECTION: Shape<Selection> = object<Selection>({ operations: list(text), tags: list(text), paths: list(text) });

const CONFIG: Shape<CourierConfig> = object<CourierConfig>(
  {
    apis: list(
      object<ApiConfig>(
        {
          document: text,
          prefix: textLike(PREFIX, `has ${PREFIX_SAYS}`),
          endpoint: textLike(ENDPOINT, 'is the developer name of a Courier Endpoint record'),
          output: folderInside,
          types: folderInside,
          include: SELECTION,
          exclude: SELECTION,
          cut: list(text),
          overlays: list(text),
          flow: list(text),
          allowRefs: list(text),
        },
        ['document', 'prefix'],
      ),
    ),
  },
  ['apis'],
);

/**
 * Reads a configuration.
 *
 * @param file path of the file
 * @returns its APIs, at least one
 * @throws CommandError that lists everything wrong with it
 */
export function readConfig(file: string): readonly ResolvedApi[] {
  const path = resolve(file);
  if (!existsSync(path))
    throw new CommandError(ExitCode.usage, `There is no ${file}: "generate init <document>" writes one.`);
  const problems: string[] = [];
  const complain = ({ line, column }: Place, message: string): void => {
    problems.push(`${file}:${line}:${column} ${message}`);
  };
  // Reads TypeScript, and is loaded only when there is some to read.
  const { literalOf } = require('./literals') as typeof Literals;
  const config = literalOf(textOf(path, file), complain);
  const value = config && CONFIG(config, '', complain);
  if (config && value?.apis && problems.length === 0) checkApis(value.apis, config, complain);
  if (problems.length > 0 || !value) throw new CommandError(ExitCode.project, `${file} cannot be used:`, problems);
  return value.apis.map((each) => resolved(each, dirname(path)));
}

function textOf(path: string, file: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new CommandError(ExitCode.project, `${file} cannot be read: ${(error as Error).message}`);
  }
}

/** Two APIs of one prefix would overwrite each other's classes. */
function checkApis(apis: readonly ApiConfig[], config: Literal, complain: (at: Place, message: string) => void): void {
  if (apis.length === 0) complain(config.at, 'apis needs at least one API.');
  const prefixes = apis.map(({ prefix }) => prefix.toLowerCase());
  const repeated = prefixes.find((each, index) => prefixes.indexOf(each) !== index);
  if (repeated !== undefined)
    return complain(config.at, `Two APIs have the prefix "${repeated}": their classes would be the same.`);
  const outputs = apis.map((each) => resolve(outputOf(each))).sort();
  for (const [index, output] of outputs.entries())
    if (index > 0 && `${output}${sep}`.startsWith(`${outputs[index - 1]}${sep}`))
      complain(
        config.at,
        'Two APIs have one output folder, or one in the other: each run would remove what the other wrote.',
      );
}

function outputOf({ output, prefix }: ApiConfig): string {
  return output ?? `force-app/main/${prefix.toLowerCase()}`;
}

function resolved(api: ApiConfig, folder: string): ResolvedApi {
  const place = (path: string): string => (/^https?:\/\//i.test(path) ? path : resolve(folder, path));
  return {
    ...api,
    document: place(api.document),
    endpoint: api.endpoint ?? api.prefix,
    output: place(outputOf(api)),
    ...(api.types === undefined ? {} : { types: place(api.types) }),
    include: api.include ?? {},
    exclude: api.exclude ?? {},
    cut: api.cut ?? [],
    overlays: (api.overlays ?? []).map(place),
    flow: api.flow ?? [],
    allowRefs: (api.allowRefs ?? []).map(place),
  };
}
