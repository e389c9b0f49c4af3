/** For the tests of this folder: a small library, the standard schema, and programs declared from source text. */
import { libraryClass, libraryEnum, libraryInterface, type LibraryDeclaration } from '../library/declare';
import { loadSchema } from '../schema';
import type { ApexType } from '../values/types';
import { declare, type Declarations, type SourceUnit } from './declare';
import { parseUnit } from './parse';
import { ProblemCollector } from './problems';
import { Resolver, scopeOf, type Scope } from './resolve';
import { TypeTable } from './type-table';

const nothing = (): null => null;

/** As little of the standard library as the rules of the language need. */
export const TEST_LIBRARY: readonly LibraryDeclaration[] = [
  libraryClass(
    'System.Object',
    {
      'virtual String toString()': nothing,
      'virtual Boolean equals(Object other)': nothing,
      'virtual Integer hashCode()': nothing,
    },
    { virtual: true },
  ),
  ...['Boolean', 'Integer', 'Long', 'Double', 'Decimal', 'Id', 'Blob', 'Date', 'Datetime', 'Time'].map((name) =>
    libraryClass(`System.${name}`, {}),
  ),
  libraryClass('System.String', {
    'static String valueOf(Object value)': nothing,
    'static String valueOf(Integer value)': nothing,
    'static String join(Iterable<Object> parts, String separator)': nothing,
    'Integer length()': nothing,
  }),
  libraryClass('System.SObject', { 'Object get(String field)': nothing }),
  libraryInterface('System.Iterator<T>', ['Boolean hasNext()', 'T next()']),
  libraryInterface('System.Iterable<T>', ['Iterator<T> iterator()']),
  libraryClass(
    'System.List<T>',
    {
      'new()': nothing,
      'void add(T element)': nothing,
      'T get(Integer index)': nothing,
      'void addAll(Iterable<T> elements)': nothing,
    },
    { implements: ['Iterable<T>'] },
  ),
  libraryClass(
    'System.Set<T>',
    { 'new()': nothing, 'Boolean contains(T element)': nothing },
    { implements: ['Iterable<T>'] },
  ),
  libraryClass('System.Map<K, V>', { 'new()': nothing, 'V get(K key)': nothing, 'Set<K> keySet()': nothing }),
  libraryClass(
    'System.Exception',
    {
      'new()': nothing,
      'new(String message)': nothing,
      'new(Exception cause)': nothing,
      'new(String message, Exception cause)': nothing,
      'virtual String getMessage()': nothing,
    },
    { virtual: true },
  ),
  libraryInterface('System.Comparable', ['Integer compareTo(Object other)']),
  libraryInterface('System.Comparator<T>', ['Integer compare(T a, T b)']),
  libraryInterface('System.Queueable', ['void execute(System.QueueableContext context)']),
  libraryInterface('System.QueueableContext', ['Id getJobId()']),
  libraryInterface('Database.Batchable<T>', [
    'Iterable<T> start(Database.BatchableContext context)',
    'Database.QueryLocator start(Database.BatchableContext  context)',
    'void execute(Database.BatchableContext context, List<T> scope)',
    'void finish(Database.BatchableContext context)',
  ]),
  libraryInterface('Database.BatchableContext', ['Id getJobId()']),
  libraryClass('Database.QueryLocator', {}),
  libraryClass('System.Database', { 'static List<SObject> query(String query)': nothing }),
  libraryClass('System.Site', { 'static Id getSiteId()': nothing }),
  libraryClass('System.Location', { 'new()': nothing, 'Double getLatitude()': nothing }),
  libraryClass('Schema.SObjectType', { 'Schema.Unheard getUnheard()': nothing }),
  libraryClass('Messaging.InboundEmail', {}),
  libraryClass('Messaging.InboundEmail.Header', {}),
  libraryClass('Schema.CustomMetadataType<T>', { 'T getInstance(String name)': nothing }),
  libraryEnum('System.LoggingLevel', ['ERROR', 'DEBUG']),
];

const { schema } = loadSchema([]);

export function testTable(): TypeTable {
  return new TypeTable(TEST_LIBRARY, schema);
}

/** A program declared from source text. */
export interface TestProgram {
  readonly types: TypeTable;
  readonly declarations: Declarations;
  readonly resolver: Resolver;
  /** `line:column message`, in order; of several files, the file first. */
  readonly problems: readonly string[];
  readonly type: (name: string) => ApexType;
  readonly scope: (className: string) => Scope;
}

/**
 * Declares sources: class bodies by themselves, in order; a text that starts with `trigger` is one.
 *
 * @param apiVersion of every source
 */
export function program(sources: readonly string[], apiVersion = 67): TestProgram {
  const problems = new ProblemCollector();
  const units: SourceUnit[] = sources.map((text, index) => {
    const file = `${index + 1}.${text.startsWith('trigger') ? 'trigger' : 'cls'}`;
    const parsed = parseUnit(file, text);
    if (!parsed.unit) throw new Error(`${file}: ${parsed.problems.map((each) => each.message).join('; ')}`);
    return { file, apiVersion, unit: parsed.unit };
  });
  const types = testTable();
  const declarations = declare(units, types, problems);
  const type = (name: string): ApexType => {
    const found = types.parse(name);
    if (!found) throw new Error(`no type ${name}`);
    return found;
  };
  return {
    types,
    declarations,
    resolver: new Resolver(types, problems),
    get problems() {
      const several = sources.length > 1;
      return problems.all.map(({ file, line, column, message }) =>
        several ? `${file}:${line}:${column} ${message}` : `${line}:${column} ${message}`,
      );
    },
    type,
    scope: (name) => scopeOf(type(name), `${name}.cls`),
  };
}
