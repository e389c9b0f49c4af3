/** `RestContext` and what it holds. Each transaction has its own context. */
import type { ApexBlob } from '../../values/blob';
import type { ApexMap } from '../../values/map';
import { current, type Transaction } from '../../platform/current';
import { mapOf } from '../collections';
import { libraryClass } from '../declare';
import { PlatformObject } from '../platform-object';
import { property } from '../properties';

/** A `System.RestRequest`. */
export class RestRequest extends PlatformObject {
  protected readonly typeName = 'System.RestRequest';
  headers: ApexMap = mapOf('System.String', 'System.String');
  params: ApexMap = mapOf('System.String', 'System.String');
  httpMethod: string | null = null;
  remoteAddress: string | null = null;
  requestBody: ApexBlob | null = null;
  requestURI: string | null = null;
  resourcePath: string | null = null;
}

/** A `System.RestResponse`. */
export class RestResponse extends PlatformObject {
  protected readonly typeName = 'System.RestResponse';
  headers: ApexMap = mapOf('System.String', 'System.String');
  responseBody: ApexBlob | null = null;
  statusCode: number | null = null;
}

interface RestState {
  request: RestRequest | null;
  response: RestResponse | null;
}

const states = new WeakMap<Transaction, RestState>();

function state(): RestState {
  const transaction = current();
  let found = states.get(transaction);
  if (!found) states.set(transaction, (found = { request: null, response: null }));
  return found;
}

/** `System.RestRequest`. */
export const restRequestClass = libraryClass(
  'System.RestRequest',
  {
    'new()': () => new RestRequest(),
    'Map<String, String> headers': property<RestRequest>('headers'),
    'Map<String, String> params': property<RestRequest>('params'),
    'String httpMethod': property<RestRequest>('httpMethod'),
    'String remoteAddress': property<RestRequest>('remoteAddress'),
    'Blob requestBody': property<RestRequest>('requestBody'),
    'String requestURI': property<RestRequest>('requestURI'),
    'String resourcePath': property<RestRequest>('resourcePath'),
    'void addHeader(String name, String value)': (self: RestRequest, name: string, value: string | null) => {
      self.headers.put(name, value);
    },
    'void addParameter(String name, String value)': (self: RestRequest, name: string, value: string | null) => {
      self.params.put(name, value);
    },
  },
  {
    docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_restrequest.htm',
  },
);

/** `System.RestResponse`. */
export const restResponseClass = libraryClass(
  'System.RestResponse',
  {
    'new()': () => new RestResponse(),
    'Map<String, String> headers': property<RestResponse>('headers'),
    'Blob responseBody': property<RestResponse>('responseBody'),
    'Integer statusCode': property<RestResponse>('statusCode'),
    'void addHeader(String name, String value)': (self: RestResponse, name: string, value: string | null) => {
      self.headers.put(name, value);
    },
  },
  {
    docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_restresponse.htm',
  },
);

/** `System.RestContext`. */
export const restContextClass = libraryClass(
  'System.RestContext',
  {
    'static System.RestRequest request': {
      get: () => state().request,
      set: (request: RestRequest | null) => {
        state().request = request;
      },
    },
    'static System.RestResponse response': {
      get: () => state().response,
      set: (response: RestResponse | null) => {
        state().response = response;
      },
    },
  },
  {
    docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_restcontext.htm',
  },
);
