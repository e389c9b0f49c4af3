import { apexException } from '../../values/errors';
import { libraryClass } from '../declare';
import { PlatformObject } from '../platform-object';
import { unsupported } from '../unsupported';

/** The address the local org goes by. */
export const ORG_DOMAIN_URL = 'https://local.my.salesforce.com';

/** A `System.Url`: `protocol://authority/file#ref`, as java.net.URL takes it apart. */
export class ApexUrl extends PlatformObject {
  protected readonly typeName = 'System.Url';
  private readonly url: URL;

  /** @throws System.StringException when it is no URL */
  constructor(readonly spec: string) {
    super();
    try {
      this.url = new URL(spec);
    } catch {
      throw apexException('System.StringException', `no protocol: ${spec}`);
    }
  }

  get protocol(): string {
    return this.url.protocol.replace(/:$/, '');
  }

  /** As it is written: only what compares hosts takes no notice of case. */
  get host(): string {
    return this.authority.replace(/^.*@/, '').replace(/:\d*$/, '');
  }

  /** -1 where the text names none. */
  get port(): number {
    return this.url.port === '' ? -1 : Number(this.url.port);
  }

  get authority(): string {
    return /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(this.spec)?.[1] ?? '';
  }

  get path(): string {
    const afterAuthority = this.spec.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
    return /^[^?#]*/.exec(afterAuthority)?.[0] ?? '';
  }

  get query(): string | null {
    return this.url.search === '' ? null : this.url.search.slice(1);
  }

  get ref(): string | null {
    return this.url.hash === '' ? null : this.url.hash.slice(1);
  }

  override toApexText(): string {
    return `Url:[delegate=${this.spec}]`;
  }
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443, ftp: 21 };

/** `System.Url`. */
export const urlClass = libraryClass(
  'System.Url',
  {
    'new(String spec)': (spec: string) => new ApexUrl(spec),
    'new(System.Url context, String spec)': (context: ApexUrl, spec: string) =>
      new ApexUrl(new URL(spec, context.spec).toString()),
    'new(String protocol, String host, String file)': (protocol: string, host: string, file: string) =>
      new ApexUrl(`${protocol}://${host}${file}`),
    'new(String protocol, String host, Integer port, String file)': (
      protocol: string,
      host: string,
      port: number,
      file: string,
    ) => new ApexUrl(`${protocol}://${host}:${port}${file}`),
    'static System.Url getOrgDomainUrl()': () => new ApexUrl(ORG_DOMAIN_URL),
    'static System.Url getSalesforceBaseUrl()': () => new ApexUrl(ORG_DOMAIN_URL),
    'static System.Url getCurrentRequestUrl()': () => new ApexUrl(ORG_DOMAIN_URL),
    'static String getFileFieldURL(String entityId, String fieldName)': unsupported('Url.getFileFieldURL'),
    'String getAuthority()': (self: ApexUrl) => self.authority,
    'Integer getDefaultPort()': (self: ApexUrl) => DEFAULT_PORTS[self.protocol] ?? -1,
    'String getFile()': (self: ApexUrl) => self.path + (self.query === null ? '' : `?${self.query}`),
    'String getHost()': (self: ApexUrl) => self.host,
    'String getPath()': (self: ApexUrl) => self.path,
    'Integer getPort()': (self: ApexUrl) => self.port,
    'String getProtocol()': (self: ApexUrl) => self.protocol,
    'String getQuery()': (self: ApexUrl) => self.query,
    'String getRef()': (self: ApexUrl) => self.ref,
    'String getUserInfo()': (self: ApexUrl) =>
      self.authority.includes('@') ? self.authority.slice(0, self.authority.lastIndexOf('@')) : null,
    'Boolean sameFile(System.Url other)': (self: ApexUrl, other: ApexUrl | null) =>
      other !== null && self.spec.replace(/#.*$/, '') === other.spec.replace(/#.*$/, ''),
    'String toExternalForm()': (self: ApexUrl) => self.spec,
    'String toString()': (self: ApexUrl) => self.toApexText(),
  },
  { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_url.htm' },
);
