import { current } from '../../platform/current';
import type { HttpAnswer, HttpCall } from '../../platform/services';
import { ApexBlob } from '../../values/blob';
import { apexException, nullArgument, UnsupportedError } from '../../values/errors';
import { hooks } from '../../values/type-registry';
import { libraryClass, libraryInterface } from '../declare';
import { PlatformObject } from '../platform-object';
import type { HttpRequest } from './http-request';
import { HttpResponse } from './http-response';
import { ResourceMock } from './static-resource-mocks';
import { unsupported } from '../unsupported';

/** A `System.Http`. */
class Http extends PlatformObject {
  protected readonly typeName = 'System.Http';

  override toApexText(): string {
    return 'System.Http[]';
  }
}

/** What the page of `setMethod` names. */
const METHODS: ReadonlySet<string> = new Set(['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT', 'TRACE']);

function mustBeSendable(request: HttpRequest): void {
  if (!request.endpoint) throw apexException('System.CalloutException', 'Endpoint cannot be null or empty');
  if (!request.method) throw apexException('System.CalloutException', 'Method cannot be null or empty');
}

/** The request as data; a body turns a GET into a POST, as on the platform. */
function callOf(request: HttpRequest): HttpCall {
  // Only a mock answers in a test, and it asks for nothing: public suites send requests without endpoint and method.
  if (!current().isTest) mustBeSendable(request);
  const body = request.body && request.body.size > 0 ? request.body.bytes : null;
  const method = (request.method ?? '').toUpperCase();
  if (method && !METHODS.has(method)) throw new UnsupportedError(`HttpRequest.setMethod ${request.method}`);
  return {
    method: method === 'GET' && body ? 'POST' : method,
    endpoint: request.endpoint ?? '',
    headers: new Map(request.headers),
    body,
    timeout: request.timeout,
    compressed: request.compressed,
  };
}

/** What the network answered, as Apex sees it. */
function responseOf(answer: HttpAnswer): HttpResponse {
  const response = new HttpResponse();
  response.status = answer.status;
  response.statusCode = answer.statusCode;
  response.body = new ApexBlob(answer.body);
  for (const [name, value] of answer.headers) response.headers.set(name, value);
  return response;
}

/** Sends a request, to the test's mock where there is one. */
export function send(request: HttpRequest | null): HttpResponse {
  if (!request) throw nullArgument();
  return current().callouts.send(
    callOf(request),
    (mock) =>
      mock instanceof ResourceMock
        ? mock.respond(request)
        : (hooks().invokeInterface(mock, 'System.HttpCalloutMock', 'respond', [request]) as HttpResponse),
    responseOf,
  );
}

/** `System.Http`. */
export const httpClass = libraryClass(
  'System.Http',
  {
    'new()': () => new Http(),
    'System.HttpResponse send(System.HttpRequest request)': (_self: Http, request: HttpRequest | null) => send(request),
    'String toString()': unsupported('Http.toString'),
  },
  { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_restful_http_http.htm' },
);

/** `System.HttpCalloutMock`. */
export const httpCalloutMockInterface = libraryInterface(
  'System.HttpCalloutMock',
  ['System.HttpResponse respond(System.HttpRequest request)'],
  {
    docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_interface_httpcalloutmock.htm',
  },
);
