/** From a document to a configuration: what it offers, what is chosen, what that costs. */
import { relative, resolve, sep } from 'node:path';
import { CommandError, ExitCode } from '../../cli/errors';
import type { ApiConfig } from '../config/define';
import { PREFIX, PREFIX_SAYS } from '../config/read';
import type { Selection } from '../filter/filter';
import { generate } from '../generate';
import { readApi, type ApiSource, type ReadApi } from '../read-api';
import type { Asker } from './ask';
import { budgetOf, type Budget } from './budget';
import { groupsOf, joined, type Group } from './groups';

/** What flags say; what they do not say is asked, where there is somebody to ask. */
export interface InitChoices {
  readonly document: string;
  readonly prefix?: string;
  readonly endpoint?: string;
  readonly output?: string;
  readonly tags?: readonly string[];
  readonly operations?: readonly string[];
  readonly all?: boolean;
  readonly overlays?: readonly string[];
  readonly allowRefs?: readonly string[];
}

export interface Proposal {
  readonly api: ApiConfig;
  readonly read: ReadApi;
  /** Those that are generated: what the document repeats is one. */
  readonly types: number;
  readonly budget: Budget;
}

export interface InitSurroundings {
  readonly root: string;
  /** Folder of the configuration: its paths are relative to it. */
  readonly configFolder: string;
  readonly asker: Asker | null;
  readonly show: (proposal: Proposal) => void;
  readonly showGroups: (groups: readonly Group[]) => void;
}

/** @returns what to write; null when the person wants nothing written */
export async function init(choices: InitChoices, surroundings: InitSurroundings): Promise<Proposal | null> {
  const { root, asker } = surroundings;
  const source: ApiSource = { document: choices.document, overlays: choices.overlays, allowRefs: choices.allowRefs };
  const whole = await readApi(source, root);
  const groups = groupsOf(whole.model);
  if (groups.length === 0)
    throw new CommandError(ExitCode.project, `${choices.document} has no operation to generate.`);
  const prefix = await prefixOf(choices, whole.model.title, asker);
  if (prefix === null) return null;
  for (;;) {
    const include = await selectionOf(choices, groups, surroundings);
    if (include === null) return null;
    const read = await readApi({ ...source, include }, root);
    if (read.model.operations.length === 0) throw new CommandError(ExitCode.usage, 'Nothing is chosen:', read.warnings);
    const { files, model } = generate(read.model, { prefix, endpoint: choices.endpoint ?? prefix });
    const api = configOf(choices, prefix, include, surroundings.configFolder);
    const proposal = { api, read, types: model.types.size, budget: budgetOf(files) };
    surroundings.show(proposal);
    const decision = isChosen(choices) || asker === null ? 'write' : await asker.decision();
    if (decision !== 'again') return decision === 'write' ? proposal : null;
  }
}

async function prefixOf({ prefix }: InitChoices, title: string, asker: Asker | null): Promise<string | null> {
  const check = (value: string): string | undefined =>
    PREFIX.test(value) ? undefined : `A prefix has ${PREFIX_SAYS}.`;
  if (prefix !== undefined) {
    const problem = check(prefix);
    if (problem) throw new CommandError(ExitCode.usage, `--prefix ${prefix}: ${problem}`);
    return prefix;
  }
  if (asker) return asker.prefix(proposedPrefix(title), check);
  throw new CommandError(
    ExitCode.usage,
    `There is no terminal to ask in: say --prefix ${proposedPrefix(title)}, for example.`,
  );
}

/** `Acme` for `ACME Orders API (v2)`. */
function proposedPrefix(title: string): string {
  const [first = 'Api'] = title.match(/[A-Za-z][A-Za-z0-9]*/g) ?? [];
  const word = /^[A-Z0-9]+$/.test(first) ? first.toLowerCase() : first;
  return (word.slice(0, 1).toUpperCase() + word.slice(1)).slice(0, 12);
}

function isChosen({ all, tags, operations }: InitChoices): boolean {
  return all === true || tags !== undefined || operations !== undefined;
}

async function selectionOf(
  choices: InitChoices,
  groups: readonly Group[],
  { asker, showGroups }: InitSurroundings,
): Promise<Selection | null> {
  if (isChosen(choices)) {
    const { all, tags, operations } = choices;
    return all ? {} : joined([{ ...(tags && { tags }), ...(operations && { operations }) }]);
  }
  if (asker) {
    const chosen = await asker.groups(groups);
    return chosen && joined(chosen.map(({ selection }) => selection));
  }
  showGroups(groups);
  throw new CommandError(
    ExitCode.usage,
    'There is no terminal to ask in: say --tag <names...>, --operation <ids...> or --all.',
  );
}

function configOf(choices: InitChoices, prefix: string, include: Selection, folder: string): ApiConfig {
  const { document, endpoint, output, overlays, allowRefs } = choices;
  const place = (path: string): string =>
    /^https?:/i.test(path) ? path : relative(folder, resolve(path)).split(sep).join('/') || '.';
  return {
    document: place(document),
    prefix,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(output === undefined ? {} : { output: place(output) }),
    ...(Object.keys(include).length === 0 ? {} : { include }),
    ...(overlays === undefined ? {} : { overlays: overlays.map(place) }),
    ...(allowRefs === undefined ? {} : { allowRefs: allowRefs.map(place) }),
  };
}
