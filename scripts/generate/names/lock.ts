/**
 * The name lock: which Apex name each JSON path got, for ever. It is kept beside the generated code, under version control. A name
 * of something that left the document stays taken.
 */
import { CommandError, ExitCode } from '../../cli/errors';
import { visibleJson } from '../../cli/output';
import { isObject, objectOf, own, textOf, type JsonObject } from '../document/json';

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
  return `${visibleJson({ version: 1, ...lock })}\n`;
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
  const wrong = wrongIn(value);
  if (wrong !== null) throw new CommandError(ExitCode.project, `${file} is no name lock: ${wrong}.`);
  return {
    prefix,
    types: objectOf(value.types) as NameLock['types'],
    operations: objectOf(value.operations) as NameLock['operations'],
    clients: objectOf(value.clients) as NameLock['clients'],
  };
}

const NAME = /^[A-Za-z]\w{0,254}$/;

/** What no run of Courier writes, and would become code or the name of a file. */
function wrongIn({ types, operations, clients }: JsonObject): string | null {
  for (const [path, names] of Object.entries(objectOf(types))) {
    const [container = '', inner = '', ...rest] = textOf(own(names, 'name')).split('.');
    if (rest.length > 0 || !NAME.test(container) || !NAME.test(inner) || !areNames(own(names, 'members')))
      return `what it says of ${JSON.stringify(path)} is no name of a type`;
  }
  for (const [path, names] of Object.entries(objectOf(operations))) {
    const flow = own(names, 'flow');
    const called = ['client', 'request', 'method'].map((key) => textOf(own(names, key)));
    const isFlow =
      flow === undefined ||
      (NAME.test(textOf(own(flow, 'action'))) && areNames(own(flow, 'inputs')) && areNames(own(flow, 'outputs')));
    if (!called.every((each) => NAME.test(each)) || !areNames(own(names, 'members')) || !isFlow)
      return `what it says of ${JSON.stringify(path)} is no name of an operation`;
  }
  return areNames(clients) ? null : 'its clients are no names';
}

function areNames(value: unknown): boolean {
  return isObject(value) && Object.values(value).every((each) => NAME.test(textOf(each)));
}
