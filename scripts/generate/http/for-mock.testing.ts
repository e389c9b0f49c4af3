/**
 * A document as the mock server needs it to judge requests only. What it changes says nothing about requests, or says what the
 * document means already.
 */
import { isObject, objectOf, own, type JsonObject } from '../document/json';

const METHODS = new Set(['get', 'put', 'post', 'delete', 'head', 'patch', 'options', 'trace']);

export function forMock(document: JsonObject): JsonObject {
  const paths = mapped(document.paths, (item) =>
    Object.fromEntries(
      Object.entries(objectOf(item)).map(([key, each]) => [key, METHODS.has(key) ? operation(each) : each]),
    ),
  );
  const components = isObject(document.components)
    ? { components: { ...document.components, responses: mapped(document.components.responses, withoutHeaders) } }
    : {};
  // Who may call, and where, is the endpoint's matter.
  return { ...without(document, 'security', 'servers', 'host', 'basePath'), ...components, paths };
}

function operation(value: unknown): unknown {
  const rest = without(objectOf(value), 'security', 'servers');
  const body = isObject(rest.requestBody) ? { requestBody: withEncodings(rest.requestBody) } : {};
  return { ...rest, ...body, responses: mapped(rest.responses, withoutHeaders) };
}

/** The mock sends examples of headers as they are: of Transfer-Encoding, too, which makes an answer that nobody can read. */
function withoutHeaders(response: unknown): unknown {
  return without(objectOf(response), 'headers');
}

/**
 * A form's property has the style `form` and `explode: true` where the document says nothing: "default values … including
 * default values" of query parameters (OpenAPI 3.0.3 and 3.1, Encoding Object). The mock reads a list only where that is said:
 * `deserializeFormBody` in @stoplight/prism-http asks for `encoding.style` and takes the text of a list for a text otherwise.
 */
function withEncodings(body: JsonObject): JsonObject {
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
