import { disposeProjects, project } from '../../local-org/runner/project.test.helper';
import { SourceTree } from '../source-tree';
import { verify, type Verification } from '../run';
import { reportToTerminal } from '../report/terminal';
import { jsonReport } from '../report/json';
import { compilerChecker } from './compiler';

afterEach(disposeProjects);

function verified(classes: Parameters<typeof project>[0]): Promise<Verification> {
  return verify(new SourceTree(project(classes).folder, null), [compilerChecker]);
}

const findingsOf = async (classes: Parameters<typeof project>[0]): Promise<string[]> =>
  (await verified(classes)).findings.map(({ file, line, rule, message }) => `${file}:${line} ${rule} ${message}`);

it('tells what an org would refuse, with its place and the rule', async () => {
  const [only, ...others] = await findingsOf({ Fine: 'public class Fine {\n  Integer i = true;\n}' });
  expect(only).toMatch(/Fine\.cls:2 compiler\/invalid-assignment Illegal assignment from Boolean to Integer$/);
  expect(others).toEqual([]);
});

it('says of a file that cannot be read what is wrong with it, and of others nothing', async () => {
  const findings = await findingsOf({
    Broken: 'public class Broken {\n  Integer i = ;\n}',
    User1: 'public class User1 { Broken b = new Broken(); Integer i = Broken.size; }',
  });
  expect(findings.every((each) => each.includes('Broken.cls:2 compiler/syntax'))).toBe(true);
});

describe('where the local org lacks what the Apex names', () => {
  const classes = {
    Fine: 'public class Fine {\n  AccountBrand one;\n  AccountBrand two;\n  acme__Thing__c three;\n}',
  };

  it('finds nothing, and says so', async () => {
    const verification = await verified(classes);
    expect(verification.findings).toEqual([]);
    let text = '';
    reportToTerminal(verification, { write: (part) => (text += part) });
    expect(text).toBe(
      'compiler could not judge 3 places, since it does not know: AccountBrand (2), acme__Thing__c\n' +
        'Nothing found: compiler over 2 files\n',
    );
  });

  it('lists the places for programs', async () => {
    const [compiler] = jsonReport(await verified(classes)).checkers;
    expect(compiler?.unjudged.map(({ line, column, name }) => [line, column, name])).toEqual([
      [2, 3, 'AccountBrand'],
      [3, 3, 'AccountBrand'],
      [4, 3, 'acme__Thing__c'],
    ]);
  });

  it('leaves flows and scripts to those who run them', async () => {
    const { findings } = await verified({
      Fine: 'public class Fine { Flow.Interview.Some_Flow one; DataWeaveScriptResource.script two; Archive__b three; }',
    });
    expect(findings).toEqual([]);
  });

  it('still finds what no org has', async () => {
    const findings = await findingsOf({
      Fine: 'public class Fine {\n  AccountBrands one;\n  Object two = new Account(Brand = 1);\n}',
    });
    expect(findings.map((each) => each.replace(/^.*?:/, ''))).toEqual([
      '2 compiler/unknown-type Invalid type: AccountBrands',
      '3 compiler/unknown-field Field does not exist: Brand on Account',
    ]);
  });
});
