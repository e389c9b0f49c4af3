import { libraryClass } from '../declare';
import { PlatformObject } from '../platform-object';
import { unsupportedIn } from '../unsupported';

/** A `System.Cookie`. */
export class Cookie extends PlatformObject {
  protected readonly typeName = 'System.Cookie';

  constructor(
    readonly name: string,
    readonly value: string | null,
    readonly path: string | null,
    readonly maxAge: number,
    readonly isSecure: boolean,
    readonly sameSite: string | null = null,
    readonly isHttpOnly = false,
  ) {
    super();
  }
}

/** `System.Cookie`. */
export const cookieClass = libraryClass(
  'System.Cookie',
  {
    'new(String name, String value, String path, Integer maxAge, Boolean isSecure)': (
      ...args: ConstructorParameters<typeof Cookie>
    ) => new Cookie(...args),
    'new(String name, String value, String path, Integer maxAge, Boolean isSecure, String sameSite)': (
      ...args: ConstructorParameters<typeof Cookie>
    ) => new Cookie(...args),
    'new(String name, String value, String path, Integer maxAge, Boolean isSecure, String sameSite, Boolean isHttpOnly)':
      (...args: ConstructorParameters<typeof Cookie>) => new Cookie(...args),
    'String getDomain()': unsupportedIn('Cookie')('getDomain'),
    'Integer getMaxAge()': (self: Cookie) => self.maxAge,
    'String getName()': (self: Cookie) => self.name,
    'String getPath()': (self: Cookie) => self.path,
    'String getSameSite()': (self: Cookie) => self.sameSite,
    'String getValue()': (self: Cookie) => self.value,
    'Boolean isSecure()': (self: Cookie) => self.isSecure,
    'Boolean isHttpOnly()': (self: Cookie) => self.isHttpOnly,
  },
  { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_sites_cookie.htm' },
);
