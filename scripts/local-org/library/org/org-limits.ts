import { current } from '../../platform/current';
import { listOf, mapOf } from '../collections';
import { libraryClass, type LibraryDeclaration } from '../declare';
import { DAILY_EMAILS, emailsToday } from '../messaging/daily-emails';
import { PlatformObject } from '../platform-object';

/** A `System.OrgLimit`. */
export class OrgLimit extends PlatformObject {
  protected readonly typeName = 'System.OrgLimit';

  constructor(
    readonly name: string,
    readonly value: number,
    readonly limit: number,
  ) {
    super();
  }

  override toApexText(): string {
    return `System.OrgLimit[name=${this.name}, value=${this.value}, limit=${this.limit}]`;
  }
}

function all(): OrgLimit[] {
  return [
    ...[...current().org.orgLimits()].map(([name, { value, limit }]) => new OrgLimit(name, value, limit)),
    new OrgLimit('MassEmail', 0, DAILY_EMAILS),
    new OrgLimit('SingleEmail', emailsToday(), DAILY_EMAILS),
  ];
}

export const ORG_LIMITS: readonly LibraryDeclaration[] = [
  libraryClass(
    'System.OrgLimit',
    {
      'Integer getLimit()': (self: OrgLimit) => self.limit,
      'String getName()': (self: OrgLimit) => self.name,
      'Integer getValue()': (self: OrgLimit) => self.value,
      'String toString()': (self: OrgLimit) => self.toApexText(),
    },
    { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_OrgLimit.htm' },
  ),
  libraryClass(
    'System.OrgLimits',
    {
      'static List<System.OrgLimit> getAll()': () => listOf('System.OrgLimit', all()),
      'static Map<String, System.OrgLimit> getMap()': () =>
        mapOf(
          'System.String',
          'System.OrgLimit',
          all().map((each) => [each.name, each]),
        ),
    },
    { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_OrgLimits.htm' },
  ),
];
