import { current } from '../../platform/current';
import type { TestContext } from '../../platform/services';
import type { ApexDatetime } from '../../values/datetime';
import { FinalException, nullArgument, UnsupportedError } from '../../values/errors';
import type { ApexList } from '../../values/list';
import type { TypeValue } from '../../values/type-value';
import { listOf } from '../collections';
import { libraryClass, type LibraryDeclaration } from '../declare';
import { PlatformObject } from '../platform-object';
import { unsupportedIn } from '../unsupported';
import { systemRows } from '../schema/system-rows';
import { pageState } from '../web/apex-pages';
import type { PageReference } from '../web/page-reference';
import { loadData } from './load-data';
import { createStub } from './stub';

/** @throws System.FinalException outside a test */
function test(): TestContext {
  const { test: context } = current();
  if (!context) throw new FinalException('Method only allowed during testing');
  return context;
}

const unsupported = unsupportedIn('Test');

/** The interface a mock is for, by qualified name. */
function setMock(type: TypeValue | null, instance: object | null): void {
  if (!type || !instance) throw nullArgument();
  const { namespace, name } = type.type;
  test().setMock(`${namespace || 'System'}.${name}`, instance);
}

function setCurrentPage(page: PageReference | null): void {
  pageState().page = page;
}

/** An `EventBus.TestBroker`. */
class TestBroker extends PlatformObject {
  protected readonly typeName = 'EventBus.TestBroker';

  constructor(readonly context: TestContext) {
    super();
  }
}

function standardPricebook(): string {
  const pricebook = current().org.schema.object('Pricebook2');
  const [standard] = pricebook?.fields.has('isstandard') ? systemRows(pricebook, 'IsStandard', true) : [];
  if (!standard?.id) throw new UnsupportedError('Test.getStandardPricebookId');
  return standard.id;
}

export const TEST: readonly LibraryDeclaration[] = [
  libraryClass(
    'System.Test',
    {
      'static Boolean isRunningTest()': () => current().isTest,
      'static void startTest()': () => test().startTest(),
      'static void stopTest()': () => test().stopTest(),
      'static void setMock(System.Type interfaceType, Object instance)': setMock,
      'static Object createStub(System.Type parentType, System.StubProvider stubProvider)': createStub,
      'static EventBus.TestBroker getEventBus()': () => new TestBroker(test()),
      'static Id getStandardPricebookId()': standardPricebook,
      'static void setCreatedDate(Id recordId, Datetime createdDatetime)': (id: string, created: ApexDatetime) =>
        test().setCreatedDate(id, created.ms),
      'static void setFixedSearchResults(List<Id> fixedSearchResults)': (ids: ApexList) => {
        test().fixedSearchResults = ids.items as readonly string[];
      },
      'static void setReadOnlyApplicationMode(Boolean applicationMode)': (on: boolean) => test().setReadOnly(on),
      'static List<SObject> loadData(Schema.SObjectType sObjectToken, String resourceName)': loadData,
      'static void enableChangeDataCapture()': unsupported('enableChangeDataCapture'),
      // Groups of permission sets take effect at once here, so there is nothing to calculate.
      'static void calculatePermissionSetGroup(String psgId)': () => undefined,
      'static void calculatePermissionSetGroup(List<String> psgIds)': () => undefined,
      'static List<Id> getFlexQueueOrder()': () => listOf('System.Id', current().jobs.flexQueue),
      'static List<Id> enqueueBatchJobs(Integer numberOfJobs)': unsupported('enqueueBatchJobs'),
      'static void createSoqlStub(Schema.SObjectType targetType, System.SoqlStubProvider soqlStub)':
        unsupported('createSoqlStub'),
      'static SObject createStubQueryRow(Schema.SObjectType targetType, Map<String, Object> fields)':
        unsupported('createStubQueryRow'),
      'static void clearApexPageMessages()': unsupported('clearApexPageMessages'),
      'static Object invokeContinuationMethod(Object controller, System.Continuation request)':
        unsupported('invokeContinuationMethod'),
      'static void setContinuationResponse(String requestLabel, System.HttpResponse mockResponse)':
        unsupported('setContinuationResponse'),
      'static void setCurrentPage(System.PageReference page)': setCurrentPage,
      'static void setCurrentPageReference(System.PageReference page)': setCurrentPage,
      'static void testInstall(System.InstallHandler handler, System.Version version)': unsupported('testInstall'),
      'static void testUninstall(System.UninstallHandler handler)': unsupported('testUninstall'),
    },
    { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_test.htm' },
  ),
  libraryClass(
    'EventBus.TestBroker',
    {
      'void deliver()': (self: TestBroker) => self.context.deliverEvents(),
      'void fail()': (self: TestBroker) => self.context.failEvents(),
    },
    {
      docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_eventbus_TestBroker.htm',
    },
  ),
];
