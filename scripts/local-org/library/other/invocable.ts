/** `Invocable.Action`: actions cannot be invoked; their results can be made from JSON, as tests of callers do. */
import type { ApexMap } from '../../values/map';
import type { Value } from '../../values/value';
import { listOf, mapOf } from '../collections';
import { libraryClass, type LibraryDeclaration } from '../declare';
import { deserializeUntyped } from '../json/deserialize';
import { registerJsonReader, type JsonSerializable } from '../json/exchange';
import { entry, flag, text, type JsonNode } from '../json/tree';
import { PlatformObject } from '../platform-object';
import { unsupportedMembers } from '../unsupported';

const ACTION = 'Invocable.Action';
const RESULT = 'Invocable.Action.Result';
const ERROR = 'Invocable.Action.Error';

/** An `Invocable.Action`. */
class InvocableAction extends PlatformObject implements JsonSerializable {
  protected readonly typeName = ACTION;

  constructor(
    readonly type: string | null,
    readonly namespace: string | null,
    readonly name: string | null,
    readonly isStandard: boolean,
  ) {
    super();
  }

  *jsonEntries(): Iterable<readonly [string, Value]> {
    yield ['type', this.type];
    yield ['namespace', this.namespace];
    yield ['name', this.name];
    yield ['standard', this.isStandard];
  }
}

class InvocableError extends PlatformObject implements JsonSerializable {
  protected readonly typeName = ERROR;

  constructor(
    readonly code: string | null,
    readonly message: string | null,
  ) {
    super();
  }

  *jsonEntries(): Iterable<readonly [string, Value]> {
    yield ['code', this.code];
    yield ['message', this.message];
  }
}

class InvocableResult extends PlatformObject {
  protected readonly typeName = RESULT;

  constructor(
    readonly action: InvocableAction | null,
    readonly errors: readonly InvocableError[],
    readonly success: boolean,
    readonly outputParameters: ApexMap,
  ) {
    super();
  }
}

function readAction(node: JsonNode): InvocableAction {
  return new InvocableAction(text(node, 'type'), text(node, 'namespace'), text(node, 'name'), flag(node, 'standard'));
}

function readError(node: JsonNode): InvocableError {
  return new InvocableError(text(node, 'code'), text(node, 'message'));
}

function readResult(node: JsonNode): InvocableResult {
  const action = entry(node, 'action');
  const errors = entry(node, 'errors');
  const outputs = entry(node, 'outputParameters');
  const parameters = outputs?.kind === 'object' ? outputs.entries : [];
  return new InvocableResult(
    action?.kind === 'object' ? readAction(action) : null,
    errors?.kind === 'array' ? errors.items.map(readError) : [],
    flag(node, 'success'),
    mapOf(
      'System.String',
      'System.Object',
      parameters.map(([name, value]) => [name, deserializeUntyped(value)] as const),
    ),
  );
}

registerJsonReader(ACTION, readAction);
registerJsonReader(ERROR, readError);
registerJsonReader(RESULT, readResult);

export const INVOCABLE: readonly LibraryDeclaration[] = [
  libraryClass(ACTION, {
    'static Invocable.Action createCustomAction(String type, String name)': (type: string, name: string) =>
      new InvocableAction(type, null, name, false),
    'static Invocable.Action createCustomAction(String type, String namespace, String name)': (
      type: string,
      namespace: string | null,
      name: string,
    ) => new InvocableAction(type, namespace, name, false),
    'static Invocable.Action createStandardAction(String type)': (type: string) =>
      new InvocableAction(type, null, null, true),
    'String getName()': (self: InvocableAction) => self.name,
    'String getNamespace()': (self: InvocableAction) => self.namespace,
    'String getType()': (self: InvocableAction) => self.type,
    'Boolean isStandard()': (self: InvocableAction) => self.isStandard,
    ...unsupportedMembers(ACTION, [
      'Invocable.Action addInvocation()',
      'Invocable.Action clearInvocations()',
      'List<Invocable.Action.Result> invoke()',
      'Invocable.Action setInvocationParameter(String parameterName, Object parameterValue)',
      'Invocable.Action setInvocations(List<Map<String, Object>> invocations)',
    ]),
  }),
  libraryClass(ERROR, {
    'String getCode()': (self: InvocableError) => self.code,
    'String getMessage()': (self: InvocableError) => self.message,
  }),
  libraryClass(RESULT, {
    'Invocable.Action getAction()': (self: InvocableResult) => self.action,
    'List<Invocable.Action.Error> getErrors()': (self: InvocableResult) => listOf(ERROR, self.errors),
    'Map<String, Object> getOutputParameters()': (self: InvocableResult) => self.outputParameters,
    'Boolean isSuccess()': (self: InvocableResult) => self.success,
  }),
];
