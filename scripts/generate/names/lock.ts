/**
 * The name lock: which Apex name each JSON path got, for ever. It is kept beside the generated code, under version control. A name
 * of something that left the document stays taken.
 */
import { CommandError, ExitCode } from '../../cli/errors';
import { isObject, objectOf, textOf } from '../document/json';

export const LOCK_FILE = 'courier-names.json';

export interface TypeNames {
  /** `AcmeModel.Order`. */
  readonly name: string;
  /** Fields by wire name, constants by value, variants by `as` and the name of their type. */
  readonly members: Readonly<Record<string, string>>;
}

export interface OperationNames {
  readonly client: string;
  /** The request class inside the client. */
  readonly request: string;
  readonly method: string;
  /** Parameters by `query limit`. */
  readonly members: Readonly<Record<string, string>>;
  /** Where it is a Flow action, or was one. */
  readonly flow?: FlowNames;
}

export interface FlowNames {
  /** The class of the action. */
  readonly action: string;
  /** Variables by `query limit`, `body total`; the whole body by `body`, the endpoint by `endpoint`. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Variables by property of the answer. */
  readonly outputs: Readonly<Record<string, string>>;
}

export interface NameLock {
  readonly prefix: string;
  readonly types: Readonly<Record<string, TypeNames>>;
  readonly operations: Readonly<Record<string, OperationNames>>;
  /** Client by tag. */
  readonly clients: Readonly<Record<string, string>>;
}

export function emptyLock(prefix: string): NameLock {
  return { prefix, types: {}, operations: {}, clients: {} };
}

export function writeLock(lock: NameLock): string {
  return `${JSON.stringify({ version: 1, ...lock }, null, 2)}\n`;
}

/** @throws CommandError when it is no lock of this prefix: names would change without anybody asking for it */
export function readLock(text: string, file: string, prefix: string): NameLock {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new CommandError(ExitCode.project, `${file} cannot be read: ${(error as Error).message}`);
  }
  if (!isObject(value) || value.version !== 1) {
    throw new CommandError(ExitCode.project, `${file} is no name lock of this version of Courier.`);
  }
  if (value.prefix !== prefix) {
    throw new CommandError(
      ExitCode.usage,
      `${file} holds names with the prefix ${textOf(value.prefix)}, not ${prefix}: use that prefix, or another folder.`,
    );
  }
  return {
    prefix,
    types: objectOf(value.types) as NameLock['types'],
    operations: objectOf(value.operations) as NameLock['operations'],
    clients: objectOf(value.clients) as NameLock['clients'],
  };
}
