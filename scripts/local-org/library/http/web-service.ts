/** SOAP callouts of classes generated from a WSDL: only their mocks answer. */
import { current } from '../../platform/current';
import type { ApexList } from '../../values/list';
import type { ApexMap } from '../../values/map';
import { hooks } from '../../values/type-registry';
import type { Value } from '../../values/value';
import { libraryClass, libraryInterface, type LibraryDeclaration } from '../declare';

/** `info`: endpoint, SOAP action, request namespace, request name, response namespace, response name, response type. */
function invoke(stub: Value, request: Value, response: ApexMap, info: ApexList): void {
  const [endpoint = null, action = null, , name = null, responseNamespace = null, responseName = null, type = null] =
    info.items;
  const args = [stub, request, response, endpoint, action, name, responseNamespace, responseName, type];
  current().callouts.webService((mock) => hooks().invokeInterface(mock, 'System.WebServiceMock', 'doInvoke', args));
}

export const WEB_SERVICES: readonly LibraryDeclaration[] = [
  libraryClass('System.WebServiceCallout', {
    'static void invoke(Object stub, Object request, Map<String, Object> response, List<String> info)': invoke,
  }),
  libraryInterface(
    'System.WebServiceMock',
    [
      'void doInvoke(Object stub, Object request, Map<String, Object> response, String endpoint, String soapAction, String requestName, String responseNS, String responseName, String responseType)',
    ],
    {
      docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_interface_webservicemock.htm',
    },
  ),
];
