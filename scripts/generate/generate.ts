/** The model of one API → every file of it. Pure: what is written, and where, is decided elsewhere. */
import { clients } from './apex/clients';
import { containers } from './apex/containers';
import { flowActions, type FlowActions } from './flow/actions';
import { metadata } from './metadata/metadata';
import type { ApiModel, Operation } from './model/model';
import { emptyLock, LOCK_FILE, writeLock, type NameLock, type OperationNames } from './names/lock';
import { apexNames, type ApexNames } from './names/names';
import { followMoves } from './names/moved';
import { share, withAliases } from './names/share';
import { withMeta, type GeneratedFile } from './output/file';
import { withManifest } from './output/write';
import { tests } from './tests/tests';

export interface GenerateOptions {
  readonly prefix: string;
  /** Developer name of the Courier Endpoint. */
  readonly endpoint: string;
  /** Names of earlier runs. */
  readonly lock?: NameLock;
  /** Besides those the document asks for. */
  readonly isFlowAction?: (operation: Operation) => boolean;
}

export interface Generated {
  /** For the output folder. */
  readonly files: readonly GeneratedFile[];
  /** For the folder of what an admin deploys beside the package. */
  readonly metadata: readonly GeneratedFile[];
  readonly steps: readonly string[];
  readonly names: ApexNames;
  /** What was generated: the source with its alike types shared. The names are of its types. */
  readonly model: ApiModel;
}

export function generate(source: ApiModel, options: GenerateOptions): Generated {
  const { model, lock, aliases } = share(source, followMoves(source, options.lock ?? emptyLock(options.prefix)));
  const named = apexNames(model, options.prefix, lock);
  const names: ApexNames = {
    ...named,
    type: (path) => named.type(aliases.get(path) ?? path),
    lock: withAliases(named.lock, aliases),
  };
  const isAction = (each: Operation): boolean => each.isFlow === true || options.isFlowAction?.(each) === true;
  const flow = flowActions(model, names, options, isAction);
  const complete = withFlow(names, flow.names);
  const { files, steps } = metadata(model, options.endpoint);
  const apex = [
    ...containers(model, names),
    ...clients(model, names, options),
    ...tests(model, names, options),
    ...flow.files,
  ];
  return {
    files: withManifest([...withMeta(apex), { path: LOCK_FILE, text: writeLock(complete.lock) }]),
    metadata: files,
    steps,
    names: complete,
    model,
  };
}

function withFlow(names: ApexNames, flow: FlowActions['names']): ApexNames {
  if (flow.size === 0) return names;
  const operations = Object.entries(names.lock.operations).map(([path, named]): [string, OperationNames] => {
    const own = flow.get(path);
    return [path, own ? { ...named, flow: own } : named];
  });
  const lock = { ...names.lock, operations: Object.fromEntries(operations) };
  return { ...names, operation: (path) => lock.operations[path] ?? names.operation(path), lock };
}
