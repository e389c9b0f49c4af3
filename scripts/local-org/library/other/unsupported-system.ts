/** Classes of System, Database and near namespaces that are known and not supported. */
import { Bean, beanAccessors, beanProperties } from '../bean';
import { deserializedResult, resultClass } from '../database/results';
import { libraryClass, libraryEnum, libraryInterface, type LibraryDeclaration } from '../declare';
import { unsupported, unsupportedClass } from '../unsupported';

const RECORDS_OR_IDS = ['SObject record', 'List<SObject> records', 'Id recordId', 'List<Id> recordIds'];

function approvalMethods(method: string, result: string): string[] {
  return RECORDS_OR_IDS.flatMap((parameter) => {
    const type = parameter.startsWith('List') ? `List<${result}>` : result;
    return [`static ${type} ${method}(${parameter})`, `static ${type} ${method}(${parameter}, Boolean allOrNothing)`];
  });
}

/** False until they are set. */
const LEAD_CONVERT_FLAGS = ['doNotCreateOpportunity', 'overwriteLeadSource', 'sendNotificationEmail'];

function newLeadConvert(): Bean {
  const lead = new Bean('Database.LeadConvert');
  for (const flag of LEAD_CONVERT_FLAGS) lead.write(flag, false);
  return lead;
}

export const UNSUPPORTED_SYSTEM: readonly LibraryDeclaration[] = [
  unsupportedClass('System.Approval', [
    'static Boolean isLocked(Id id)',
    'static Map<Id, Boolean> isLocked(List<Id> ids)',
    'static Boolean isLocked(SObject record)',
    ...approvalMethods('lock', 'Approval.LockResult'),
    ...approvalMethods('unlock', 'Approval.UnlockResult'),
    'static Approval.ProcessResult process(Approval.ProcessRequest request)',
    'static Approval.ProcessResult process(Approval.ProcessRequest request, Boolean allOrNone)',
    'static List<Approval.ProcessResult> process(List<Approval.ProcessRequest> requests)',
    'static List<Approval.ProcessResult> process(List<Approval.ProcessRequest> requests, Boolean allOrNone)',
  ]),
  libraryClass('Approval.ProcessRequest', {}, { abstract: true }),
  unsupportedClass(
    'Approval.ProcessSubmitRequest',
    [
      'new()',
      'void setObjectId(String recordId)',
      'void setComments(String comments)',
      'void setSubmitterId(String userId)',
    ],
    { extends: 'Approval.ProcessRequest' },
  ),
  unsupportedClass(
    'Approval.ProcessWorkitemRequest',
    ['new()', 'void setWorkitemId(String id)', 'void setComments(String comments)', 'void setAction(String action)'],
    { extends: 'Approval.ProcessRequest' },
  ),
  resultClass('Approval.LockResult'),
  resultClass('Approval.UnlockResult'),
  deserializedResult('Approval.ProcessResult', {
    ActorIds: 'List<Id>',
    EntityId: 'String',
    InstanceId: 'String',
    InstanceStatus: 'String',
    NewWorkitemIds: 'List<Id>',
  }),
  unsupportedClass('System.BusinessHours', [
    'static Datetime add(Id businessHoursId, Datetime startDate, Long intervalMilliseconds)',
    'static Datetime addGmt(Id businessHoursId, Datetime startDate, Long intervalMilliseconds)',
    'static Long diff(String businessHoursId, Datetime startDate, Datetime endDate)',
    'static Boolean isWithin(String businessHoursId, Datetime targetDate)',
    'static Datetime nextStartDate(Id businessHoursId, Datetime targetDate)',
  ]),
  unsupportedClass('System.Continuation', [
    'new(Integer timeout)',
    'String continuationMethod',
    'Integer timeout',
    'Object state',
    'String addHttpRequest(System.HttpRequest request)',
    'Map<String, System.HttpRequest> getRequests()',
    'static System.HttpResponse getResponse(String requestLabel)',
  ]),
  unsupportedClass('System.XmlStreamReader', [
    'new(String xmlInput)',
    'Integer getAttributeCount()',
    'String getAttributeValue(String namespaceUri, String localName)',
    'String getLocalName()',
    'String getText()',
    'Boolean hasNext()',
    'Boolean isStartElement()',
    'Boolean isEndElement()',
    'Integer next()',
  ]),
  unsupportedClass('System.XmlStreamWriter', [
    'new()',
    'void close()',
    'String getXmlString()',
    'void writeAttribute(String prefix, String namespaceUri, String localName, String value)',
    'void writeCharacters(String text)',
    'void writeEndDocument()',
    'void writeEndElement()',
    'void writeStartDocument(String encoding, String version)',
    'void writeStartElement(String prefix, String localName, String namespaceUri)',
  ]),
  unsupportedClass(
    'System.SoqlStubProvider',
    [
      'new()',
      'virtual List<SObject> handleSoqlQuery(Schema.SObjectType sObjectType, String stubbedQuery, Map<String, Object> bindVariables)',
    ],
    { virtual: true },
  ),
  libraryInterface('System.SandboxPostCopy', ['void runApexClass(System.SandboxContext context)']),
  libraryInterface('System.SandboxContext', ['Id organizationId()', 'Id sandboxId()', 'String sandboxName()']),
  libraryClass('Database.LeadConvert', {
    'new()': newLeadConvert,
    ...beanAccessors(
      [
        'Id accountId',
        'SObject accountRecord',
        'Boolean bypassAccountDedupeCheck',
        'Boolean bypassContactDedupeCheck',
        'Id contactId',
        'SObject contactRecord',
        'String convertedStatus',
        'Boolean doNotCreateOpportunity',
        'Id leadId',
        'Id opportunityId',
        'String opportunityName',
        'SObject opportunityRecord',
        'Boolean overwriteLeadSource',
        'Id ownerId',
        'Boolean sendNotificationEmail',
      ],
      LEAD_CONVERT_FLAGS,
    ),
  }),
  deserializedResult('Database.LeadConvertResult', {
    AccountId: 'Id',
    ContactId: 'Id',
    LeadId: 'Id',
    OpportunityId: 'Id',
  }),
  unsupportedClass('Database.GetDeletedResult', ['List<Database.DeletedRecord> getDeletedRecords()']),
  unsupportedClass('Database.DeletedRecord', ['Date getDeletedDate()', 'Id getId()']),
  unsupportedClass('Database.GetUpdatedResult', ['List<Id> getIds()']),
  unsupportedClass('Compression.ZipWriter', [
    'new()',
    'Compression.ZipEntry addEntry(String name, Blob data)',
    'Blob getArchive()',
  ]),
  unsupportedClass('Compression.ZipReader', [
    'new(Blob data)',
    'Blob extract(String name)',
    'List<Compression.ZipEntry> getEntries()',
  ]),
  unsupportedClass('Compression.ZipEntry', ['String getName()', 'Blob getContent()']),
  unsupportedClass('DataWeave.Script', [
    'static DataWeave.Script createScript(String scriptName)',
    'static DataWeave.Script createScript(String namespace, String scriptName)',
    'DataWeave.Result execute(Map<String, Object> parameters)',
    'DataWeave.Result execute()',
  ]),
  unsupportedClass('DataWeave.Result', ['Object getValue()', 'String getValueAsString()']),
  unsupportedClass('Flow.Interview', [
    'static Flow.Interview createInterview(String flowName, Map<String, Object> inputs)',
    'static Flow.Interview createInterview(String namespace, String flowName, Map<String, Object> inputs)',
    'Object getVariableValue(String variableName)',
    'void start()',
  ]),
  unsupportedClass('AppLauncher.AppMenu', [
    'static void setOrgSortOrder(List<Id> appIds)',
    'static void setUserSortOrder(List<Id> appIds)',
    'static void setAppVisibility(Id appMenuItemId, Boolean isVisible)',
  ]),
  unsupportedClass('Auth.AuthToken', [
    'static String getAccessToken(String authProviderId, String providerName)',
    'static Map<String, String> getAccessTokenMap(String authProviderId, String providerName)',
  ]),
  unsupportedClass('Auth.SessionManagement', [
    'static Map<String, String> getCurrentSession()',
    'static Boolean inOrgNetworkRange(String ipAddress)',
  ]),
  unsupportedClass('Metadata.Operations', [
    'static Id enqueueDeployment(Metadata.DeployContainer container, Metadata.DeployCallback callback)',
    'static List<Metadata.Metadata> retrieve(Metadata.MetadataType type, List<String> componentFullNames)',
  ]),
  unsupportedClass('Metadata.DeployContainer', ['new()', 'void addMetadata(Metadata.Metadata md)']),
  libraryEnum('Metadata.MetadataType', ['CustomMetadata', 'Layout']),
  libraryInterface('Metadata.DeployCallback', [
    'void handleResult(Metadata.DeployResult result, Metadata.DeployCallbackContext context)',
  ]),
  // Deployments do not run; tests of their callbacks make results and contexts of their own:
  // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_metadata_testing.htm
  libraryClass('Metadata.DeployResult', {
    'new()': () => new Bean('Metadata.DeployResult'),
    ...beanProperties([
      'String canceledBy',
      'String canceledByName',
      'Boolean checkOnly',
      'Datetime completedDate',
      'String createdBy',
      'String createdByName',
      'Datetime createdDate',
      'Boolean done',
      'String errorMessage',
      'Id id',
      'Boolean ignoreWarnings',
      'Datetime lastModifiedDate',
      'Integer numberComponentErrors',
      'Integer numberComponentsDeployed',
      'Integer numberComponentsTotal',
      'Boolean rollbackOnError',
      'Datetime startDate',
      'String stateDetail',
      'Metadata.DeployStatus status',
      'Boolean success',
    ]),
  }),
  libraryClass(
    'Metadata.DeployCallbackContext',
    { 'virtual Id getCallbackJobId()': unsupported('Metadata.DeployCallbackContext.getCallbackJobId') },
    { virtual: true },
  ),
  libraryClass('Metadata.Metadata', {}, { virtual: true }),
  unsupportedClass('Metadata.CustomMetadata', ['new()'], { extends: 'Metadata.Metadata' }),
  unsupportedClass('Metadata.CustomMetadataValue', ['new()']),
];
