/** What no page of the documentation tells the outcome of stops by its name: a guess could be wrong. */
import { loadSchema } from '../schema';
import { execute } from './testing';

const { schema } = loadSchema([]);

const BOX = `class Box { public Integer count; } enum Season { WINTER }
  class Job implements Schedulable { public void execute(SchedulableContext context) { } }`;

it.each([
  [`new HttpRequest().setHeader('a', 'b\\nc');`, 'HttpRequest.setHeader with a line break'],
  [`new HttpRequest().setHeader('a\\r', 'b');`, 'HttpRequest.setHeader with a line break'],
  [
    `HttpRequest r = new HttpRequest(); r.setEndpoint('https://a.example'); r.setMethod('FETCH'); new Http().send(r);`,
    'HttpRequest.setMethod FETCH',
  ],
  [`System.schedule(' ', '0 0 0 * * ?', new Job());`, 'System.schedule with a blank name'],
  [`Test.loadData(Account.SObjectType, 'nowhere');`, 'Test.loadData of a static resource that is not there: nowhere'],
  [
    `JSON.deserialize('{"count":1,"Count":2}', Box.class);`,
    'JSON.deserialize of a repeated attribute: Sandbox.Box.Count',
  ],
  [`JSON.deserialize('{"count":1} more', Box.class);`, 'JSON.deserialize of a text that goes on after its value'],
  [`JSON.deserializeUntyped('[1]]');`, 'JSON.deserialize of a text that goes on after its value'],
  [`Date.newInstance(400000, 1, 1);`, 'Date beyond the year 275760'],
  [`Date.today().addYears(300000);`, 'Date beyond the year 275760'],
  [`Datetime.newInstance(9000000000000000L);`, 'Datetime beyond the year 275760'],
  [`new HttpRequest().setClientCertificateName('a');`, 'HttpRequest.setClientCertificateName'],
  [`new Http().toString();`, 'Http.toString'],
  [`Account.SObjectType.getDescribe().toString();`, 'DescribeSObjectResult.toString'],
  [`Account.SObjectType.getDescribe().getIsInterface();`, 'DescribeSObjectResult.getIsInterface'],
  [`Object o = Account.SObjectType.getDescribe().implementedBy;`, 'DescribeSObjectResult.getImplementedBy'],
  [`Account.Name.getDescribe().toString();`, 'DescribeFieldResult.toString'],
  [`Account.Industry.getDescribe().getPicklistValues()[0].toString();`, 'PicklistEntry.toString'],
  [
    `Security.stripInaccessible(AccessType.READABLE, new List<Account>(), true, null);`,
    'Security.stripInaccessible with a permission set',
  ],
  [
    `User.TimeZoneSidKey.getDescribe().getPicklistValues();`,
    'DescribeFieldResult.getPicklistValues of User.TimeZoneSidKey',
  ],
  [`new Account().getSObjects(Contact.SObjectType);`, 'SObject.getSObjects of an object type'],
  [`JSON.deserialize('"winter"', Season.class);`, 'JSON.deserialize of an enum constant in another case: winter'],
])('%s', (statement, feature) => {
  expect(() => execute(`${statement} return null;`, { org: { schema }, jobs: {}, callouts: {} }, BOX)).toThrow(
    `not supported by the local org: ${feature}`,
  );
});
