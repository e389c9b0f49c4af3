import type { AccessMode } from '../../platform/services';
import { libraryClass } from '../declare';
import { PlatformObject } from '../platform-object';
import { unsupported } from '../unsupported';

/** A `System.AccessLevel`. */
export class AccessLevel extends PlatformObject {
  protected readonly typeName = 'System.AccessLevel';
  static readonly USER_MODE = new AccessLevel('user');
  static readonly SYSTEM_MODE = new AccessLevel('system');

  private constructor(readonly mode: AccessMode) {
    super();
  }

  override toApexText(): string {
    return `System.AccessLevel[${this.mode === 'user' ? 'USER_MODE' : 'SYSTEM_MODE'}]`;
  }
}

/** `System.AccessLevel`. */
export const accessLevelClass = libraryClass(
  'System.AccessLevel',
  {
    'static final System.AccessLevel USER_MODE': { get: () => AccessLevel.USER_MODE },
    'static final System.AccessLevel SYSTEM_MODE': { get: () => AccessLevel.SYSTEM_MODE },
    'System.AccessLevel withPermissionSetId(String permissionSetId)': unsupported('AccessLevel.withPermissionSetId'),
  },
  { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_AccessLevel.htm' },
);
