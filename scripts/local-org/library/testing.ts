/** For the tests of this folder: runs small Apex programs with the library and a bare transaction around them. */
import { compile, load, type ApexHost } from '../compiler';
import { parseSoql, parseSosl, parseUnit } from '../compiler/parse';
import { withCurrent } from '../platform/current';
import { LimitMeter } from '../platform/limits';
import type { Org, Transaction } from '../platform/services';
import { hooksOf } from '../org/program';
import { loadSchema } from '../schema';
import { installHooks } from '../values/type-registry';
import type { Value } from '../values/value';
import { LIBRARY } from './index';
import { installPorts } from './ports';

const standard = loadSchema([]).schema;

/** Monday, 23 November 2026, 10:00 UTC. */
export const NOW = Date.UTC(2026, 10, 23, 10);

const NO_DATA: Omit<ApexHost, 'statics' | 'spend'> = {
  made: () => undefined,
  query: () => [],
  countQuery: () => 0,
  search: () => [],
  dml: () => undefined,
  setCaller: () => undefined,
  runAs: (_user, body) => body(),
  future: () => undefined,
};

/** What of a transaction a test gives; what it does not give must not be asked for. */
export type PartialTransaction = {
  readonly [Member in keyof Transaction]?: Transaction[Member] extends (...args: never[]) => unknown
    ? Transaction[Member]
    : Partial<Transaction[Member]>;
};

/**
 * Compiles classes and calls a static method of the first: `run('Text', 'public class A { public static … f() {…} }')`.
 *
 * @throws Error when they do not compile
 */
export function runApex(
  sources: readonly string[],
  method: string,
  parts: PartialTransaction = {},
  args: readonly Value[] = [],
): Value {
  const schema = parts.org?.schema ?? standard;
  const units = sources.map((text, index) => {
    const { unit, problems } = parseUnit(`${index + 1}.cls`, text);
    if (!unit) throw new Error(problems.map((each) => each.message).join('\n'));
    return { file: `${index + 1}.cls`, apiVersion: 67, unit };
  });
  const { program, problems } = compile({ units, schema, library: LIBRARY });
  if (problems.length) throw new Error(problems.map((each) => `${each.line}: ${each.message}`).join('\n'));
  let statics: unknown[] = [];
  const loaded = load(program, { ...NO_DATA, statics: () => statics, spend: () => undefined });
  statics = loaded.newStatics();
  const hooks = hooksOf(loaded, schema, {
    now: () => NOW,
    random: () => 0.5,
    timeZone: 'America/Los_Angeles',
    locale: 'en_US',
  });
  installPorts({ parseSoql, parseSosl, createStub: (type, onCall) => loaded.createStub(type, onCall) });
  const org: Partial<Org> = { schema, ...parts.org };
  const transaction = { isTest: true, limits: LimitMeter.of('sync'), ...parts, org };
  const before = installHooks(hooks);
  try {
    const className = /\b(?:class)\s+(\w+)/.exec(sources[0] ?? '')?.[1] ?? '';
    return withCurrent(transaction as unknown as Transaction, () => loaded.invokeStatic(className, method, args));
  } finally {
    installHooks(before);
  }
}

/** The value of an Apex expression, printed as `String.valueOf` does. */
export function evaluate(expression: string, parts: PartialTransaction = {}, declarations = ''): Value {
  return runApex(
    [`public class Sandbox { ${declarations} public static Object f() { return ${expression}; } }`],
    'f',
    parts,
  );
}

/** Runs statements; `return` gives the result. */
export function execute(statements: string, parts: PartialTransaction = {}, declarations = ''): Value {
  return runApex([`public class Sandbox { ${declarations} public static Object f() { ${statements} } }`], 'f', parts);
}
