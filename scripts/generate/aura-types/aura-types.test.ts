/** `generate types` as a user calls it, and its output as the TypeScript compiler takes it in strict mode. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError, ExitCode } from '../../cli/errors';
import { recordOutput } from '../../cli/recorded-output.testing';
import { disposeProjects, project, type TemporaryProject } from '../../local-org/runner/project.test.helper';
import { complaints } from '../typescript.test.helper';
import { typesCommand } from './command';

const CONTROLLER = `public with sharing class OrderController {
  public enum State { Draft, Sent }
  public virtual class Base { @AuraEnabled public Id recordId { get; set; } }
  public class Line extends Base {
    @AuraEnabled public String sku;
    @AuraEnabled public Decimal price { get; set; }
    @AuraEnabled public Datetime dueAt;
    @AuraEnabled public State state;
    @AuraEnabled public Map<String, List<Integer>> counts;
    @AuraEnabled public Map<State, Date> reached;
    @AuraEnabled public Object anything;
    @AuraEnabled public Line parent;
    @AuraEnabled public Boolean getIsOpen() { return true; }
    public String hidden;
    @AuraEnabled public static String shared;
  }
  @AuraEnabled(cacheable=true) public static List<Line> getLines(Id orderId, Integer most) { return null; }
  @AURAENABLED public static Account save(Account account, List<OrderLines.Extra> extras) { return account; }
  @AuraEnabled public static void clear() {}
  @AuraEnabled(continuation=true cacheable=true) public static Object ask(String question) { return null; }
  @AuraEnabled private static void mine() {}
  public static void notForComponents() {}
}`;
const EXTRAS = `public class OrderLines { public class Extra { @AuraEnabled public Set<String> tags; @AuraEnabled public Contact who; } }`;

const COMPONENT = `
import { LightningElement, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import ask from '@salesforce/apexContinuation/OrderController.ask';
import clear from '@salesforce/apex/OrderController.clear';
import getLines from '@salesforce/apex/OrderController.getLines';
import save from '@salesforce/apex/OrderController.save';

export default class OrderLines extends LightningElement {
  recordId = '801000000000001';
  @wire(getLines, { orderId: '$recordId', most: 5 } as const) lines?: ApexMethod.Wired<Apex.OrderController.Line[]>;

  get total(): number {
    return (this.lines?.data ?? []).reduce((sum, line) => sum + (line.price ?? 0), 0);
  }
  async work(): Promise<string> {
    const [line] = await getLines({ orderId: this.recordId, most: null });
    const state: 'Draft' | 'Sent' | null | undefined = line?.state;
    const reached: string | null | undefined = line?.reached?.Draft;
    const count: number | undefined = line?.counts?.['a']?.[0];
    const open: boolean | null | undefined = line?.isOpen;
    const id: string | null | undefined = line?.parent?.recordId;
    const saved = await save({ account: { Name: 'Acme', Contacts: [{ LastName: 'Doe' }] }, extras: [{ tags: ['new'] }] });
    await clear();
    await refreshApex(this.lines);
    const answer: unknown = await ask({ question: 'why' });
    return [state, reached, count, open, id, saved.Name, saved.Owner?.Id, answer].join();
  }
}`;

const said = recordOutput();

afterEach(disposeProjects);

function generate(from: TemporaryProject, ...more: readonly string[]): string {
  typesCommand()
    .exitOverride()
    .parse(['--project', from.folder, ...more], { from: 'user' });
  return readFileSync(join(from.folder, 'types', 'apex.d.ts'), 'utf8');
}

/** What a run that does not go well would end with. */
function end(run: () => unknown): ExitCode {
  try {
    run();
    return ExitCode.ok;
  } catch (error) {
    if (error instanceof CommandError) return error.exitCode;
    throw error;
  }
}

test('types what a component calls and wires, so that strict TypeScript takes the component', () => {
  const types = generate(project({ OrderController: CONTROLLER, OrderLines: EXTRAS }));
  expect(complaints({ 'apex.d.ts': types, 'component.ts': COMPONENT })).toEqual([]);
  expect(said.errors).toBe('');
});

test.each([
  ['a parameter of another type', 'getLines({ orderId: 1, most: 5 })', "'number' is not assignable to type 'string'"],
  ['a parameter that is missing', 'getLines({ most: 5 })', "'orderId' is missing"],
  ['an argument where there is none', 'clear({})', 'Expected 0 arguments'],
  [
    'a property without the annotation',
    "getLines({ orderId: '', most: 1 }).then((lines) => lines[0]?.hidden)",
    "'hidden' does not exist",
  ],
  [
    'a static property',
    "getLines({ orderId: '', most: 1 }).then((lines) => lines[0]?.shared)",
    "'shared' does not exist",
  ],
  [
    'an unknown constant',
    "save({ account: {}, extras: [] }).then((): Apex.OrderController.State => 'Lost')",
    `'"Lost"' is not assignable`,
  ],
  ['a wire of a method that is not cacheable', 'wire(save, {})', 'is not assignable'],
  ['a method components may not call', "import('@salesforce/apex/OrderController.mine')", 'Cannot find module'],
])('makes TypeScript refuse %s', (_what, expression, complaint) => {
  const types = generate(project({ OrderController: CONTROLLER, OrderLines: EXTRAS }));
  const component = `import { wire } from 'lwc';
import clear from '@salesforce/apex/OrderController.clear';
import getLines from '@salesforce/apex/OrderController.getLines';
import save from '@salesforce/apex/OrderController.save';
export const used = [wire, clear, getLines, save, () => ${expression}];`;
  const found = complaints({ 'apex.d.ts': types, 'component.ts': component });
  expect(found.join('\n')).toContain(complaint);
});

test('carries what ApexDoc and metadata say, as text that stays text', () => {
  const own = project({
    Doc: `/** Of the class: no component sees it. */
public class Doc {
  /**
   * Lines of an order. It's \`\${quoted}\`, and "so"; an end \\u002a/ and a *\\/ too.
   *
   * @param orderId whose
   * @return them, first to last
   */
  @AuraEnabled(cacheable=true)
  public static List<Line> getLines(Id orderId) { return null; }

  /* No ApexDoc. */
  @AuraEnabled public static Account__c none() { return null; }

  /** @description A line. */
  public class Line {
    /** Days until it is due. */
    @AuraEnabled public Date due { get; set; }
    @AuraEnabled public String plain;
    /** Whether it is open. */ @AuraEnabled public Boolean getIsOpen() { return true; }
  }
}`,
  });
  own.write(
    'force-app/objects/Account__c/Account__c.object-meta.xml',
    `<?xml version="1.0"?><CustomObject xmlns="http://soap.sforce.com/2006/04/metadata"><label>A</label><pluralLabel>As</pluralLabel>
<nameField><type>Text</type><label>N</label></nameField><deploymentStatus>Deployed</deploymentStatus><sharingModel>Private</sharingModel>
<description>Ends */ here.</description></CustomObject>`,
  );
  own.write(
    'force-app/objects/Account__c/fields/Note__c.field-meta.xml',
    `<?xml version="1.0"?><CustomField xmlns="http://soap.sforce.com/2006/04/metadata"><fullName>Note__c</fullName><label>Note</label>
<type>Date</type><description>What */ declare const evil: 1; /* it says</description></CustomField>`,
  );
  const types = generate(own);
  expect(complaints({ 'apex.d.ts': types })).toEqual([]);
  expect(types).toContain(`  /**
   * Lines of an order. It's \`\${quoted}\`, and "so"; an end \\u002a/ and a *\\/ too.
   *
   * @param orderId whose
   * @returns them, first to last
   */
  const method: ApexMethod.Cacheable<`);
  expect(types).toContain(`    /** A line. */
    interface Line {
      /** Whether it is open. */
      isOpen?: boolean | null;
      /**
       * Days until it is due.
       *
       * Date: yyyy-mm-dd.
       */
      due?: string | null;
      plain?: string | null;
`);
  expect(types).toContain('/** Ends *\\/ here. */\n    interface Account__c {');
  expect(types).toContain('* What *\\/ declare const evil: 1; /* it says');
  expect(types).not.toContain('No ApexDoc');
});

test('names what it cannot type, and goes on', () => {
  const types = generate(
    project({
      Mixed: `public class Mixed {
  @AuraEnabled public static Missing.Thing one(Blob data) { return null; }
  @AuraEnabled public static String two() { return ''; }
}`,
    }),
  );
  expect(types).toContain('Mixed.two');
  expect(complaints({ 'apex.d.ts': types })).toEqual([]);
  expect(said.errors).toContain('Mixed.cls:2:44 the project has no such type as one uses: it is typed as unknown');
  expect(said.errors).toContain('Mixed.cls:2:44 Blob has no documented form in JavaScript: unknown');
});

test('stays valid TypeScript where Apex names mean something else there', () => {
  const types = generate(
    project({
      Record: `public class Record { @AuraEnabled public Map<String, Record> number_x; }`,
      Apex: `public class Apex { public class unknown { @AuraEnabled public Record nested; }
  @AuraEnabled public static unknown yield(Record never, String function) { return null; } }`,
    }),
  );
  expect(complaints({ 'apex.d.ts': types })).toEqual([]);
});

test('takes the same text every time, and says with --check when the file is another', () => {
  const own = project({ OrderController: CONTROLLER, OrderLines: EXTRAS });
  const first = generate(own);
  expect(generate(own)).toBe(first);
  expect(generate(own, '--check')).toBe(first);
  own.write('force-app/classes/OrderLines.cls', EXTRAS.replace('tags', 'labels'));
  expect(end(() => generate(own, '--check'))).toBe(ExitCode.failed);
  expect(generate(own)).toContain('labels');
});

test('writes nothing when the Apex cannot be read', () => {
  const own = project({ Broken: 'public class Broken { @AuraEnabled public static void a( {} }' });
  expect(end(() => generate(own))).toBe(ExitCode.project);
  expect(existsSync(join(own.folder, 'types'))).toBe(false);
});
