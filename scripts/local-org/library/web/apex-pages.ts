/** `ApexPages`: messages of a transaction. Pages themselves are not there. */
import { current, type Transaction } from '../../platform/current';
import type { EnumValue } from '../../values/enum';
import type { ApexException } from '../../values/errors';
import { listOf } from '../collections';
import { libraryClass, libraryEnum, type LibraryDeclaration } from '../declare';
import { enumValue } from '../enums';
import { PlatformObject } from '../platform-object';
import { unsupported, unsupportedClass } from '../unsupported';
import type { PageReference } from './page-reference';

/** An `ApexPages.Message`. */
class PageMessage extends PlatformObject {
  protected readonly typeName = 'ApexPages.Message';

  constructor(
    readonly severity: EnumValue,
    readonly summary: string | null,
    readonly detail: string | null,
  ) {
    super();
  }

  override toApexText(): string {
    return `ApexPages.Message["${this.summary}"]`;
  }
}

interface PageState {
  readonly messages: PageMessage[];
  page: PageReference | null;
}

const states = new WeakMap<Transaction, PageState>();

/** What the page of the running transaction is, as far as a test set one. */
export function pageState(): PageState {
  const transaction = current();
  let state = states.get(transaction);
  if (!state) states.set(transaction, (state = { messages: [], page: null }));
  return state;
}

export const APEX_PAGES: readonly LibraryDeclaration[] = [
  libraryClass(
    'System.ApexPages',
    {
      'static void addMessage(ApexPages.Message message)': (message: PageMessage) => {
        pageState().messages.push(message);
      },
      'static void addMessages(Exception thrown)': (thrown: ApexException) => {
        const severity = enumValue('ApexPages.Severity', 'ERROR');
        pageState().messages.push(new PageMessage(severity, thrown.apexMessage, thrown.apexMessage));
      },
      'static System.PageReference currentPage()': () => pageState().page,
      'static List<ApexPages.Message> getMessages()': () => listOf('ApexPages.Message', pageState().messages),
      'static Boolean hasMessages()': () => pageState().messages.length > 0,
      'static Boolean hasMessages(ApexPages.Severity severity)': (severity: EnumValue) =>
        pageState().messages.some((message) => message.severity === severity),
    },
    {
      docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_apexpages.htm',
    },
  ),
  libraryEnum('ApexPages.Severity', ['CONFIRM', 'ERROR', 'FATAL', 'INFO', 'WARNING']),
  libraryClass('ApexPages.Message', {
    'new(ApexPages.Severity severity, String summary)': (severity: EnumValue, summary: string | null) =>
      new PageMessage(severity, summary, summary),
    'new(ApexPages.Severity severity, String summary, String detail)': (
      severity: EnumValue,
      summary: string | null,
      detail: string | null,
    ) => new PageMessage(severity, summary, detail),
    'new(ApexPages.Severity severity, String summary, String detail, String id)':
      unsupported('ApexPages.Message with an id'),
    'String getComponentLabel()': () => null,
    'String getDetail()': (self: PageMessage) => self.detail,
    'ApexPages.Severity getSeverity()': (self: PageMessage) => self.severity,
    'String getSummary()': (self: PageMessage) => self.summary,
  }),
  unsupportedClass('ApexPages.StandardController', [
    'new(SObject record)',
    'void addFields(List<String> fieldNames)',
    'System.PageReference cancel()',
    'System.PageReference delete()',
    'System.PageReference edit()',
    'SObject getRecord()',
    'String getId()',
    'System.PageReference save()',
    'System.PageReference view()',
  ]),
  unsupportedClass('ApexPages.StandardSetController', [
    'new(List<SObject> records)',
    'new(Database.QueryLocator locator)',
    'void addFields(List<String> fieldNames)',
    'System.PageReference cancel()',
    'void first()',
    'Boolean getCompleteResult()',
    'String getFilterId()',
    'Boolean getHasNext()',
    'Boolean getHasPrevious()',
    'List<System.SelectOption> getListViewOptions()',
    'Integer getPageNumber()',
    'Integer getPageSize()',
    'SObject getRecord()',
    'List<SObject> getRecords()',
    'Integer getResultSize()',
    'List<SObject> getSelected()',
    'void last()',
    'void next()',
    'void previous()',
    'System.PageReference save()',
    'void setFilterId(String filterId)',
    'void setPageNumber(Integer pageNumber)',
    'void setPageSize(Integer pageSize)',
    'void setSelected(List<SObject> records)',
  ]),
];
