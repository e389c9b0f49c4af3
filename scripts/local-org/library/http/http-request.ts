import { apexException, nullArgument, UnsupportedError } from '../../values/errors';
import { ApexBlob } from '../../values/blob';
import { libraryClass } from '../declare';
import { DomDocument } from '../dom/document';
import { PlatformObject } from '../platform-object';
import { Headers } from './headers';
import { unsupported } from '../unsupported';

/** A `System.HttpRequest`. */
export class HttpRequest extends PlatformObject {
  protected readonly typeName = 'System.HttpRequest';
  endpoint: string | null = null;
  method: string | null = null;
  body: ApexBlob | null = null;
  /** Milliseconds; the platform's default is 10 s. */
  timeout = 10_000;
  compressed = false;
  readonly headers = new Headers();

  override toApexText(): string {
    return `System.HttpRequest[Endpoint=${this.endpoint}, Method=${this.method}]`;
  }
}

/** The longest a callout may take, in milliseconds. */
const MAX_TIMEOUT = 120_000;

/** `System.HttpRequest`. */
export const httpRequestClass = libraryClass(
  'System.HttpRequest',
  {
    'new()': () => new HttpRequest(),
    'String getBody()': (self: HttpRequest) => self.body?.bytes.toString('utf8') ?? '',
    'Blob getBodyAsBlob()': (self: HttpRequest) => self.body ?? new ApexBlob(Buffer.alloc(0)),
    'Dom.Document getBodyDocument()': (self: HttpRequest) => DomDocument.parse(self.body?.bytes.toString('utf8') ?? ''),
    'Boolean getCompressed()': (self: HttpRequest) => self.compressed,
    'String getEndpoint()': (self: HttpRequest) => self.endpoint,
    'String getHeader(String key)': (self: HttpRequest, key: string | null) => self.headers.get(key ?? ''),
    'String getMethod()': (self: HttpRequest) => self.method,
    'void setBody(String body)': (self: HttpRequest, body: string | null) => {
      self.body = body === null ? null : new ApexBlob(Buffer.from(body, 'utf8'));
    },
    'void setBodyAsBlob(Blob body)': (self: HttpRequest, body: ApexBlob | null) => {
      self.body = body;
    },
    'void setBodyDocument(Dom.Document document)': (self: HttpRequest, document: DomDocument | null) => {
      self.body = document && new ApexBlob(Buffer.from(document.text, 'utf8'));
    },
    'void setClientCertificate(String clientCert, String password)': unsupported('HttpRequest.setClientCertificate'),
    // The org's certificates are in no metadata, and what becomes of a name that is none, no page says.
    'void setClientCertificateName(String certDevName)': unsupported('HttpRequest.setClientCertificateName'),
    'void setCompressed(Boolean flag)': (self: HttpRequest, flag: boolean | null) => {
      self.compressed = flag ?? false;
    },
    'void setEndpoint(String endpoint)': (self: HttpRequest, endpoint: string | null) => {
      self.endpoint = endpoint;
    },
    'void setHeader(String key, String value)': (self: HttpRequest, key: string | null, value: string | null) => {
      if (key === null || value === null) throw nullArgument();
      // Nobody may smuggle in a header; how the platform refuses it, no page says.
      if (/[\r\n]/.test(key + value)) throw new UnsupportedError('HttpRequest.setHeader with a line break');
      self.headers.set(key, value);
    },
    'void setMethod(String method)': (self: HttpRequest, method: string | null) => {
      self.method = method;
    },
    // 1 ms to 120 s: https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_callouts_timeouts.htm
    'void setTimeout(Integer timeout)': (self: HttpRequest, timeout: number | null) => {
      if (timeout === null) throw nullArgument();
      if (timeout < 1 || timeout > MAX_TIMEOUT) {
        throw apexException(
          'System.CalloutException',
          `Invalid timeout value ${timeout}: it must be between 1 and ${MAX_TIMEOUT}`,
        );
      }
      self.timeout = timeout;
    },
    'String toString()': (self: HttpRequest) => self.toApexText(),
  },
  {
    docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_restful_http_httprequest.htm',
  },
);
