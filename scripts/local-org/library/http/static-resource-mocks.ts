/** The mocks that answer with static resources. */
import { readFileSync } from 'node:fs';
import { current } from '../../platform/current';
import { ApexBlob } from '../../values/blob';
import { apexException } from '../../values/errors';
import { libraryClass, type LibraryDeclaration, type MemberTable } from '../declare';
import { PlatformObject } from '../platform-object';
import { Headers } from './headers';
import type { HttpRequest } from './http-request';
import { HttpResponse } from './http-response';

/** Bytes of a static resource. @throws System.CalloutException when there is none of that name */
export function staticResource(name: string): Buffer {
  const resource = current().org.schema.staticResources.get(name.toLowerCase());
  if (!resource) throw apexException('System.CalloutException', `Static resource '${name}' not found.`);
  return readFileSync(resource.file);
}

/** What the two have in common. */
export abstract class ResourceMock extends PlatformObject {
  readonly headers = new Headers();
  status: string | null = null;
  statusCode = 0;

  protected abstract resourceFor(request: HttpRequest): string;

  respond(request: HttpRequest): HttpResponse {
    const response = new HttpResponse();
    response.body = new ApexBlob(staticResource(this.resourceFor(request)));
    response.status = this.status;
    response.statusCode = this.statusCode;
    for (const [name, value] of this.headers) response.headers.set(name, value);
    return response;
  }
}

/** A `System.StaticResourceCalloutMock`. */
export class StaticResourceCalloutMock extends ResourceMock {
  protected readonly typeName = 'System.StaticResourceCalloutMock';
  resource: string | null = null;

  protected override resourceFor(): string {
    if (this.resource === null) throw apexException('System.CalloutException', 'No static resource was set');
    return this.resource;
  }
}

/** A `System.MultiStaticResourceCalloutMock`. */
export class MultiStaticResourceCalloutMock extends ResourceMock {
  protected readonly typeName = 'System.MultiStaticResourceCalloutMock';
  readonly resources = new Map<string, string>();

  protected override resourceFor(request: HttpRequest): string {
    const resource = this.resources.get(request.endpoint ?? '');
    if (resource === undefined) {
      throw apexException('System.CalloutException', `No static resource was set for endpoint ${request.endpoint}`);
    }
    return resource;
  }
}

const COMMON: MemberTable = {
  'void setHeader(String headerName, String headerValue)': (self: ResourceMock, name: string, value: string) =>
    self.headers.set(name, value),
  'void setStatus(String httpStatus)': (self: ResourceMock, status: string) => {
    self.status = status;
  },
  'void setStatusCode(Integer httpStatusCode)': (self: ResourceMock, statusCode: number) => {
    self.statusCode = statusCode;
  },
  'System.HttpResponse respond(System.HttpRequest request)': (self: ResourceMock, request: HttpRequest) =>
    self.respond(request),
};

export const STATIC_RESOURCE_MOCKS: readonly LibraryDeclaration[] = [
  libraryClass(
    'System.StaticResourceCalloutMock',
    {
      'new()': () => new StaticResourceCalloutMock(),
      'void setStaticResource(String resourceName)': (self: StaticResourceCalloutMock, name: string) => {
        self.resource = name;
      },
      ...COMMON,
    },
    {
      implements: ['System.HttpCalloutMock'],
      docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_staticresourcecalloutmock.htm',
    },
  ),
  libraryClass(
    'System.MultiStaticResourceCalloutMock',
    {
      'new()': () => new MultiStaticResourceCalloutMock(),
      'void setStaticResource(String endpoint, String resourceName)': (
        self: MultiStaticResourceCalloutMock,
        endpoint: string,
        name: string,
      ) => {
        self.resources.set(endpoint, name);
      },
      ...COMMON,
    },
    {
      implements: ['System.HttpCalloutMock'],
      docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_multistaticresourcecalloutmock.htm',
    },
  ),
];
