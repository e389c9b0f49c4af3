import { libraryClass, type LibraryDeclaration } from '../declare';
import type { SaveOptions } from '../../values/sobject';
import { Bean, beanProperties } from '../bean';
import { PlatformObject } from '../platform-object';
import { property } from '../properties';

/** A `Database.DMLOptions`. */
export class DmlOptions extends PlatformObject implements SaveOptions {
  protected readonly typeName = 'Database.DMLOptions';
  allowFieldTruncation: boolean | null = null;
  optAllOrNone: boolean | null = null;
  assignmentRuleHeader: Bean | null = new Bean('Database.DMLOptions.AssignmentRuleHeader');
  duplicateRuleHeader: Bean = new Bean('Database.DMLOptions.DuplicateRuleHeader');
  emailHeader: Bean = new Bean('Database.DMLOptions.EmailHeader');
  localeOptions: Bean | null = null;

  get assignmentRule(): SaveOptions['assignmentRule'] {
    const id = this.assignmentRuleHeader?.read('assignmentRuleId');
    if (typeof id === 'string') return { id };
    return this.assignmentRuleHeader?.read('useDefaultRule') === true ? 'default' : null;
  }

  get localeName(): string | null {
    return (this.localeOptions?.read('localeName') as string | null | undefined) ?? null;
  }
}

function header(name: string, properties: readonly string[]): LibraryDeclaration {
  const typeName = `Database.DMLOptions.${name}`;
  return libraryClass(typeName, { 'new()': () => new Bean(typeName), ...beanProperties(properties) });
}

export const DML_OPTIONS: readonly LibraryDeclaration[] = [
  libraryClass(
    'Database.DMLOptions',
    {
      'new()': () => new DmlOptions(),
      'Boolean allowFieldTruncation': property<DmlOptions>('allowFieldTruncation'),
      'Boolean optAllOrNone': property<DmlOptions>('optAllOrNone'),
      'Database.DMLOptions.AssignmentRuleHeader assignmentRuleHeader': property<DmlOptions>('assignmentRuleHeader'),
      'Database.DMLOptions.DuplicateRuleHeader duplicateRuleHeader': property<DmlOptions>('duplicateRuleHeader'),
      'Database.DMLOptions.EmailHeader emailHeader': property<DmlOptions>('emailHeader'),
      'Database.DMLOptions.LocaleOptions localeOptions': property<DmlOptions>('localeOptions'),
    },
    {
      docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_database_dmloptions.htm',
    },
  ),
  header('AssignmentRuleHeader', ['Id assignmentRuleId', 'Boolean useDefaultRule']),
  header('DuplicateRuleHeader', ['Boolean allowSave', 'Boolean runAsCurrentUser']),
  header('EmailHeader', ['Boolean triggerAutoResponseEmail', 'Boolean triggerOtherEmail', 'Boolean triggerUserEmail']),
  header('LocaleOptions', ['String localeName']),
];
