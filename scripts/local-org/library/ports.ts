/**
 * What the library needs of the compiler, which stands above it: the parser of query texts and the maker of test stubs.
 * `org.ts` installs the ports once; the compiler's run time keeps the variables a query text may name.
 */
import type { SoqlQuery, SoslQuery } from '../data/soql/query';
import type { ApexType, MethodMember } from '../values/types';
import type { Value } from '../values/value';

/** A query text taken apart; `query` is null if and only if there are problems. */
export interface ParsedQuery<Query> {
  readonly query: Query | null;
  /** What stands behind each colon (`ids`, `record.Id`), in the order of the binds' indexes. */
  readonly bindNames: readonly string[];
  readonly problems: readonly { readonly message: string; readonly line: number; readonly column: number }[];
  /** The feature's name, if all that is wrong is that the local org does not carry it. */
  readonly unsupported: string | null;
}

export interface LibraryPorts {
  parseSoql(text: string): ParsedQuery<SoqlQuery>;
  parseSosl(text: string): ParsedQuery<SoslQuery>;
  /** `Test.createStub`: an object of the class whose methods all go to `onCall`. */
  createStub(type: ApexType, onCall: StubCall): object;
}

export type StubCall = (stub: object, method: MethodMember, args: readonly Value[]) => Value;

/** Value of a variable by lower-case name; undefined when there is none of that name. */
export type BindResolver = (name: string) => Value | undefined;

let installed: LibraryPorts | null = null;
let binds: BindResolver | null = null;

/** Installs the ports. */
export function installPorts(ports: LibraryPorts): void {
  installed = ports;
}

/** @throws Error when no compiler is there: a mistake of the local org */
export function ports(): LibraryPorts {
  if (!installed) throw new Error('the compiler has not installed its ports');
  return installed;
}

/** Runs a call whose query text may name variables around it. */
export function withBinds<T>(resolver: BindResolver, call: () => T): T {
  const before = binds;
  binds = resolver;
  try {
    return call();
  } finally {
    binds = before;
  }
}

/** The variables the running call may name; null when it brought none. */
export function currentBinds(): BindResolver | null {
  return binds;
}
