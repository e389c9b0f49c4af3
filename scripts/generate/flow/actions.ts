/** Operations as Flow actions: an outer class each, with the inputs and outputs a flow builder can fill. */
import { bodyType, pathArguments, resultType, success, type ClientOptions } from '../apex/clients';
import { annotated, called, chained, filled, statement, type Code } from '../apex/layout';
import { comment, literal } from '../apex/text';
import { ApexTypes, readFrom } from '../apex/types';
import { pascalOf } from '../names/identifiers';
import { Examples } from '../model/examples';
import type { FlowNames } from '../names/lock';
import type { ApexNames } from '../names/names';
import type { ApiModel, JsonPath, Operation, TypeRef } from '../model/model';
import { apexClass, type GeneratedFile } from '../output/file';

const INDENT = '    ';
const IN_CLASS = INDENT.repeat(2);
const IN_METHOD = INDENT.repeat(2);
const LONGEST_CLASS = 36;
/** Types a flow can hold; everything else is JSON text there. */
const FLOW_TYPES = new Set(['String', 'Boolean', 'Integer', 'Long', 'Decimal', 'Date', 'Datetime', 'List<String>']);

export interface FlowActions {
  readonly files: readonly GeneratedFile[];
  /** For the name lock. */
  readonly names: ReadonlyMap<JsonPath, FlowNames>;
}

/** @param isAction whether an operation becomes an action */
export function flowActions(
  model: ApiModel,
  names: ApexNames,
  options: ClientOptions,
  isAction: (operation: Operation) => boolean,
): FlowActions {
  const taken = new Set(Object.values(names.lock.operations).flatMap(({ flow }) => flow?.action.toLowerCase() ?? []));
  const files: GeneratedFile[] = [];
  const named = new Map<JsonPath, FlowNames>();
  for (const operation of model.operations.filter(isAction)) {
    const { request, flow } = names.operation(operation.path);
    const name = flow?.action ?? className(`${names.prefix}${pascalOf([request])}`);
    const made = action(model, names, options, operation, name);
    files.push(made.file, actionTest(names, options, operation, name, made.inputs));
    named.set(operation.path, made.names);
  }
  return { files, names: named };

  function className(wanted: string): string {
    const base = wanted.slice(0, LONGEST_CLASS - 8);
    let name = `${base}Action`;
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${base}${number}Action`;
    taken.add(name.toLowerCase());
    return name;
  }
}

/** Names of an action's variables, those of earlier runs first. */
class Variables {
  readonly names: Record<string, string>;
  private readonly taken: Set<string>;

  constructor(known: Readonly<Record<string, string>> = {}, taken: readonly string[] = []) {
    this.names = { ...known };
    this.taken = new Set([...Object.values(known), ...taken].map((each) => each.toLowerCase()));
  }

  name(key: string, wanted: string): string {
    if (Object.hasOwn(this.names, key)) return this.names[key] ?? '';
    let unique = wanted;
    for (let number = 2; this.taken.has(unique.toLowerCase()); number++) unique = `${wanted}${number}`;
    this.taken.add(unique.toLowerCase());
    this.names[key] = unique;
    return unique;
  }
}

/** Adds an input and gives its name; `key` is that of the name lock. */
type AddInput = (
  key: string,
  wanted: string,
  type: TypeRef,
  label: string,
  description: string,
  required: boolean,
) => string;

interface Field {
  readonly name: string;
  readonly type: string;
  readonly label: string;
  readonly description: string;
  readonly required: boolean;
  /** An expression that gives a value for tests. */
  readonly example?: string;
}

function action(
  model: ApiModel,
  names: ApexNames,
  { endpoint }: ClientOptions,
  operation: Operation,
  name: string,
): { readonly file: GeneratedFile; readonly inputs: readonly Field[]; readonly names: FlowNames } {
  const named = names.operation(operation.path);
  const apex = new ApexTypes(model, names, name);
  const examples = new Examples(model);
  const inputs: Field[] = [];
  const variables = new Variables(named.flow?.inputs);
  const results = new Variables(
    named.flow?.outputs,
    STANDARD_OUTPUTS.map((each) => each.name),
  );
  const input: AddInput = (key, wanted, type, label, description, required) => {
    const unique = variables.name(key, wanted);
    const declared = apex.of(type);
    const held = FLOW_TYPES.has(declared) ? declared : 'String';
    const example =
      EXAMPLES[held] ?? literal(declared === 'String' ? 'text' : JSON.stringify(examples.of(type) ?? null));
    inputs.push({ name: unique, type: held, label, description, required, example });
    return unique;
  };
  const path = pathArguments(operation, named).map(({ parameter, name: wanted }) => {
    const { wireName, description, type } = parameter;
    const field = input(`path ${wireName}`, wanted, type, wireName, description, true);
    return given(apex, parameter.type, apex.ofParameter(parameter.type), `input.${field}`);
  });
  const lines: string[][] = [];
  const inTry = `${IN_METHOD}${INDENT}`;
  // No person building a flow should have to hold a key.
  for (const parameter of operation.parameters.filter((each) => each.in !== 'path' && !each.isSecret)) {
    const { wireName, description, type, required } = parameter;
    const key = `${parameter.in} ${wireName}`;
    const setter = named.members[key] ?? '';
    const field = input(key, setter, type, wireName, description, required);
    const value = given(apex, parameter.type, apex.ofParameter(parameter.type), `input.${field}`);
    lines.push(statement(inTry, '', called(`request.${setter}`, [value])));
  }
  if (operation.body) lines.push(bodyLines(apex, names, operation, input, inTry));
  const outputs = outputFields(apex, names, operation, results);
  const other = input(
    'endpoint',
    'endpoint',
    { kind: 'text' },
    'Endpoint',
    `Courier Endpoint to send through; empty for ${endpoint}.`,
    false,
  );
  const request = `${named.client}.${named.request}`;
  const result = resultType(apex, operation);
  const file = apexClass(name, [
    ...comment([
      operation.summary || operation.description || `${operation.method} ${operation.template}`,
      'A Flow action. One callout an input; an answer that is no success is an output, not a fault of the flow.',
    ]),
    `public inherited sharing class ${name} {`,
    ...statement(
      INDENT,
      '',
      annotated('@InvocableMethod', [
        `label=${literal(clipped(operation.summary || operation.words.join(' '), 80))}`,
        `description=${literal(clipped(operation.description || operation.summary || operation.template, 255))}`,
        `category=${literal(clipped(model.title, 80))}`,
        'callout=true',
      ]),
      '',
    ),
    `${INDENT}public static List<Output> send(List<Input> inputs) {`,
    `${IN_METHOD}List<Output> outputs = new List<Output>();`,
    `${IN_METHOD}for (Input input : inputs) {`,
    `${IN_METHOD}    outputs.add(sendOne(input));`,
    `${IN_METHOD}}`,
    `${IN_METHOD}return outputs;`,
    `${INDENT}}`,
    '',
    `${INDENT}private static Output sendOne(Input input) {`,
    `${IN_METHOD}Output output = new Output();`,
    `${IN_METHOD}try {`,
    ...statement(
      inTry,
      `${request} request = `,
      chained(called(`new ${named.client}`, [`input.${other} ?? ${literal(endpoint)}`]), called(named.method, path)),
    ),
    ...lines.flat(),
    ...(result === null ? [`${IN_METHOD}    request.send();`] : [`${IN_METHOD}    ${result} result = request.send();`]),
    `${IN_METHOD}    output.statusCode = request.response().statusCode();`,
    ...(result === null || result === 'Blob' ? [] : [`${IN_METHOD}    output.body = request.response().body();`]),
    ...(outputs.length
      ? [
          `${IN_METHOD}    if (result != null) {`,
          ...outputs.map((each) => `${IN_METHOD}        output.${each.name} = ${each.from};`),
          `${IN_METHOD}    }`,
        ]
      : []),
    `${IN_METHOD}    output.isSuccess = true;`,
    `${IN_METHOD}} catch (CourierException problem) {`,
    `${IN_METHOD}    output.isSuccess = false;`,
    `${IN_METHOD}    output.error = problem.getMessage();`,
    `${IN_METHOD}    if (problem instanceof CourierApiException) {`,
    `${IN_METHOD}        output.statusCode = ((CourierApiException) problem).statusCode;`,
    `${IN_METHOD}        output.body = ((CourierApiException) problem).response.body();`,
    `${IN_METHOD}    }`,
    `${IN_METHOD}}`,
    `${IN_METHOD}return output;`,
    `${INDENT}}`,
    '',
    ...fieldsClass('Input', inputs),
    '',
    ...fieldsClass('Output', [...STANDARD_OUTPUTS, ...outputs]),
    '}',
  ]);
  return { file, inputs, names: { action: name, inputs: variables.names, outputs: results.names } };
}

/** Values of what a flow can hold, but for text. */
const EXAMPLES: Readonly<Record<string, string>> = {
  Boolean: 'true',
  Integer: '1',
  Long: '1L',
  Decimal: '1.5',
  Date: 'Date.newInstance(2026, 3, 1)',
  Datetime: 'Datetime.newInstanceGmt(2026, 3, 1, 12, 30, 0)',
  'List<String>': "new List<String>{ 'text' }",
};

const STANDARD_OUTPUTS: readonly Field[] = [
  {
    name: 'isSuccess',
    type: 'Boolean',
    label: 'Is Success',
    description: 'Whether the API answered with a success.',
    required: false,
  },
  {
    name: 'statusCode',
    type: 'Integer',
    label: 'Status Code',
    description: 'HTTP status; empty when there was no answer.',
    required: false,
  },
  {
    name: 'error',
    type: 'String',
    label: 'Error',
    description: 'What went wrong; empty when nothing did.',
    required: false,
  },
  { name: 'body', type: 'String', label: 'Body', description: 'The whole answer as text.', required: false },
];

/** The expression that gives a parameter its value: as it is, or read from JSON text. */
function given(apex: ApexTypes, type: TypeRef, declared: string, field: string): Code {
  if (FLOW_TYPES.has(apex.of(type)) || declared === 'Object') return field;
  const generated = apex.classOf(type);
  if (generated !== null) return readFrom(generated, field);
  if (declared === 'CourierApiFile') return called('new CourierApiFile', ["'file'", 'null', `Blob.valueOf(${field})`]);
  return called(`(${declared}) JSON.deserialize`, [`${field} ?? 'null'`, `${declared}.class`]);
}

function bodyLines(apex: ApexTypes, names: ApexNames, operation: Operation, input: AddInput, indent: string): string[] {
  const { body } = operation;
  if (!body) return [];
  const generated = apex.classOf(body.type);
  const properties = apex.propertiesOf(body.type).filter(({ readOnly }) => !readOnly);
  if (generated === null || body.type.kind !== 'named' || properties.length === 0) {
    const held: TypeRef = body.encoding === 'json' ? body.type : { kind: 'text' };
    const field = input('body', 'body', held, 'Body', body.description, body.required);
    const value = {
      binary: () => `Blob.valueOf(input.${field} ?? '')`,
      text: () => `input.${field}`,
      other: () => given(apex, body.type, bodyType(apex, body.encoding, body.type), `input.${field}`),
    }[body.encoding === 'binary' || body.encoding === 'text' ? body.encoding : 'other'];
    return statement(indent, '', called('request.body', [value()]));
  }
  const { members } = names.type(body.type.path);
  return [
    `${indent}${generated} body = new ${generated}();`,
    ...properties.flatMap((property) => {
      const member = members[property.wireName] ?? '';
      const { wireName, type, description } = property;
      const field = input(`body ${wireName}`, member, type, wireName, description, false);
      return statement(
        indent,
        `body.${member} = `,
        given(apex, property.type, apex.of(property.type), `input.${field}`),
      );
    }),
    `${indent}request.body(body);`,
  ];
}

function outputFields(
  apex: ApexTypes,
  names: ApexNames,
  operation: Operation,
  variables: Variables,
): (Field & { readonly from: string })[] {
  const { content, differs } = success(operation);
  if (!content || differs || content.encoding !== 'json' || content.type.kind !== 'named') return [];
  const { members } = names.type(content.type.path);
  const taken = new Set(STANDARD_OUTPUTS.map(({ name }) => name.toLowerCase()));
  return apex
    .propertiesOf(content.type)
    .filter(({ type }) => FLOW_TYPES.has(apex.of(type)))
    .map(({ wireName, type, description }) => {
      const member = members[wireName] ?? '';
      const name = variables.name(wireName, taken.has(member.toLowerCase()) ? `${member}_x` : member);
      return { name, type: apex.of(type), label: wireName, description, required: false, from: `result.${member}` };
    });
}

function fieldsClass(name: string, fields: readonly Field[]): string[] {
  return [
    `${INDENT}public class ${name} {`,
    ...fields.flatMap(({ name: field, type, label, description, required }, index) => [
      ...(index === 0 ? [] : ['']),
      ...statement(
        IN_CLASS,
        '',
        annotated('@InvocableVariable', [
          `label=${literal(clipped(label, 80))}`,
          `description=${literal(clipped(description || label, 255))}`,
          ...(required ? ['required=true'] : []),
        ]),
        '',
      ),
      `${IN_CLASS}public ${type} ${field};`,
    ]),
    `${INDENT}}`,
  ];
}

function clipped(text: string, length: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > length ? `${line.slice(0, length - 1).trimEnd()}…` : line || 'Value';
}

function actionTest(
  names: ApexNames,
  { endpoint }: ClientOptions,
  operation: Operation,
  name: string,
  inputs: readonly Field[],
): GeneratedFile {
  const { client } = names.operation(operation.path);
  // The last one is the endpoint, which stays empty.
  const values = inputs.slice(0, -1).map((each) => `${IN_METHOD}input.${each.name} = ${each.example ?? 'null'};`);
  return apexClass(`${name}Test`, [
    '@IsTest',
    `private class ${name}Test {`,
    `${INDENT}@IsTest`,
    `${INDENT}static void should_answer_every_input() {`,
    `${IN_METHOD}new ${client}Mock().use(${literal(endpoint)});`,
    `${IN_METHOD}${name}.Input input = new ${name}.Input();`,
    ...values,
    '',
    ...statement(
      IN_METHOD,
      `List<${name}.Output> outputs = `,
      called(`${name}.send`, [filled(`new List<${name}.Input>`, ['input', 'input'])]),
    ),
    '',
    `${IN_METHOD}Assert.areEqual(2, outputs.size());`,
    `${IN_METHOD}Assert.isTrue(outputs[0].isSuccess, outputs[0].error);`,
    `${INDENT}}`,
    '',
    `${INDENT}@IsTest`,
    `${INDENT}static void should_tell_the_flow_when_the_api_refuses() {`,
    ...statement(
      IN_METHOD,
      '',
      chained(
        called(`new ${client}Mock`, []),
        called('answer', [literal(operation.method), literal(operation.template), '500', "'down'"]),
        called('use', [literal(endpoint)]),
      ),
    ),
    `${IN_METHOD}${name}.Input input = new ${name}.Input();`,
    ...values,
    '',
    ...statement(
      IN_METHOD,
      `${name}.Output output = `,
      called(`${name}.send`, [filled(`new List<${name}.Input>`, ['input'])], '[0]'),
    ),
    '',
    `${IN_METHOD}Assert.isFalse(output.isSuccess);`,
    `${IN_METHOD}Assert.areEqual(500, output.statusCode);`,
    `${INDENT}}`,
    '}',
  ]);
}
