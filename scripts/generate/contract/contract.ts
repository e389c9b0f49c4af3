/**
 * Contract first: TypeScript interfaces in place of a document, for systems that have none.
 *
 * Exported interfaces and type aliases are the types. A method with `@route POST /orders/{id}` is an operation: parameters that the
 * route names stand in the path, `body` is the body, all others are the query. `@format int64` and other JSDoc tags say what
 * TypeScript's types do not.
 */
import { readFileSync } from 'node:fs';
import {
  Node,
  Project,
  type InterfaceDeclaration,
  type JSDocableNode,
  type MethodSignature,
  type PropertySignature,
  type SourceFile,
  type TypeNode,
} from 'ts-morph';
import { CommandError, ExitCode } from '../../cli/errors';
import type { JsonObject } from '../document/json';

/** @returns an OpenAPI 3.1 document of what a file declares */
export function contractDocument(file: string): JsonObject {
  return new Contract(file, sourceOf(file)).document();
}

function sourceOf(file: string): SourceFile {
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  const source = project.createSourceFile('/contract.ts', textOf(file));
  const [problem] = project.getProgram().getSyntacticDiagnostics(source);
  if (problem) {
    const { line, column } = source.getLineAndColumnAtPos(problem.getStart());
    const message = problem.getMessageText();
    throw new CommandError(
      ExitCode.project,
      `${file}:${line}:${column} ${typeof message === 'string' ? message : message.getMessageText()}`,
    );
  }
  return source;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandError(
      ExitCode.project,
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

class Contract {
  constructor(
    private readonly file: string,
    private readonly source: SourceFile,
  ) {}

  document(): JsonObject {
    const paths: Record<string, Record<string, JsonObject>> = {};
    const schemas: Record<string, JsonObject> = {};
    for (const each of this.source.getInterfaces()) {
      const methods = each.getMethods();
      for (const method of methods) {
        const [verb, template] = this.routeOf(method);
        (paths[template] ??= {})[verb] = this.operation(method, template, each.getName());
      }
      if (methods.length === 0) schemas[each.getName()] = this.interfaceSchema(each);
    }
    for (const each of this.source.getTypeAliases()) {
      schemas[each.getName()] = { ...described(each), ...this.schema(each.getTypeNodeOrThrow()) };
    }
    const title = this.file.replace(/^.*[\\/]/, '').replace(/\.ts$/, '');
    return { openapi: '3.1.0', info: { title, version: '1' }, paths, components: { schemas } };
  }

  // ---------------------------------------------------------------- operations

  private routeOf(method: MethodSignature): [verb: string, template: string] {
    const route = tagsOf(method).get('route') ?? '';
    const [, verb, template] = /^(GET|PUT|POST|PATCH|DELETE|HEAD)\s+(\/\S*)$/i.exec(route) ?? [];
    if (verb === undefined || template === undefined)
      this.refuse(method, `${method.getName()} needs a JSDoc tag such as @route GET /orders/{id}.`);
    return [verb.toLowerCase(), template];
  }

  private operation(method: MethodSignature, template: string, tag: string): JsonObject {
    const parameters = method.getParameters().map((each) => ({
      name: each.getName(),
      isRequired: !each.isOptional(),
      schema: this.schema(each.getTypeNode() ?? this.refuse(each, `${each.getName()} needs a type.`)),
    }));
    const body = parameters.find(({ name }) => name === 'body');
    const result = method.getReturnTypeNode();
    const isEmpty = !result || result.getText() === 'void';
    return {
      operationId: method.getName(),
      tags: [tag],
      ...described(method),
      parameters: parameters
        .filter((each) => each !== body)
        .map(({ name, isRequired, schema }) => {
          const isInPath = template.includes(`{${name}}`);
          return { name, in: isInPath ? 'path' : 'query', required: isInPath || isRequired, schema };
        }),
      ...(body ? { requestBody: { required: body.isRequired, ...json(body.schema) } } : {}),
      responses: isEmpty ? { 204: { description: '' } } : { 200: { description: '', ...json(this.schema(result)) } },
    };
  }

  // ---------------------------------------------------------------- types

  private interfaceSchema(declaration: InterfaceDeclaration): JsonObject {
    const own = this.objectSchema(declaration.getProperties());
    const bases = declaration.getExtends().map((each) => reference(each.getExpression().getText()));
    return { ...described(declaration), ...(bases.length > 0 ? { allOf: [...bases, own] } : own) };
  }

  private objectSchema(properties: readonly PropertySignature[]): JsonObject {
    const entries = properties.map((each): [string, JsonObject] => {
      const type = each.getTypeNode() ?? this.refuse(each, `${each.getName()} needs a type.`);
      const format = tagsOf(each).get('format');
      const schema = { ...this.schema(type), ...described(each) };
      const name = each.getNameNode();
      const key = Node.isStringLiteral(name) ? name.getLiteralText() : each.getName();
      return [key, format === undefined ? schema : { ...schema, ...formatted(schema, format) }];
    });
    const required = entries.filter((_, index) => !properties[index]?.hasQuestionToken()).map(([name]) => name);
    return { type: 'object', properties: Object.fromEntries(entries), required };
  }

  private schema(node: TypeNode): JsonObject {
    if (Node.isParenthesizedTypeNode(node)) return this.schema(node.getTypeNode());
    if (Node.isArrayTypeNode(node)) return { type: 'array', items: this.schema(node.getElementTypeNode()) };
    if (Node.isTypeLiteral(node)) return this.objectSchema(node.getProperties());
    if (Node.isUnionTypeNode(node)) return this.union(node.getTypeNodes());
    if (Node.isLiteralTypeNode(node)) return this.union([node]);
    if (Node.isTypeReference(node)) return this.referenced(node.getTypeName().getText(), node.getTypeArguments(), node);
    const text = node.getText();
    if (text === 'string' || text === 'number' || text === 'boolean') return { type: text };
    if (text === 'bigint') return { type: 'integer', format: 'int64' };
    if (text === 'unknown' || text === 'any' || text === 'object') return {};
    return this.refuse(node, `${text} is no type that JSON could hold.`);
  }

  private referenced(name: string, [first, second]: readonly TypeNode[], node: TypeNode): JsonObject {
    if ((name === 'Array' || name === 'ReadonlyArray') && first) return { type: 'array', items: this.schema(first) };
    if (name === 'Record' && second) return { type: 'object', additionalProperties: this.schema(second) };
    if (name === 'Promise' && first) return this.schema(first);
    if (name === 'Date') return { type: 'string', format: 'date-time' };
    if (this.source.getInterface(name) ?? this.source.getTypeAlias(name)) return reference(name);
    return this.refuse(node, `There is no type ${name} in this file.`);
  }

  private union(nodes: readonly TypeNode[]): JsonObject {
    const isNull = (each: TypeNode): boolean => each.getText() === 'null' || each.getText() === 'undefined';
    const others = nodes.filter((each) => !isNull(each));
    const texts = others.map((each) => {
      const literal = Node.isLiteralTypeNode(each) ? each.getLiteral() : undefined;
      return Node.isStringLiteral(literal) ? literal.getLiteralText() : null;
    });
    const values = texts.filter((each) => each !== null);
    const schema = (): JsonObject => {
      const [only] = others;
      if (values.length === others.length) return { type: 'string', enum: values };
      if (only && others.length === 1 && !Node.isLiteralTypeNode(only)) return this.schema(only);
      if (others.some((each) => Node.isLiteralTypeNode(each)))
        return this.refuse(others[0] ?? this.source, 'Only texts may stand in a union of literals.');
      return { oneOf: others.map((each) => this.schema(each)) };
    };
    return nodes.length === others.length ? schema() : { anyOf: [schema(), { type: 'null' }] };
  }

  private refuse(node: Node, message: string): never {
    const { line, column } = this.source.getLineAndColumnAtPos(node.getStart());
    throw new CommandError(ExitCode.project, `${this.file}:${line}:${column} ${message}`);
  }
}

function reference(name: string): JsonObject {
  return { $ref: `#/components/schemas/${name}` };
}

function json(schema: JsonObject): JsonObject {
  return { content: { 'application/json': { schema } } };
}

/** `int32` and `int64` are whole numbers, which TypeScript has no type for. */
function formatted(schema: JsonObject, format: string): JsonObject {
  return format.startsWith('int') && schema.type === 'number' ? { type: 'integer', format } : { format };
}

function tagsOf(node: JSDocableNode): ReadonlyMap<string, string> {
  const tags = node.getJsDocs().flatMap((each) => each.getTags());
  return new Map(tags.map((each) => [each.getTagName(), (each.getCommentText() ?? '').trim()]));
}

function described(node: JSDocableNode): JsonObject {
  const description = node
    .getJsDocs()
    .map((each) => each.getDescription().trim())
    .join('\n');
  return {
    ...(description === '' ? {} : { description }),
    ...(tagsOf(node).has('deprecated') ? { deprecated: true } : {}),
  };
}
