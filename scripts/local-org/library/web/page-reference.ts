import type { ApexList } from '../../values/list';
import type { ApexMap } from '../../values/map';
import { toText } from '../../values/operations';
import type { SObjectValue } from '../../values/sobject';
import { mapOf } from '../collections';
import { libraryClass } from '../declare';
import { PlatformObject } from '../platform-object';
import type { Cookie } from './cookie';
import { unsupportedIn } from '../unsupported';

/** A `System.PageReference`. */
export class PageReference extends PlatformObject {
  protected readonly typeName = 'System.PageReference';
  anchor: string | null = null;
  redirect = false;
  redirectCode = 0;
  readonly parameters: ApexMap = mapOf('System.String', 'System.String');
  readonly headers: ApexMap = mapOf('System.String', 'System.String');
  readonly cookies: ApexMap = mapOf('System.String', 'System.Cookie');
  private readonly base: string;

  constructor(url: string) {
    super();
    const [withoutAnchor = '', anchor = null] = url.split('#');
    const [base = '', query = ''] = withoutAnchor.split('?');
    this.base = base;
    this.anchor = anchor;
    for (const [name, value] of new URLSearchParams(query)) this.parameters.put(name, value);
  }

  get url(): string {
    const query = new URLSearchParams();
    for (const [name, value] of this.parameters.entries())
      query.append(toText(name), value === null ? '' : toText(value));
    const text = query.toString();
    return `${this.base}${text ? `?${text}` : ''}${this.anchor === null ? '' : `#${this.anchor}`}`;
  }

  override toApexText(): string {
    return `System.PageReference[${this.url}]`;
  }
}

const unsupported = unsupportedIn('PageReference');

/** `System.PageReference`. */
export const pageReferenceClass = libraryClass(
  'System.PageReference',
  {
    'new(String partialURL)': (url: string | null) => new PageReference(url ?? ''),
    'new(SObject record)': (record: SObjectValue) => new PageReference(`/${record.id ?? ''}`),
    'static System.PageReference forResource(String resourceName)': unsupported('forResource'),
    'static System.PageReference forResource(String resourceName, String path)': unsupported('forResource'),
    'String getAnchor()': (self: PageReference) => self.anchor,
    'Blob getContent()': unsupported('getContent'),
    'Blob getContentAsPDF()': unsupported('getContentAsPDF'),
    'Map<String, System.Cookie> getCookies()': (self: PageReference) => self.cookies,
    'Map<String, String> getHeaders()': (self: PageReference) => self.headers,
    'Map<String, String> getParameters()': (self: PageReference) => self.parameters,
    'Boolean getRedirect()': (self: PageReference) => self.redirect,
    'Integer getRedirectCode()': (self: PageReference) => self.redirectCode,
    'String getUrl()': (self: PageReference) => self.url,
    'System.PageReference setAnchor(String anchor)': (self: PageReference, anchor: string | null) => {
      self.anchor = anchor;
      return self;
    },
    'void setCookies(List<System.Cookie> cookies)': (self: PageReference, cookies: ApexList) => {
      for (const cookie of cookies.items as readonly Cookie[]) self.cookies.put(cookie.name, cookie);
    },
    'System.PageReference setRedirect(Boolean redirect)': (self: PageReference, redirect: boolean) => {
      self.redirect = redirect;
      return self;
    },
    'System.PageReference setRedirectCode(Integer redirectCode)': (self: PageReference, code: number) => {
      self.redirectCode = code;
      return self;
    },
    'String toString()': (self: PageReference) => self.toApexText(),
  },
  { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_System_PageReference.htm' },
);
