/** Paths → operations of the model. */
import type {
  Answer,
  AnswerContent,
  Body,
  FormStyle,
  HttpMethod,
  Omitted,
  Operation,
  Parameter,
  ParameterStyle,
} from '../../model/model';
import { FLOW } from '../extensions';
import { child, isObject, listOf, own, textOf, type JsonObject } from '../json';
import { apexNameOf, described, type Place, type ReadContext } from './context';
import { paginationOf } from './pagination';
import type { FormStyles, SchemaReader } from './schemas';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
/** What OpenAPI says to leave to the client, and what carries credentials: those come from the external credential. */
const NOT_PARAMETERS = new Set([
  'accept',
  'content-type',
  'content-length',
  'host',
  'authorization',
  'proxy-authorization',
  'cookie',
  'x-api-key',
  'api-key',
  'x-auth-token',
]);

/** What a path item may have besides its methods. */
const NOT_METHODS = new Set(['$ref', 'summary', 'description', 'servers', 'parameters']);
const STATUS = /^([1-5](\d\d|XX)|default)$/;

export class OperationReader {
  readonly operations: Operation[] = [];
  /** Where each operation id was met first. */
  private readonly ids = new Map<string, string>();
  readonly omitted: Omitted[] = [];

  constructor(
    private readonly context: ReadContext,
    private readonly schemas: SchemaReader,
    private readonly queryKeys: readonly {
      readonly name: string;
      readonly key: string;
      readonly description: string;
    }[],
  ) {}

  readAll(): void {
    const root: Place = { path: '#', value: this.context.document };
    for (const [written, item] of this.context.entries(root, 'paths')) {
      if (written.startsWith('x-')) continue;
      const path = child('#/paths', written);
      const template = written.startsWith('/') ? written : `/${written}`;
      if (template !== written)
        this.context.problem(path, `The path does not begin with a slash: taken for ${template}.`);
      for (const key of Object.keys(item.value))
        if (!METHODS.includes(key) && !NOT_METHODS.has(key) && !key.startsWith('x-'))
          this.context.problem(child(item.path, key), `${key} is no method of OpenAPI.`);
      for (const method of METHODS) {
        const operation = this.context.inside(item, method);
        if (!operation) continue;
        // Its identity is where it is listed, even where the path item stands elsewhere.
        this.read(child(path, method), template, method, item, operation);
      }
    }
  }

  private read(path: string, template: string, method: string, item: Place, place: Place): void {
    const what = `${method.toUpperCase()} ${template}`;
    const omit = (reason: string, whole = true): void => void this.omitted.push({ path, what, reason, whole });
    if (method === 'options') {
      omit('Apex cannot send OPTIONS.');
      return;
    }
    const operationId = textOf(own(place.value, 'operationId')) || null;
    const words = operationId === null ? [method, ...template.split(/[^A-Za-z0-9]+/).filter(Boolean)] : [operationId];
    this.checkId(operationId, what, path);
    const asked = this.context.inside(place, 'requestBody');
    if (!asked && own(place.value, 'requestBody') !== undefined) {
      omit('its body cannot be read.');
      return;
    }
    if (method === 'get' && own(asked?.value, 'required') === true) {
      omit('it is a GET with a body, which Salesforce cannot send.');
      return;
    }
    const security = this.security(place.value, path);
    const parameters = this.withKeys(this.parameters(item, place, template, omit), security.flat());
    const answers = this.answers(place, words);
    const { value } = place;
    const operation: Operation = {
      path,
      method: method.toUpperCase() as HttpMethod,
      template,
      operationId,
      words,
      ...apexNameOf(value),
      ...(own(value, FLOW) === true ? { isFlow: true } : {}),
      tag: this.tagOf(path, value) ?? pathTag(template),
      summary: textOf(own(value, 'summary')).trim(),
      description: textOf(own(value, 'description')).trim(),
      deprecated: own(value, 'deprecated') === true,
      parameters,
      // An optional body of a GET is left out: Salesforce would send it as a POST.
      body: method === 'get' ? null : this.body(place, words, omit),
      answers,
      pagination: null,
      security,
    };
    this.operations.push(operation);
  }

  /** The first tag; where tags are none it is told. */
  private tagOf(path: string, value: JsonObject): string | undefined {
    const tags = own(value, 'tags');
    const tag = listOf(tags).find((each): each is string => typeof each === 'string');
    if (tags !== undefined && (!Array.isArray(tags) || (tags.length > 0 && tag === undefined)))
      this.context.problem(child(path, 'tags'), 'tags is a list of texts.');
    return tag;
  }

  /** Finds out how pages are turned, once all types are known. */
  withPagination(): Operation[] {
    return this.operations.map((each) => ({
      ...each,
      pagination: paginationOf(each, this.schemas.types, this.hasLinkHeader(each)),
    }));
  }

  private hasLinkHeader({ answers }: Operation): boolean {
    return answers.some((answer) => {
      const place = answer.status.startsWith('2') ? this.context.resolve({ $ref: answer.path }, answer.path) : null;
      return Object.keys(own(place?.value, 'headers') ?? {}).some((name) => /^link$/i.test(name));
    });
  }

  private security(value: JsonObject, path: string): string[][] {
    const written = own(value, 'security');
    const at = written === undefined ? '#/security' : child(path, 'security');
    const ways = listOf(written ?? own(this.context.document, 'security'))
      .filter(isObject)
      .map((each) => Object.keys(each));
    const known = own(own(this.context.document, 'components'), 'securitySchemes');
    for (const name of ways.flat())
      if (own(known, name) === undefined) this.context.problem(at, `The security scheme "${name}" is not described.`);
    return ways;
  }

  private checkId(operationId: string | null, what: string, path: string): void {
    if (operationId === null) return;
    const other = this.ids.get(operationId);
    if (other === undefined) this.ids.set(operationId, what);
    else
      this.context.problem(child(path, 'operationId'), `The operation id "${operationId}" is that of ${other}, too.`);
  }

  /* ------------------------------------------------------------ parameters */

  private parameters(
    item: Place,
    operation: Place,
    template: string,
    omit: (reason: string, whole: boolean) => void,
  ): Parameter[] {
    const all = new Map<string, Place>();
    for (const owner of [item, operation]) {
      for (const index of listOf(own(owner.value, 'parameters')).keys()) {
        const found = this.context.inside(owner, 'parameters', index);
        if (!found) omit('one of its parameters cannot be read, and is left out.', false);
        else all.set(`${textOf(own(found.value, 'in'))} ${textOf(own(found.value, 'name'))}`, found);
      }
    }
    const places = [...new Set([...template.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name))];
    const given = [...all.values()].flatMap((place) => this.parameter(place, places, omit) ?? []);
    const inPath = places.map(
      (name) => given.find((each) => each.in === 'path' && each.wireName === name) ?? this.implied(operation, name),
    );
    return [...inPath, ...given.filter((each) => each.in !== 'path')];
  }

  /** With the keys that the operation takes in its query, whether or not the document lists them as parameters, too. */
  private withKeys(parameters: readonly Parameter[], schemes: readonly string[]): Parameter[] {
    const keys = this.queryKeys.filter(({ name }) => schemes.includes(name));
    const isKey = ({ in: where, wireName }: Parameter): boolean =>
      where === 'query' && keys.some(({ key }) => key === wireName);
    return [
      ...parameters.filter((each) => !isKey(each)),
      ...keys.map(({ name, key, description }): Parameter => ({
        path: child('#/components/securitySchemes', name),
        wireName: key,
        in: 'query',
        type: { kind: 'text' },
        required: false,
        deprecated: false,
        description,
        style: { name: 'form', explode: true, allowReserved: false },
        isSecret: true,
      })),
    ];
  }

  private parameter(
    place: Place,
    places: readonly string[],
    omit: (reason: string, whole: boolean) => void,
  ): Parameter | null {
    const { value, path } = place;
    const wireName = textOf(own(value, 'name'));
    const where = textOf(own(value, 'in'));
    if (where === 'cookie') {
      if (own(value, 'required') === true) {
        omit(
          `its cookie ${wireName} is left out: requests carry none. Try a custom header Cookie of the external credential, or a gateway.`,
          false,
        );
      }
      return null;
    }
    if (!wireName || (where !== 'path' && where !== 'query' && where !== 'header')) {
      this.context.problem(path, 'This parameter has no name, or is in no place a request has.');
      return null;
    }
    if (where === 'header' && NOT_PARAMETERS.has(wireName.toLowerCase())) return null;
    if (where === 'path' && !places.includes(wireName)) {
      this.context.problem(path, `The path has no place for its parameter "${wireName}".`);
      return null;
    }
    const content = own(value, 'content');
    const media = isObject(content) ? Object.keys(content)[0] : undefined;
    const schemaPath =
      media === undefined ? child(path, 'schema') : child(child(child(path, 'content'), media), 'schema');
    const schema = media === undefined ? own(value, 'schema') : own(own(content, media), 'schema');
    if (schema === undefined)
      this.context.problem(path, `The parameter "${wireName}" has no schema: it takes anything.`);
    return {
      path,
      wireName,
      ...apexNameOf(value),
      in: where,
      type: this.schemas.typeOf({ path: schemaPath, schema }, [wireName]),
      required: where === 'path' || own(value, 'required') === true,
      deprecated: own(value, 'deprecated') === true,
      description: described(value),
      style: media === undefined ? styleOf(value, where) : { name: 'json', explode: false, allowReserved: false },
      example: this.example(place) ?? own(schema, 'example') ?? listOf(own(schema, 'examples'))[0],
    };
  }

  private implied(operation: Place, name: string): Parameter {
    this.context.problem(operation.path, `The path has a place for "${name}", which is no parameter: taken for text.`);
    return {
      path: child(child(operation.path, 'implied'), name),
      wireName: name,
      in: 'path',
      type: { kind: 'text' },
      required: true,
      deprecated: false,
      description: '',
      style: { name: 'simple', explode: false, allowReserved: false },
    };
  }

  /* ---------------------------------------------------------------- bodies */

  private body(
    operation: Place,
    words: readonly string[],
    omit: (reason: string, whole: boolean) => void,
  ): Body | null {
    const place = this.context.inside(operation, 'requestBody');
    const content = own(place?.value, 'content');
    if (!place || !isObject(content)) return null;
    const mediaType = preferred(Object.keys(content), BODY_ORDER);
    if (mediaType === undefined) return null;
    const path = child(child(place.path, 'content'), mediaType);
    const media = this.context.inside(place, 'content', mediaType);
    const schema = own(media?.value, 'schema');
    const at = { path: child(path, 'schema'), schema };
    const encoding = encodingOf(mediaType);
    const bodyWords = [...words, 'Body'];
    const base = {
      path,
      mediaType,
      required: own(place.value, 'required') === true,
      description: described(place.value),
      example: media ? this.example(media) : undefined,
    };
    if (encoding === 'form' || encoding === 'multipart') {
      const form = this.context.resolve(schema, at.path);
      if (!form) {
        omit(`its body is left out: the document does not say what its ${encoding} holds.`, false);
        return null;
      }
      if (!this.schemas.saysAnything(form)) return null;
      const styles = formStyles(media?.value, encoding);
      return { ...base, encoding, type: this.schemas.formType(form, at.path, bodyWords, styles) };
    }
    if (encoding === 'text') return { ...base, encoding, type: { kind: 'text' } };
    if (encoding === 'binary') return { ...base, encoding, type: { kind: 'file' } };
    return { ...base, encoding, type: this.schemas.typeOf(at, bodyWords) };
  }

  private answers(operation: Place, words: readonly string[]): Answer[] {
    const all = this.context.entries(operation, 'responses').flatMap(([status, place]): Answer[] => {
      if (status.startsWith('x-')) return [];
      const name = status.toUpperCase() === 'DEFAULT' ? 'default' : status.toUpperCase();
      if (!STATUS.test(name)) {
        this.context.problem(child(child(operation.path, 'responses'), status), `"${status}" is no status: left out.`);
        return [];
      }
      const answer: Answer = {
        path: place.path,
        status: name,
        description: described(place.value),
        content: this.content(place, [
          ...words,
          name.startsWith('2') ? 'Answer' : 'Error',
          ...(name === '200' ? [] : [name]),
        ]),
      };
      return [answer];
    });
    const order = ({ status }: Answer): number => (status.startsWith('2') ? 0 : status === 'default' ? 2 : 1);
    return all.sort((a, b) => order(a) - order(b) || (a.status < b.status ? -1 : 1));
  }

  private content(answer: Place, words: readonly string[]): AnswerContent | null {
    const content = own(answer.value, 'content');
    if (!isObject(content)) return null;
    const mediaType = preferred(Object.keys(content), ANSWER_ORDER);
    if (mediaType === undefined) return null;
    const media = this.context.inside(answer, 'content', mediaType);
    const path = child(child(child(answer.path, 'content'), mediaType), 'schema');
    const schema = own(media?.value, 'schema');
    const isBinary = own(schema, 'format') === 'binary' && own(schema, 'type') === 'string';
    const encoding = answerEncoding(mediaType, schema, isBinary);
    return {
      mediaType,
      encoding,
      type:
        encoding === 'json'
          ? this.schemas.typeOf({ path, schema }, words)
          : { kind: encoding === 'text' ? 'text' : 'file' },
      example: media ? this.example(media) : undefined,
    };
  }

  /** The first example of a media type or a parameter. */
  private example(media: Place): unknown {
    const direct = own(media.value, 'example');
    if (direct !== undefined) return direct;
    for (const [, place] of this.context.entries(media, 'examples')) {
      const value = own(place.value, 'value');
      if (value !== undefined) return value;
    }
    return undefined;
  }
}

/** What an operation without a tag is about: the first word of its path that is no version. */
export function pathTag(template: string): string {
  return (
    template.split(/[/#?]/).find((part) => part !== '' && !part.includes('{') && !/^(api|v\d[\w.]*)$/i.test(part)) ?? ''
  );
}

/* ------------------------------------------------------------- media types */

const BODY_ORDER: readonly RegExp[] = [
  /^application\/json\b/i,
  /\bjson\b/i,
  /^application\/x-www-form-urlencoded/i,
  /^multipart\//i,
  /^text\//i,
  /./,
];
const ANSWER_ORDER: readonly RegExp[] = [
  /^application\/json\b/i,
  /\bjson\b(?!.*(seq|lines))/i,
  /^\*\/\*/,
  /^text\/plain/i,
  /./,
];

function preferred(types: readonly string[], order: readonly RegExp[]): string | undefined {
  for (const pattern of order) {
    const found = types.find((type) => pattern.test(type));
    if (found !== undefined) return found;
  }
  return undefined;
}

function encodingOf(mediaType: string): Body['encoding'] {
  if (/\bjson\b/i.test(mediaType) || mediaType === '*/*') return 'json';
  if (/^application\/x-www-form-urlencoded/i.test(mediaType)) return 'form';
  if (/^multipart\//i.test(mediaType)) return 'multipart';
  if (/^text\/|[/+]xml\b|graphql|yaml/i.test(mediaType)) return 'text';
  return 'binary';
}

function answerEncoding(mediaType: string, schema: unknown, isBinary: boolean): AnswerContent['encoding'] {
  if (isBinary) return 'binary';
  if (/\bjson\b/i.test(mediaType)) return 'json';
  if (/^text\/|[/+]xml\b|yaml|javascript/i.test(mediaType)) return 'text';
  return mediaType === '*/*' && isObject(schema) && own(schema, 'type') !== 'string' ? 'json' : 'binary';
}

/* ------------------------------------------------------------------ styles */

const STYLES: Readonly<Record<string, readonly ParameterStyle['name'][]>> = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  header: ['simple'],
};

function styleOf(value: JsonObject, where: 'path' | 'query' | 'header'): ParameterStyle {
  const allowed = STYLES[where] ?? [];
  const asked = textOf(own(value, 'style'));
  const name = allowed.find((each) => each === asked) ?? allowed[0] ?? 'simple';
  const explode = own(value, 'explode');
  return {
    name,
    explode: typeof explode === 'boolean' ? explode : name === 'form',
    allowReserved: own(value, 'allowReserved') === true,
  };
}

function formStyles(media: unknown, encoding: 'form' | 'multipart'): FormStyles {
  const encodings = own(media, 'encoding');
  return {
    styleOf: (property): FormStyle => {
      const said = own(encodings, property);
      const style = textOf(own(said, 'style'));
      const explode = own(said, 'explode');
      if (style === 'deepObject') return 'deep';
      if (style === 'spaceDelimited') return 'space';
      if (style === 'pipeDelimited') return 'pipe';
      if (explode === false) return 'comma';
      return /\bjson\b/i.test(textOf(own(said, 'contentType'))) ? 'json' : 'repeated';
    },
    isFile: (property, flat) => {
      if (encoding !== 'multipart') return false;
      const contentType = textOf(own(own(encodings, property), 'contentType'));
      if (flat?.format === 'binary' || own(own(encodings, property), 'contentType') === 'application/octet-stream')
        return true;
      const items = flat?.items?.schema;
      if (isObject(items) && own(items, 'format') === 'binary') return true;
      return contentType.startsWith('image/') && !flat?.properties.size;
    },
  };
}
