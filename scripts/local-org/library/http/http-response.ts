import { ApexBlob } from '../../values/blob';
import { nullArgument } from '../../values/errors';
import { listOf } from '../collections';
import { libraryClass } from '../declare';
import { DomDocument } from '../dom/document';
import { PlatformObject } from '../platform-object';
import { Headers } from './headers';
import { unsupported } from '../unsupported';

/** A `System.HttpResponse`. */
export class HttpResponse extends PlatformObject {
  protected readonly typeName = 'System.HttpResponse';
  status: string | null = null;
  statusCode = 0;
  body: ApexBlob | null = null;
  readonly headers = new Headers();

  override toApexText(): string {
    return `System.HttpResponse[Status=${this.status}, StatusCode=${this.statusCode}]`;
  }
}

/** `System.HttpResponse`. */
export const httpResponseClass = libraryClass(
  'System.HttpResponse',
  {
    'new()': () => new HttpResponse(),
    'String getBody()': (self: HttpResponse) => self.body?.bytes.toString('utf8') ?? '',
    'Blob getBodyAsBlob()': (self: HttpResponse) => self.body ?? new ApexBlob(Buffer.alloc(0)),
    'Dom.Document getBodyDocument()': (self: HttpResponse) =>
      DomDocument.parse(self.body?.bytes.toString('utf8') ?? ''),
    'String getHeader(String key)': (self: HttpResponse, key: string | null) => self.headers.get(key ?? ''),
    'List<String> getHeaderKeys()': (self: HttpResponse) => listOf('System.String', self.headers.names),
    'String getStatus()': (self: HttpResponse) => self.status,
    'Integer getStatusCode()': (self: HttpResponse) => self.statusCode,
    'System.XmlStreamReader getXmlStreamReader()': unsupported('HttpResponse.getXmlStreamReader'),
    'void setBody(String body)': (self: HttpResponse, body: string | null) => {
      self.body = body === null ? null : new ApexBlob(Buffer.from(body, 'utf8'));
    },
    'void setBodyAsBlob(Blob body)': (self: HttpResponse, body: ApexBlob | null) => {
      self.body = body;
    },
    'void setHeader(String key, String value)': (self: HttpResponse, key: string | null, value: string | null) => {
      if (key === null || value === null) throw nullArgument();
      self.headers.set(key, value);
    },
    'void setStatus(String status)': (self: HttpResponse, status: string | null) => {
      self.status = status;
    },
    'void setStatusCode(Integer statusCode)': (self: HttpResponse, statusCode: number | null) => {
      if (statusCode === null) throw nullArgument();
      self.statusCode = statusCode;
    },
    'String toString()': (self: HttpResponse) => self.toApexText(),
  },
  {
    docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_restful_http_httpresponse.htm',
  },
);
