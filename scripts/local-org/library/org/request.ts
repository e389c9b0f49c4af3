import { current } from '../../platform/current';
import { libraryClass } from '../declare';
import { enumValue } from '../enums';
import { PlatformObject } from '../platform-object';

/** A `System.Request`: the request the running transaction serves. */
class ApexRequest extends PlatformObject {
  protected readonly typeName = 'System.Request';

  constructor(
    readonly requestId: string,
    readonly quiddity: string,
  ) {
    super();
  }
}

/** `System.Request`. */
export const requestClass = libraryClass(
  'System.Request',
  {
    'static System.Request getCurrent()': () => new ApexRequest(current().requestId, current().quiddity),
    'System.Quiddity getQuiddity()': (self: ApexRequest) => enumValue('System.Quiddity', self.quiddity),
    'String getRequestId()': (self: ApexRequest) => self.requestId,
  },
  { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Request.htm' },
);
