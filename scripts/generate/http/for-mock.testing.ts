/**
 * A document as the mock server needs it to judge requests only. What it changes says nothing about requests, or says what the
 * document means already.
 */
import { isObject, objectOf, own, type JsonObject } from '../document/json';

const METHODS = new Set(['get', 'put', 'post', 'delete', 'head', 'patch', 'options', 'trace']);

export function forMock(document: JsonObject): JsonObject {
  const { paths: all, components: shared, ...rest } = objectOf(withoutExamples(document));
  const paths = mapped(all, (item) =>
    Object.fromEntries(
      Object.entries(objectOf(item)).map(([key, each]) => [key, METHODS.has(key) ? operation(each) : each]),
    ),
  );
  const components = isObject(shared)
    ? {
        components: {
          ...shared,
          responses: mapped(shared.responses, answer),
          requestBodies: mapped(shared.requestBodies, withEncodings),
        },
      }
    : {};
  // Who may call, and where, is the endpoint's matter.
  return { ...without(rest, 'security', 'servers', 'host', 'basePath'), ...components, paths };
}

function operation(value: unknown): unknown {
  const rest = without(objectOf(value), 'security', 'servers');
  const body = rest.requestBody === undefined ? {} : { requestBody: withEncodings(rest.requestBody) };
  return { ...rest, ...body, responses: mapped(rest.responses, answer) };
}

/**
 * What the mock can answer with. It sends examples of headers as they are: of Transfer-Encoding, too, which makes an answer that
 * nobody can read. It takes the range `*\/*` for a media type that nobody asks for ("a media type or media type range", OpenAPI
 * 3.0.3, Response Object). And it writes texts only, where it is not JSON: no `application/pdf`.
 */
function answer(response: unknown): unknown {
  const rest = without(objectOf(response), 'headers');
  if (!isObject(rest.content)) return rest;
  const content = Object.entries(rest.content).map(([type, media]): [string, unknown] => {
    if (type === '*/*') return ['application/json', media];
    return [type, /\bjson\b/i.test(type) ? media : { schema: { type: 'string' } }];
  });
  return { ...rest, content: Object.fromEntries(content) };
}

/**
 * Without examples the mock makes its answers by the schemas. Examples often contradict them: a list for an object (HubSpot),
 * a text for one (Red Hat), `2020/10/12 12:02:44 +0000` for a `date-time` (SoundCloud).
 */
function withoutExamples(value: unknown, holdsNames = false): unknown {
  if (Array.isArray(value)) return value.map((each) => withoutExamples(each));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => holdsNames || (key !== 'example' && key !== 'examples'))
      .map(([key, each]) => [key, withoutExamples(each, !holdsNames && key === 'properties')]),
  );
}

/**
 * A form's property has the style `form` and `explode: true` where the document says nothing: "default values … including
 * default values" of query parameters (OpenAPI 3.0.3 and 3.1, Encoding Object). The mock reads a list only where that is said:
 * `deserializeFormBody` in @stoplight/prism-http asks for `encoding.style` and takes the text of a list for a text otherwise.
 */
function withEncodings(body: unknown): unknown {
  if (!isObject(body) || !isObject(body.content)) return body;
  const content = mapped(body.content, (media) => {
    const properties = own(own(media, 'schema'), 'properties');
    if (!isObject(properties)) return media;
    const lists = Object.entries(properties).filter(([, schema]) => own(schema, 'type') === 'array');
    const said = Object.fromEntries(lists.map(([name]) => [name, { style: 'form', explode: true }]));
    return { ...objectOf(media), encoding: { ...said, ...objectOf(own(media, 'encoding')) } };
  });
  return { ...body, content };
}

function mapped(object: unknown, change: (value: unknown) => unknown): JsonObject {
  return Object.fromEntries(Object.entries(objectOf(object)).map(([key, value]) => [key, change(value)]));
}

function without(object: JsonObject, ...keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}
