/** What flows may say. What they may not is injected: see ../mistakes/fixtures/flow. */
import { disposeProjects, project } from '../../local-org/runner/project.test.helper';
import { SourceTree } from '../source-tree';
import { flowChecker } from './flow';

afterEach(disposeProjects);

const ACTION = `public class Act {
  @InvocableMethod(label='Names')
  public static List<String> names(List<Id> ids) { return new List<String>(); }
}`;

async function found(flows: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const made = project({ Act: ACTION });
  for (const [name, elements] of Object.entries(flows)) {
    made.write(`force-app/flows/${name}.flow-meta.xml`, elements);
  }
  const findings = await flowChecker.check(new SourceTree(made.folder, null), { watch: () => undefined });
  return findings.map(({ rule, line, message }) => `${rule} ${line} ${message}`);
}

const flow = (...elements: readonly string[]): string =>
  `<Flow><processType>AutoLaunchedFlow</processType>\n${elements.join('\n')}\n</Flow>`;
const variable = (name: string, direction: string): string =>
  `<variables><name>${name}</name><dataType>String</dataType><${direction}>true</${direction}></variables>`;
const start = (target: string): string =>
  `<start><object>Account</object><connector><targetReference>${target}</targetReference></connector></start>`;
const FAULT = '<faultConnector><targetReference>Note</targetReference></faultConnector>';
const NOTE = `<assignments><name>Note</name><assignmentItems><assignToReference>text</assignToReference>
<value><elementReference>$Record.Owner.Name</elementReference></value></assignmentItems></assignments>`;

it('takes global names, fields of screens, records of loops, and actions whose parameters are plain values', async () => {
  const text = flow(
    `<actionCalls><name>Call</name><actionType>apex</actionType><actionName>Act</actionName>${FAULT}
<connector><targetReference>Ask</targetReference></connector>
<inputParameters><name>ids</name><value><elementReference>$Record.Id</elementReference></value></inputParameters>
<outputParameters><assignToReference>text</assignToReference><name>output</name></outputParameters></actionCalls>`,
    NOTE,
    `<screens><name>Ask</name><fields><name>Answer</name><fieldText>{!$User.FirstName}, {!$Record.SomeFieldOfAnyOrg}?</fieldText></fields>
<connector><targetReference>Each</targetReference></connector></screens>`,
    `<loops><name>Each</name><collectionReference>all</collectionReference>
<nextValueConnector><targetReference>Keep</targetReference></nextValueConnector></loops>`,
    `<assignments><name>Keep</name><assignmentItems><assignToReference>text</assignToReference>
<value><elementReference>Each.Name</elementReference></value></assignmentItems>
<assignmentItems><assignToReference>text</assignToReference><value><elementReference>Answer</elementReference></value></assignmentItems></assignments>`,
    start('Call'),
    '<variables><name>all</name><dataType>SObject</dataType><isCollection>true</isCollection><objectType>Account</objectType></variables>',
    variable('text', 'isOutput'),
  );
  expect(await found({ F: text })).toEqual([]);
});

it('holds a subflow to the variables of the flow it calls', async () => {
  const call = `<subflows><name>Sub</name><flowName>Inner</flowName>
<inputAssignments><name>one</name></inputAssignments>
<inputAssignments>
<name>two</name></inputAssignments></subflows>`;
  expect(await found({ Outer: flow(call, start('Sub')), Inner: flow(variable('one', 'isInput')) })).toEqual(
    expect.arrayContaining(['flow/unknown-parameter 5 What is called takes no two.']),
  );
});

it.each([
  ['a lookup', '<recordLookups><name>Get</name>%</recordLookups>', 'soql-query-in-loop'],
  ['a save', '<recordUpdates><name>Get</name>%</recordUpdates>', 'dml-statement-in-loop'],
])('finds %s in a loop', async (_what, step, rule) => {
  const back = `<connector><targetReference>Each</targetReference></connector>${FAULT}`;
  const text = flow(
    NOTE,
    '<loops><name>Each</name><collectionReference>text</collectionReference><nextValueConnector><targetReference>Get</targetReference></nextValueConnector><noMoreValuesConnector><targetReference>Note</targetReference></noMoreValuesConnector></loops>',
    step.replace('%', back),
    start('Each'),
    variable('text', 'isOutput'),
  );
  expect(await found({ F: text })).toEqual([expect.stringMatching(new RegExp(`^flow/${rule} 5 `)) as string]);
});

it.each([
  ['nothing', '<Flow/>'],
  ['text', '<Flow>text</Flow>'],
  ['another root', '<CustomObject/>'],
  ['half a file', '<Flow><start>'],
])('ends well on a flow of %s', async (_what, text) => {
  expect(await found({ F: text })).toEqual([]);
});

it('says when the scanner cannot read a flow', async () => {
  expect(await found({ F: '<Flow><name>x</name><start/><variables/></Flow>' })).toEqual([
    expect.stringMatching('^flow/engine-error 1 ') as string,
  ]);
});
