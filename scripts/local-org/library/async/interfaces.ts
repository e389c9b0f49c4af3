/** The interfaces of asynchronous Apex, and the enums that go with them. */
import { libraryEnum, libraryInterface, type LibraryDeclaration } from '../declare';

export const ASYNC_INTERFACES: readonly LibraryDeclaration[] = [
  libraryInterface('System.Queueable', ['void execute(System.QueueableContext context)'], {
    docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Queueable.htm',
  }),
  libraryInterface('System.QueueableContext', ['Id getJobId()'], {
    docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_QueueableContext.htm',
  }),
  libraryInterface('System.Finalizer', ['void execute(System.FinalizerContext context)'], {
    docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_interface_System_Finalizer.htm',
  }),
  libraryInterface(
    'System.FinalizerContext',
    [
      'Id getAsyncApexJobId()',
      'Exception getException()',
      'String getRequestId()',
      'System.ParentJobResult getResult()',
    ],
    {
      docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_interface_System_FinalizerContext.htm',
    },
  ),
  libraryEnum('System.ParentJobResult', ['SUCCESS', 'UNHANDLED_EXCEPTION']),
  libraryInterface('System.Schedulable', ['void execute(System.SchedulableContext context)'], {
    docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_scheduler.htm',
  }),
  libraryInterface('System.SchedulableContext', ['Id getTriggerId()']),
  // A class has one of the two `start` methods: where overloads of the library differ in their result alone, one will do.
  libraryInterface(
    'Database.Batchable<T>',
    [
      'Database.QueryLocator start(Database.BatchableContext context)',
      'Iterable<T> start(Database.BatchableContext context)',
      'void execute(Database.BatchableContext context, List<T> scope)',
      'void finish(Database.BatchableContext context)',
    ],
    {
      docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_interface_database_batchable.htm',
    },
  ),
  libraryInterface('Database.BatchableContext', ['Id getChildJobId()', 'Id getJobId()']),
  libraryInterface('Database.Stateful', []),
  libraryInterface('Database.AllowsCallouts', []),
  libraryInterface('Database.RaisesPlatformEvents', []),
  libraryInterface('System.InstallHandler', ['void onInstall(System.InstallContext context)']),
  libraryInterface('System.InstallContext', [
    'Id installerId()',
    'Boolean isPush()',
    'Boolean isUpgrade()',
    'Id organizationId()',
    'System.Version previousVersion()',
  ]),
  libraryInterface('System.UninstallHandler', ['void onUninstall(System.UninstallContext context)']),
  libraryInterface('System.UninstallContext', ['Id organizationId()', 'Id uninstallerId()']),
];
