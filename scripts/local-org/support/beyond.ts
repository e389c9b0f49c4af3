/**
 * What the library declares and apex-ls's list of the platform (API 65) lacks or has otherwise, each with its reason.
 * What is in neither is flattery, and the test beside this file finds it.
 */
export interface Beyond {
  readonly reason: string;
  /** Names of members or constants by type; `*` for all of it. */
  readonly members: Readonly<Record<string, '*' | readonly string[]>>;
}

const CACHE_MEMBERS = ['contains', 'get', 'getAvgGetSize', 'getMaxGetSize'];

export const BEYOND: readonly Beyond[] = [
  {
    reason: 'came to the platform after the list was made',
    members: {
      'ConnectApi.CredentialAuthenticationProtocol': '*',
      'ConnectApi.NamedCredentialType': '*',
      'Database.CursorFetchResult': '*',
      'Database.PaginationCursor': '*',
      'FormulaEval.FormulaGlobal': '*',
      'Schema.DisplayType': '*',
      'System.Crypto': ['decryptWithManagedIV', 'encryptWithManagedIV'],
      'System.Database': ['getPaginationCursor', 'getPaginationCursorWithBinds'],
      'System.EventBus': ['publishWithAccessLevel'],
      'System.FormulaEvaluationException': '*',
      'System.FormulaValidationException': '*',
      'System.Limits': [
        'getApexPaginationCursorRows',
        'getApexPaginationCursors',
        'getLimitApexPaginationCursorRows',
        'getLimitApexPaginationCursors',
      ],
      'System.Quiddity': '*',
      'System.Security': ['stripInaccessible'],
      'System.StatusCode': '*',
      'System.String': ['template'],
      'System.System': ['getQuiddityShortCode', 'isFunctionCallback', 'purgeOldAsyncJobs'],
    },
  },
  {
    reason: 'documented in the Apex Reference; the list lacks it or has another type',
    members: {
      'Cache.Org': [...CACHE_MEMBERS, 'MAX_TTL_SECS'],
      'Cache.Partition': CACHE_MEMBERS,
      'Cache.Session': [...CACHE_MEMBERS, 'MAX_TTL_SECS'],
      'Cache.Session.SessionCacheException': '*',
      'Cache.Session.SessionCacheNoSessionException': '*',
      'DataWeave.Script': ['execute'],
      'Database.Batchable': ['start'],
      'Database.DMLOptions': ['localeOptions'],
      'Database.DMLOptions.LocaleOptions': '*',
      'EventBus.InvalidReplayIdException': '*',
      'Messaging.CustomNotification': ['setActionGroup', 'setSenderId'],
      'Schema.FieldDescribeOptions': '*',
      'System.AuraException': '*',
      'System.DataWeaveScriptException': '*',
      'System.Database': ['executeBatch'],
      'System.IllegalStateException': '*',
      'System.Integer': ['MAX_VALUE', 'MIN_VALUE'],
      'System.Long': ['MAX_VALUE', 'MIN_VALUE'],
      'System.PageReference': ['getRedirectCode', 'setRedirectCode'],
      'System.QueueableDuplicateSignature': ['builder'],
      'System.SObject': ['getSObjects'],
      'System.Site': ['getSiteId'],
      'System.Test': ['setFixedSearchResults'],
    },
  },
  {
    reason: 'the list has it on the class above, or not at all for a class that inherits it',
    members: { 'Messaging.SingleEmailMessage': '*', 'System.Exception': ['new'] },
  },
  {
    reason: 'what every type answers, or types that programs meet and do not name',
    members: {
      'EventBus.FailureResultImpl': '*',
      'EventBus.SuccessResultImpl': '*',
      'Schema.CustomMetadataType': '*',
      'Schema.HierarchyCustomSetting': '*',
      'Schema.ListCustomSetting': '*',
      'System.FinalizerContextImpl': '*',
      'System.Object': '*',
      'System.SchedulableContextImpl': '*',
    },
  },
];
