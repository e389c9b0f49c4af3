/** One client class a tag, with one request class an operation. */
import {
  typeKey,
  type Answer,
  type AnswerContent,
  type ApiModel,
  type Operation,
  type Pagination,
  type Parameter,
  type TypeRef,
} from '../model/model';
import type { OperationNames } from '../names/lock';
import { memberName } from '../names/identifiers';
import type { ApexNames } from '../names/names';
import { apexClass, type GeneratedFile } from '../output/file';
import { beyond, withNotes } from './descriptions';
import { ApexTypes, quotedSet } from './types';
import { call, filled, type Code } from './layout';
import { comment, literal } from './text';

const INDENT = '    ';
const IN_CLASS = INDENT.repeat(2);
const IN_METHOD = INDENT.repeat(3);

export interface ClientOptions {
  /** Developer name of the Courier Endpoint. */
  readonly endpoint: string;
}

export function clients(model: ApiModel, names: ApexNames, options: ClientOptions): GeneratedFile[] {
  return operationsByClient(model, names).map(([client, tag, operations]) => {
    const apex = new ApexTypes(model, names, client);
    const [first] = operations;
    return apexClass(client, [
      ...comment([
        `${model.title}${tag ? `: ${tag}` : ''}.`,
        'Each method begins a request: set its parameters, then `send()` it now or `enqueue()` it.',
        first ? `CourierAcceptance accepted = new ${client}().${names.operation(first.path).method}(…).enqueue();` : '',
      ]),
      `public virtual inherited sharing class ${client} {`,
      `${INDENT}private final String endpoint;`,
      '',
      ...comment([`Sends to the Courier Endpoint ${options.endpoint}.`], [], INDENT),
      `${INDENT}public ${client}() {`,
      `${IN_CLASS}this(${literal(options.endpoint)});`,
      `${INDENT}}`,
      '',
      `${INDENT}/** @param endpoint developer name of another Courier Endpoint with the same API */`,
      `${INDENT}public ${client}(String endpoint) {`,
      `${IN_CLASS}this.endpoint = endpoint;`,
      `${INDENT}}`,
      ...operations.flatMap((operation) => ['', ...method(apex, operation, names.operation(operation.path))]),
      ...operations.flatMap((operation) => ['', ...request(apex, operation, names.operation(operation.path))]),
      '}',
    ]);
  });
}

/** Clients in the order of their names, each with its tag and operations. */
export function operationsByClient(model: ApiModel, names: ApexNames): [string, string, Operation[]][] {
  const grouped = new Map<string, [string, string, Operation[]]>();
  for (const operation of model.operations) {
    const { client } = names.operation(operation.path);
    const group: [string, string, Operation[]] = grouped.get(client) ?? [client, operation.tag, []];
    group[2].push(operation);
    grouped.set(client, group);
  }
  return [...grouped.values()].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Path parameters, which every request needs, with the names they have as arguments. */
export function pathArguments(
  operation: Operation,
  { members }: OperationNames,
): { parameter: Parameter; name: string }[] {
  return operation.parameters
    .filter((each) => each.in === 'path')
    .map((parameter) => ({
      parameter,
      name: members[`path ${parameter.wireName}`] ?? memberName(parameter.wireName, 'value'),
    }));
}

function method(apex: ApexTypes, operation: Operation, names: OperationNames): string[] {
  const path = pathArguments(operation, names);
  const declared = path.map(({ parameter, name }) => `${apex.ofParameter(parameter.type)} ${name}`);
  return [
    ...comment(
      aboutOperation(operation, names.method),
      path
        .filter(({ parameter }) => parameter.description)
        .map(({ parameter, name }) => `@param ${name} ${oneLine(apex.descriptions.say(parameter.description))}`),
      INDENT,
    ),
    ...call(INDENT, `public virtual ${names.request} ${names.method}`, declared, ' {'),
    ...call(IN_CLASS, `return new ${names.request}`, ['this.endpoint', ...path.map(({ name }) => name)], ';'),
    `${INDENT}}`,
  ];
}

function aboutOperation({ summary, description, deprecated }: Operation, name: string): string[] {
  return [
    beyond(name, summary),
    description === summary ? '' : beyond(name, description),
    deprecated ? 'Deprecated.' : '',
  ];
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

function request(apex: ApexTypes, operation: Operation, names: OperationNames): string[] {
  const path = pathArguments(operation, names);
  const declared = [
    'String endpoint',
    ...path.map(({ parameter, name }) => `${apex.ofParameter(parameter.type)} ${name}`),
  ];
  return [
    `${INDENT}public class ${names.request} extends CourierApiRequest {`,
    ...call(IN_CLASS, `private ${names.request}`, declared, ' {'),
    ...call(IN_METHOD, 'super', ['endpoint', literal(operation.method), literal(operation.template)], ';'),
    ...path.flatMap(({ parameter, name }) =>
      call(IN_METHOD, 'path', [literal(parameter.wireName), name, ...pathStyle(parameter)], ';'),
    ),
    ...setUp(apex, operation),
    `${IN_CLASS}}`,
    ...operation.parameters.filter((each) => each.in !== 'path').flatMap((each) => ['', ...setter(apex, each, names)]),
    ...body(apex, operation, names),
    '',
    ...send(apex, operation),
    ...pages(operation.pagination, apex, operation),
    `${INDENT}}`,
  ];
}

function pathStyle({ style }: Parameter): string[] {
  const name = `${style.name}${style.explode ? '*' : ''}`;
  return name === 'simple' ? [] : [literal(name)];
}

/** What a request has from the beginning: what it needs, what it accepts, what errors look like. */
function setUp(apex: ApexTypes, operation: Operation): string[] {
  const needed = operation.parameters
    .filter((each) => each.in !== 'path' && each.required)
    .map(({ wireName }) => wireName);
  if (operation.body?.required) needed.push('body');
  const { content } = success(operation);
  const errors = new Map<string, string[]>();
  for (const { status, content: error } of operation.answers) {
    const type = error?.encoding === 'json' && !status.startsWith('2') ? apex.classOf(error.type) : null;
    if (type !== null && status !== successStatus(operation)) errors.set(type, [...(errors.get(type) ?? []), status]);
  }
  return [
    ...(needed.length ? call(IN_METHOD, 'needs', [quotedSet(needed)], ';') : []),
    ...(content && content.mediaType !== 'application/json' && content.mediaType !== '*/*'
      ? call(IN_METHOD, 'accept', [literal(content.mediaType)], ';')
      : []),
    ...[...errors].flatMap(([type, statuses]) =>
      call(IN_METHOD, 'fails', [literal(statuses.join(' ')), `${type}.class`], ';'),
    ),
  ];
}

function setter(apex: ApexTypes, parameter: Parameter, names: OperationNames): string[] {
  const name = names.members[`${parameter.in} ${parameter.wireName}`] ?? '';
  const style = parameter.in === 'query' ? queryStyle(parameter) : [];
  return [
    ...comment(
      withNotes(apex.descriptions.say(parameter.description), [
        parameter.required ? 'Required.' : '',
        parameter.deprecated ? 'Deprecated.' : '',
        parameter.isSecret ? 'A key: it goes out with `send()`, and is never stored.' : '',
      ]),
      [],
      IN_CLASS,
    ),
    ...call(IN_CLASS, `public ${names.request} ${name}`, [`${apex.ofParameter(parameter.type)} value`], ' {'),
    ...call(
      IN_METHOD,
      parameter.isSecret ? 'secret' : parameter.in,
      [literal(parameter.wireName), 'value', ...style],
      ';',
    ),
    `${IN_METHOD}return this;`,
    `${IN_CLASS}}`,
  ];
}

function queryStyle({ style }: Parameter): string[] {
  const names = {
    form: style.explode ? 'form*' : 'form',
    spaceDelimited: 'space',
    pipeDelimited: 'pipe',
    deepObject: 'deep',
    json: 'json',
  };
  const name = Object.hasOwn(names, style.name) ? names[style.name as keyof typeof names] : 'form*';
  const exploded = (name === 'space' || name === 'pipe') && style.explode ? 'form*' : name;
  const written = `${exploded}${style.allowReserved ? '+' : ''}`;
  return written === 'form*' ? [] : [literal(written)];
}

function body(apex: ApexTypes, operation: Operation, names: OperationNames): string[] {
  const { body: content } = operation;
  if (!content) return [];
  const type = bodyType(apex, content.encoding, content.type);
  const isObject = apex.classOf(content.type) !== null;
  return [
    '',
    ...comment(
      [apex.descriptions.say(content.description)],
      content.required ? ['@param value required'] : [],
      IN_CLASS,
    ),
    ...call(IN_CLASS, `public ${names.request} body`, [`${type} value`], ' {'),
    ...call(IN_METHOD, bodyCall(content.encoding, isObject), bodyArguments(content, isObject, apex), ';'),
    `${IN_METHOD}return this;`,
    `${IN_CLASS}}`,
  ];

  function bodyArguments(
    { encoding, mediaType, type: schema }: NonNullable<typeof content>,
    object: boolean,
    types: ApexTypes,
  ): Code[] {
    if (encoding === 'text' || encoding === 'binary') return ['value', literal(sendable(mediaType))];
    if (encoding === 'multipart') return ['value'];
    if (encoding === 'form') return object ? ['value', formStyles(schema, types)] : ['value'];
    // The casts tell which of the overloads is meant, whatever the type of the value.
    return /^application\/json\b|^\*\/\*/i.test(mediaType)
      ? ['(Object) value']
      : ['(Object) value', literal(mediaType)];
  }

  function formStyles(schema: TypeRef, types: ApexTypes): Code {
    const styled = types
      .propertiesOf(schema)
      .filter(({ formStyle }) => formStyle !== undefined && formStyle !== 'repeated');
    const written = { comma: 'form', space: 'space', pipe: 'pipe', deep: 'deep', json: 'json', repeated: 'form*' };
    const entries = styled.map(
      ({ wireName, formStyle }) => `${literal(wireName)} => ${literal(written[formStyle ?? 'repeated'])}`,
    );
    return filled('new Map<String, String>', entries);
  }
}

/** A media type that names one: `image/*` says only which kind. */
function sendable(mediaType: string): string {
  return mediaType.includes('*') ? 'application/octet-stream' : mediaType;
}

export function bodyType(apex: ApexTypes, encoding: string, type: TypeRef): string {
  if (encoding === 'text') return 'String';
  if (encoding === 'binary') return 'Blob';
  return apex.ofParameter(type);
}

function bodyCall(encoding: string, isObject: boolean): string {
  if (encoding === 'text' || encoding === 'binary') return 'rawBody';
  return !isObject && encoding !== 'json' ? `${encoding}Map` : `${encoding}Body`;
}

/* ------------------------------------------------------------------- answers */

/** The status whose content `send` gives. */
export function successStatus(operation: Operation): string {
  const successes = operation.answers.filter(({ status }) => status.startsWith('2'));
  return (
    (
      successes.find(({ content }) => content) ??
      successes[0] ??
      operation.answers.find(({ status }) => status === 'default')
    )?.status ?? ''
  );
}

/** What successes hold, and whether they differ in it. */
export function success(operation: Operation): {
  readonly content: AnswerContent | null;
  readonly differs: boolean;
  readonly all: readonly Answer[];
} {
  const successes = operation.answers.filter(({ status }) => status.startsWith('2'));
  const all = successes.length ? successes : operation.answers.filter(({ status }) => status === 'default');
  const contents = all.flatMap(({ content }) => content ?? []);
  const [content = null] = contents;
  const kinds = new Set(contents.map(({ encoding, type }) => `${encoding} ${typeKey(type)}`));
  return { content, differs: kinds.size > 1, all };
}

/** The type `send` gives; null where there is nothing to give. */
export function resultType(apex: ApexTypes, operation: Operation): string | null {
  const { content, differs } = success(operation);
  if (!content) return null;
  if (content.encoding !== 'json') return content.encoding === 'text' ? 'String' : 'Blob';
  return differs ? 'Object' : apex.of(content.type);
}

function send(apex: ApexTypes, operation: Operation): string[] {
  const { content, differs, all } = success(operation);
  const type = resultType(apex, operation);
  const each = differs
    ? all.flatMap((answer) => (answer.content ? `${answer.status} ${apex.of(answer.content.type)}` : []))
    : [];
  const described = all.find((answer) => answer.content === content)?.description ?? '';
  const said = [
    ...(type === null ? [] : [oneLine(apex.descriptions.say(described))]),
    ...(each.length ? [`read it by status: ${each.join(', ')}`] : []),
  ].filter(Boolean);
  const tags = [...(said.length ? [`@return ${said.join('; ')}`] : []), ...failures(apex, operation)];
  return [
    ...comment([], tags, IN_CLASS),
    `${IN_CLASS}public ${type ?? 'void'} send() {`,
    ...(type === null || !content
      ? [`${IN_METHOD}sent();`]
      : content.encoding === 'text'
        ? [`${IN_METHOD}return sent().body();`]
        : content.encoding === 'binary'
          ? [`${IN_METHOD}return sent().binaryBody();`]
          : answered(apex, differs ? { kind: 'any' } : content.type)),
    `${IN_CLASS}}`,
  ];
}

function answered(apex: ApexTypes, type: TypeRef): string[] {
  const generated = apex.classOf(type);
  return generated === null
    ? apex.exchange(type, 'return', 'answer()', "'value'", 'null', IN_METHOD)
    : call(IN_METHOD, `return (${generated}) answer`, [`${generated}.class`], ';');
}

function failures(apex: ApexTypes, operation: Operation): string[] {
  const typed = operation.answers.flatMap(({ status, content }) => {
    const type =
      content?.encoding === 'json' && status !== successStatus(operation) && !status.startsWith('2')
        ? apex.classOf(content.type)
        : null;
    return type === null ? [] : [`${status} ${type}`];
  });
  return typed.length ? [`@throws CourierApiException when it is no success; its error: ${typed.join(', ')}`] : [];
}

function pages(pagination: Pagination | null, apex: ApexTypes, operation: Operation): string[] {
  if (!pagination || resultType(apex, operation) === null) return [];
  const parameter = 'parameter' in pagination ? literal(pagination.parameter) : 'null';
  const next =
    pagination.kind === 'cursor' || pagination.kind === 'nextUrl'
      ? literal(pagination.next.join(' '))
      : pagination.kind === 'lastItem'
        ? literal([pagination.property, ...pagination.more].join(' '))
        : 'null';
  return [
    '',
    `${IN_CLASS}public override Object sendUntyped() {`,
    `${IN_METHOD}return send();`,
    `${IN_CLASS}}`,
    '',
    ...comment([`Goes over the pages, a callout each; \`next()\` gives what \`send()\` gives.`], [], IN_CLASS),
    `${IN_CLASS}public CourierApiPages pages() {`,
    ...call(
      IN_METHOD,
      'return new CourierApiPages',
      ['this', literal(pagination.kind), parameter, next, literal(pagination.items.join(' '))],
      ';',
    ),
    `${IN_CLASS}}`,
  ];
}
