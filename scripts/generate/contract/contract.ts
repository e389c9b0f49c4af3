/**
 * Contract first: TypeScript interfaces in place of a document, for systems that have none.
 *
 * Interfaces and type aliases are the types. A method with `@route POST /orders/{id}` is an operation: parameters that the
 * route names stand in the path, `body` is the body, all others are the query. JSDoc tags say what TypeScript's types do not:
 * `@format int64`, limits such as `@maxLength 40`, `@apexName` and `@flow`.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  Node,
  Project,
  type InterfaceDeclaration,
  type MethodSignature,
  type SourceFile,
  type TypeNode,
} from 'ts-morph';
import { CommandError, ExitCode } from '../../cli/errors';
import { child, type JsonObject } from '../document/json';
import type { LoadedDocument } from '../document/load';
import { Places } from './problems';
import { Schemas } from './schemas';
import { apexNameOf, described, flowOf, parametersOf, tagsOf } from './tags';

/**
 * Reads what a file declares as an OpenAPI 3.1 document.
 *
 * @throws CommandError that lists everything wrong with it
 */
export function loadContract(file: string): LoadedDocument {
  const source = sourceOf(file);
  const places = new Places(file, source);
  const document = new Contract(file, source, places).document();
  places.check();
  return {
    source: file,
    writtenIn: '3.1.0',
    document,
    problems: [],
    files: [resolve(file)],
    locate: places.locate,
  };
}

/** @throws CommandError that lists what is no TypeScript */
function sourceOf(file: string): SourceFile {
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  const source = project.createSourceFile('/contract.ts', textOf(file));
  const problems = project
    .getProgram()
    .getSyntacticDiagnostics(source)
    .map((each) => {
      const { line, column } = source.getLineAndColumnAtPos(each.getStart());
      const message = each.getMessageText();
      return `${file}:${line}:${column} ${typeof message === 'string' ? message : message.getMessageText()}`;
    });
  if (problems.length > 0) throw new CommandError(ExitCode.project, `${file} cannot be used:`, problems);
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

const JSON_BODY = ['content', 'application/json', 'schema'];

interface Route {
  /** In lower case. */
  readonly verb: string;
  readonly template: string;
}

class Contract {
  private readonly schemas: Schemas;

  constructor(
    private readonly file: string,
    private readonly source: SourceFile,
    private readonly places: Places,
  ) {
    this.schemas = new Schemas(source, places);
  }

  document(): JsonObject {
    const paths: Record<string, Record<string, JsonObject>> = {};
    const operations = new Map<string, string>();
    for (const each of this.source.getInterfaces().filter(isClient)) {
      if (tagsOf(each).has('apexName'))
        this.places.complain(each, `A client is called by the prefix and its interface: rename ${each.getName()}.`);
      for (const property of each.getProperties())
        this.places.complain(
          property,
          `${property.getName()} is left out: ${each.getName()} is a client, which has methods.`,
        );
      for (const method of each.getMethods()) {
        const route = this.routeOf(method);
        if (!route) continue;
        const { verb, template } = route;
        const what = `${verb.toUpperCase()} ${template}`;
        const other = operations.get(what);
        if (other !== undefined) this.places.complain(method, `${what} is the route of ${other} already.`);
        operations.set(what, method.getName());
        (paths[template] ??= {})[verb] = this.operation(method, route, each.getName());
      }
    }
    const title = this.file.replace(/^.*[\\/]/, '').replace(/\.ts$/, '');
    return {
      openapi: '3.1.0',
      info: { title, version: '1' },
      paths,
      components: { schemas: this.schemas.all(isClient) },
    };
  }

  private routeOf(method: MethodSignature): Route | null {
    const route = tagsOf(method).get('route') ?? '';
    const [, verb, template] = /^(GET|PUT|POST|PATCH|DELETE|HEAD)\s+(\/[^\s?#]*)$/i.exec(route) ?? [];
    if (verb !== undefined && template !== undefined) return { verb: verb.toLowerCase(), template };
    this.places.complain(method, `${method.getName()} needs a JSDoc tag such as @route GET /orders/{id}.`);
    return null;
  }

  private operation(method: MethodSignature, { verb, template }: Route, tag: string): JsonObject {
    const path = child(child('#/paths', template), verb);
    this.places.remember(path, method);
    const said = parametersOf(method);
    const inPath = [...template.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
    let index = 0;
    const parameters = method.getParameters().map((each) => {
      const isBody = each.getName() === 'body' && !inPath.includes('body');
      const at = isBody ? child(path, 'requestBody') : child(child(path, 'parameters'), index++);
      this.places.remember(at, each);
      const type = each.getTypeNode();
      if (!type) this.places.complain(each, `${each.getName()} needs a type.`);
      return {
        name: each.getName(),
        isBody,
        isRequired: !each.isOptional(),
        schema: type ? this.schemas.of(type, isBody ? JSON_BODY.reduce(child, at) : child(at, 'schema')) : {},
        description: said.get(each.getName()) ?? '',
      };
    });
    for (const name of inPath)
      if (!parameters.some((each) => each.name === name))
        this.places.complain(method, `${method.getName()} has no parameter ${name}, which its route names.`);
    const body = parameters.find(({ isBody }) => isBody);
    return {
      operationId: method.getName(),
      tags: [tag],
      ...described(method),
      ...apexNameOf(method, 'member', this.places),
      ...flowOf(method),
      parameters: parameters
        .filter(({ isBody }) => !isBody)
        .map(({ name, isRequired, schema, description }) => ({
          name,
          in: inPath.includes(name) ? 'path' : 'query',
          required: inPath.includes(name) || isRequired,
          schema,
          description,
        })),
      ...(body
        ? { requestBody: { required: body.isRequired, description: body.description, ...json(body.schema) } }
        : {}),
      responses: this.responses(method.getReturnTypeNode(), path),
    };
  }

  private responses(declared: TypeNode | undefined, path: string): JsonObject {
    const result = declared && withoutPromise(declared);
    if (!result || result.getText() === 'void') return { 204: { description: '' } };
    const at = ['responses', '200', ...JSON_BODY].reduce(child, path);
    return { 200: { description: '', ...json(this.schemas.of(result, at)) } };
  }
}

/** An interface with methods is a client, whatever else it has. */
function isClient(declaration: InterfaceDeclaration): boolean {
  return declaration.getMethods().length > 0;
}

function withoutPromise(node: TypeNode): TypeNode {
  if (!Node.isTypeReference(node) || node.getTypeName().getText() !== 'Promise') return node;
  return node.getTypeArguments()[0] ?? node;
}

function json(schema: JsonObject): JsonObject {
  return { content: { 'application/json': { schema } } };
}
