/** For each client a mock and a test class, and a test class for each container. */
import { ApexTypes, readFrom } from '../apex/types';
import { call, called, chained, filled, flat, statement, type Code } from '../apex/layout';
import { comment, literal } from '../apex/text';
import {
  bodyType,
  operationsByClient,
  pathArguments,
  resultType,
  success,
  successStatus,
  type ClientOptions,
} from '../apex/clients';
import { Examples } from '../model/examples';
import { UntriedPatterns } from '../model/untried';
import type { ApiModel, NamedType, Operation, Parameter, TypeRef } from '../model/model';
import { variantKeys, type ApexNames } from '../names/names';
import { apexClass, type GeneratedFile } from '../output/file';

const INDENT = '    ';
const IN_METHOD = INDENT.repeat(2);
/** Types one test method reads: CPU time and the size of a method are limited. */
const TYPES_A_TEST = 25;

export function tests(model: ApiModel, names: ApexNames, options: ClientOptions): GeneratedFile[] {
  const examples = new Examples(model);
  const untried = new UntriedPatterns(model);
  return [
    ...operationsByClient(model, names).flatMap(([client, , operations]) => [
      mock(model, examples, untried, client, operations),
      clientTest(model, names, examples, client, operations, options),
    ]),
    ...containerTests(model, names, examples),
  ];
}

/* ------------------------------------------------------------------- mocks */

/** How many patterns are listed that examples are not held to. */
const LISTED_PATTERNS = 5;

function mock(
  model: ApiModel,
  examples: Examples,
  untried: UntriedPatterns,
  client: string,
  operations: readonly Operation[],
): GeneratedFile {
  const patterns = untried.in(operations.flatMap((each) => success(each).content?.type ?? []));
  const more = patterns.length > LISTED_PATTERNS ? ` and ${patterns.length - LISTED_PATTERNS} more` : '';
  return apexClass(`${client}Mock`, [
    ...comment([
      `Answers ${client} with the examples of ${model.title}; a test changes what it needs with \`answer\`.`,
      `new ${client}Mock().use('endpoint');`,
      patterns.length === 0
        ? ''
        : `Texts that are not tried against their pattern, since an expression of its kind may never end or is none of JavaScript: ${patterns.slice(0, LISTED_PATTERNS).join('  ')}${more}`,
    ]),
    '@IsTest',
    `public class ${client}Mock extends CourierApiMock {`,
    `${INDENT}public ${client}Mock() {`,
    ...operations.flatMap((operation) => call(IN_METHOD, 'answer', answer(examples, operation), ';')),
    `${INDENT}}`,
    '}',
  ]);
}

function answer(examples: Examples, operation: Operation): string[] {
  const { content } = success(operation);
  const status = /^\d+$/.test(successStatus(operation)) ? successStatus(operation) : '200';
  const body =
    !content || operation.method === 'HEAD'
      ? null
      : bodyText(examples, content.encoding, content.type, content.example);
  const args = [literal(operation.method), literal(operation.template), status, body === null ? 'null' : literal(body)];
  if (content && content.encoding !== 'json') args.push(literal(content.mediaType));
  return args;
}

function bodyText(examples: Examples, encoding: string, type: TypeRef, given: unknown): string {
  if (encoding === 'json') return JSON.stringify(examples.of(type, given, 'answered') ?? null);
  return typeof given === 'string' && given.length < 500 ? given : 'text';
}

/* ----------------------------------------------------------------- clients */

function clientTest(
  model: ApiModel,
  names: ApexNames,
  examples: Examples,
  client: string,
  operations: readonly Operation[],
  { endpoint }: ClientOptions,
): GeneratedFile {
  const apex = new ApexTypes(model, names, `${client}Test`);
  return apexClass(`${client}Test`, [
    '@IsTest',
    `private class ${client}Test {`,
    `${INDENT}private static final CourierApiMock MOCK = new ${client}Mock().use(${literal(endpoint)});`,
    ...operations.flatMap((operation) => ['', ...operationTest(names, examples, apex, client, operation)]),
    '}',
  ]);
}

function operationTest(
  names: ApexNames,
  examples: Examples,
  apex: ApexTypes,
  client: string,
  operation: Operation,
): string[] {
  const named = names.operation(operation.path);
  const result = resultType(apex, operation);
  const { content } = success(operation);
  const isPaged = operation.pagination !== null && result !== null;
  const isThere =
    result !== null &&
    !isPaged &&
    operation.method !== 'HEAD' &&
    !isNothing(examples, content?.type, content?.encoding);
  const lines = [
    ...requestLines(names, examples, apex, client, operation).flatMap(([before, code]) =>
      statement(IN_METHOD, before, code),
    ),
    '',
    `${IN_METHOD}${
      isPaged
        ? 'request.pages().atMost(1).next();'
        : result === null
          ? 'request.send();'
          : `${result} answered = request.send();`
    }`,
    '',
    `${IN_METHOD}Assert.areEqual(${literal(operation.method)}, MOCK.requests[0].getMethod());`,
    `${IN_METHOD}${isThere ? 'Assert.isNotNull(answered);' : 'Assert.isTrue(request.response().isSuccess());'}`,
  ];
  return [
    `${INDENT}@IsTest`,
    `${INDENT}static void ${testName('should_send', named.request)}() {`,
    ...lines,
    `${INDENT}}`,
  ];
}

/** Statements that make a request with an example of everything it can carry: what stands before an expression, and it. */
function requestLines(
  names: ApexNames,
  examples: Examples,
  apex: ApexTypes,
  client: string,
  operation: Operation,
): (readonly [string, Code])[] {
  const named = names.operation(operation.path);
  const path = pathArguments(operation, named).map(({ parameter }) => argument(apex, examples, parameter));
  const setters = operation.parameters
    .filter((each) => each.in !== 'path')
    .map((each) =>
      called(`request.${named.members[`${each.in} ${each.wireName}`] ?? ''}`, [argument(apex, examples, each)]),
    );
  if (operation.body) {
    const { encoding, type, example } = operation.body;
    setters.push(called('request.body', [bodyArgument(apex, examples, encoding, type, example)]));
  }
  return [
    [`${client}.${named.request} request = `, chained(called(`new ${client}`, []), called(named.method, path))],
    ...setters.map((code) => ['', code] as const),
  ];
}

/** For each operation the statements that send an example of it, as anonymous Apex. */
export function exampleCalls(
  model: ApiModel,
  names: ApexNames,
): { readonly what: string; readonly statements: string[] }[] {
  const examples = new Examples(model);
  const apex = new ApexTypes(model, names, '');
  return operationsByClient(model, names).flatMap(([client, , operations]) =>
    operations.map((operation) => ({
      what: `${operation.method} ${operation.template}`,
      statements: [
        ...requestLines(names, examples, apex, client, operation).map(([before, code]) => `${before}${flat(code)};`),
        'request.send();',
      ],
    })),
  );
}

function isNothing(examples: Examples, type: TypeRef | undefined, encoding: string | undefined): boolean {
  return type === undefined || (encoding === 'json' && (examples.of(type, undefined, 'answered') ?? null) === null);
}

/** `should_send_list_orders_as_the_document_says`. */
function testName(before: string, name: string): string {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/_+/g, '_')
    .toLowerCase();
  return `${before}_${words}_as_the_document_says`;
}

function argument(apex: ApexTypes, examples: Examples, parameter: Parameter): Code {
  const example = parameter.in === 'path' && parameter.example === '' ? undefined : parameter.example;
  return value(apex, examples, parameter.type, example, apex.ofParameter(parameter.type));
}

function bodyArgument(apex: ApexTypes, examples: Examples, encoding: string, type: TypeRef, example: unknown): Code {
  if (encoding === 'text') return "'text'";
  if (encoding === 'binary') return "Blob.valueOf('bytes')";
  return value(apex, examples, type, example, bodyType(apex, encoding, type));
}

/** An expression that makes an example of the type. */
function value(apex: ApexTypes, examples: Examples, type: TypeRef, given: unknown, declared: string): Code {
  return expression(apex, type, examples.of(type, given, 'sent'), declared);
}

/** An expression that makes this value of the type. */
function expression(apex: ApexTypes, type: TypeRef, example: unknown, declared: string): Code {
  const inner = (items: TypeRef, each: unknown): Code => expression(apex, items, each, apex.ofParameter(items));
  switch (type.kind) {
    case 'text':
      return literal(typeof example === 'string' && example !== '' ? example : 'text');
    case 'boolean':
      return String(example);
    case 'integer':
      return type.bits === 64 ? `${String(example)}L` : String(example);
    case 'decimal':
      return decimal(example);
    case 'date':
      return `Date.valueOf(${literal(String(example))})`;
    case 'datetime':
      return moment(String(example));
    case 'any':
      return literal('text');
    case 'file':
      return "new CourierApiFile('a.txt', 'text/plain', Blob.valueOf('bytes'))";
    case 'list': {
      const items = Array.isArray(example) ? example.map((each) => inner(type.items, each)) : [];
      return filled(`new ${declared}`, items);
    }
    case 'map': {
      const entries = Object.entries(example ?? {}).map(
        ([key, each]) => `${literal(key)} => ${flat(inner(type.values, each))}`,
      );
      return filled(`new ${declared}`, entries);
    }
    case 'named': {
      const generated = apex.classOf(type);
      if (generated === null) return literal(typeof example === 'string' && example !== '' ? example : 'text');
      return readFrom(generated, literal(JSON.stringify(example ?? {})));
    }
  }
}

function moment(text: string): string {
  const at = new Date(text);
  const parts = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()];
  return `Datetime.newInstanceGmt(${[...parts, at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].join(', ')})`;
}

function decimal(example: unknown): string {
  const text = String(example);
  return /^-?\d{10,}$/.test(text) ? `${text}.0` : text;
}

/* -------------------------------------------------------------- containers */

function containerTests(model: ApiModel, names: ApexNames, examples: Examples): GeneratedFile[] {
  const groups = new Map<string, NamedType[]>();
  for (const type of model.types.values()) {
    const [container = ''] = names.type(type.path).name.split('.');
    groups.set(container, [...(groups.get(container) ?? []), type]);
  }
  return [...groups].map(([container, types]) => containerTest(names, examples, container, types));
}

function containerTest(
  names: ApexNames,
  examples: Examples,
  container: string,
  types: readonly NamedType[],
): GeneratedFile {
  const sorted = [...types].sort((a, b) =>
    names.type(a.path).name.toLowerCase() < names.type(b.path).name.toLowerCase() ? -1 : 1,
  );
  const methods: string[] = [];
  for (let from = 0; from < sorted.length; from += TYPES_A_TEST) {
    methods.push(
      '',
      `${INDENT}@IsTest`,
      `${INDENT}static void should_keep_what_the_document_says_${from / TYPES_A_TEST + 1}() {`,
      ...sorted.slice(from, from + TYPES_A_TEST).flatMap((type) => typeTest(names, examples, type)),
      `${INDENT}}`,
    );
  }
  return apexClass(`${container}Test`, ['@IsTest', `private class ${container}Test {`, ...methods.slice(1), '}']);
}

function typeTest(names: ApexNames, examples: Examples, type: NamedType): string[] {
  const { name, members } = names.type(type.path);
  if (type.kind === 'enum')
    return call(
      IN_METHOD,
      'Assert.isTrue',
      [chained(called(`new ${name}`, []), called('isKnown', [literal(type.values[0] ?? '')]))],
      ';',
    );
  const example = literal(JSON.stringify(withoutFiles(type, examples.of({ kind: 'named', path: type.path })) ?? {}));
  const lines = call(IN_METHOD, 'CourierApiMock.assertRoundTrip', [`${name}.class`, example], ';');
  const keys = variantKeys(type, names);
  for (const [index, variant] of type.variants.entries()) {
    const member = members[keys[index] ?? ''] ?? '';
    const json = JSON.stringify(withTelling(variant.test, examples.of(variant.type)) ?? null);
    const { head, items } = readFrom(name, literal(json));
    const read = called(`(${head}`, items, ')');
    // A variant that may hold itself for ever has no example.
    if (json === 'null') continue;
    lines.push(
      ...call(IN_METHOD, 'Assert.isTrue', [chained(read, called(`is${member}`, []))], ';'),
      ...call(IN_METHOD, 'Assert.isNotNull', [chained(read, called(`as${member}`, []))], ';'),
    );
  }
  return lines;
}

/** A file has no text to read from. */
function withoutFiles(type: NamedType, example: unknown): unknown {
  if (type.kind !== 'object' || typeof example !== 'object' || example === null) return example;
  const files = new Set(
    type.properties
      .filter((each) => each.type.kind === 'file' || (each.type.kind === 'list' && each.type.items.kind === 'file'))
      .map(({ wireName }) => wireName),
  );
  return Object.fromEntries(Object.entries(example).filter(([key]) => !files.has(key)));
}

function withTelling(
  test: { readonly kind: string; readonly property?: string; readonly values?: readonly string[] },
  example: unknown,
): unknown {
  if (test.kind !== 'discriminator' || test.property === undefined || typeof example !== 'object' || example === null)
    return example;
  return Object.fromEntries([...Object.entries(example), [test.property, test.values?.[0]]]);
}
