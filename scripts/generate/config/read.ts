/** Reads a `courier.config.ts` without running it. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
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

export const PREFIX = /^[A-Z][A-Za-z0-9]{0,11}$/;

const SELECTION: Shape<Selection> = object<Selection>({ operations: list(text), tags: list(text), paths: list(text) });

const CONFIG: Shape<CourierConfig> = object<CourierConfig>(
  {
    apis: list(
      object<ApiConfig>(
        {
          document: text,
          prefix: textLike(PREFIX, 'has 1 to 12 letters and digits, the first a capital letter'),
          endpoint: textLike(/^[A-Za-z]\w*$/, 'is the developer name of a Courier Endpoint record'),
          output: text,
          types: text,
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
  const config = literalOf(readFileSync(path, 'utf8'), complain);
  const value = config && CONFIG(config, '', complain);
  if (config && value?.apis) checkApis(value.apis, config, complain);
  if (problems.length > 0 || !value) throw new CommandError(ExitCode.project, `${file} cannot be used:`, problems);
  return value.apis.map((each) => resolved(each, dirname(path)));
}

/** Two APIs of one prefix would overwrite each other's classes. */
function checkApis(apis: readonly ApiConfig[], config: Literal, complain: (at: Place, message: string) => void): void {
  if (apis.length === 0) complain(config.at, 'apis needs at least one API.');
  const prefixes = apis.map(({ prefix }) => prefix?.toLowerCase());
  const repeated = prefixes.find((each, index) => each !== undefined && prefixes.indexOf(each) !== index);
  if (repeated !== undefined)
    complain(config.at, `Two APIs have the prefix "${repeated}": their classes would be the same.`);
}

function resolved(api: ApiConfig, folder: string): ResolvedApi {
  const place = (path: string): string => (/^https?:\/\//i.test(path) ? path : resolve(folder, path));
  return {
    ...api,
    document: place(api.document),
    endpoint: api.endpoint ?? api.prefix,
    output: place(api.output ?? `force-app/main/${api.prefix.toLowerCase()}`),
    ...(api.types === undefined ? {} : { types: place(api.types) }),
    include: api.include ?? {},
    exclude: api.exclude ?? {},
    cut: api.cut ?? [],
    overlays: (api.overlays ?? []).map(place),
    flow: api.flow ?? [],
    allowRefs: (api.allowRefs ?? []).map(place),
  };
}
