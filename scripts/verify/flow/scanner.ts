/** Quality of flows, by the rules of lightning-flow-scanner that are about what a flow does, not about how it is drawn. */
import type { RuleResult } from '@flow-scanner/lightning-flow-scanner-core';
import type { XmlElement } from '../../local-org/schema/xml';
import type { Finding } from '../finding';

/** Rule → what to do. Naming, layout, descriptions and versions are left out: policies say what a project wants of them. */
const RULES: Readonly<Record<string, string>> = {
  ActionCallsInLoop: 'Gather in the loop, and call the action once after it.',
  DMLStatementInLoop: 'Gather records in the loop, and save them once after it.',
  DuplicateDMLOperation: 'Forbid the way back, or save after the last screen only.',
  HardcodedId: 'Look the record up by a name or a key: Ids differ from org to org.',
  MissingFaultPath: 'Add a fault path, and say on it what happened.',
  RecursiveAfterUpdate: 'Set fields before the record is saved.',
  SOQLQueryInLoop: 'Look records up once before the loop.',
  UnconnectedElement: 'Connect it, or remove it.',
  UnsafeRunningContext: 'Run it with the rights of whoever starts it.',
  UnusedVariable: 'Remove it.',
};

/** Holds flows to the rules. @param flows the roots by file */
export async function scannerFindings(flows: ReadonlyMap<string, XmlElement>): Promise<Finding[]> {
  // Slow to load, and only needed where there are flows.
  const { Flow, ParsedFlow, scan } = await import('@flow-scanner/lightning-flow-scanner-core');
  return [...flows].flatMap(([file, root]) => {
    try {
      const results = scan([new ParsedFlow(file, new Flow(file, plain(root)))]).flatMap((each) => each.ruleResults);
      return results.flatMap((each) => findingsOf(each, file, root));
    } catch (error) {
      return [unreadable(file, root, error)];
    }
  });
}

function findingsOf({ ruleName, details, ruleDefinition }: RuleResult, file: string, root: XmlElement): Finding[] {
  const remedy = RULES[ruleName];
  if (remedy === undefined) return [];
  const rule = `flow/${ruleName.replace(/(?<=[a-z])(?=[A-Z])|(?<=L)(?=[SQ][tu])/g, '-').toLowerCase()}`;
  return details.map(({ name }) => {
    const { line, column } = elementNamed(root, name);
    return { file, line, column, rule, message: `${ruleDefinition.label}: ${name}.`, remedy };
  });
}

function unreadable(file: string, { line, column }: XmlElement, error: unknown): Finding {
  const message = `The scanner cannot read this flow: ${error instanceof Error ? error.message : String(error)}.`;
  return { file, line, column, rule: 'flow/engine-error', message, remedy: 'Save it from Flow Builder again.' };
}

/** Where an element of that name has its name; the root for what is not an element. */
function elementNamed(root: XmlElement, name: string): XmlElement {
  const names = root.children.flatMap((each) => each.children.filter((inner) => inner.name === 'name'));
  return names.find(({ text }) => text.trim() === name) ?? root;
}

/** The shape the scanner's own parser gives it: text, or an object of elements, lists where there are several. */
function plain({ children, text }: XmlElement): string | Record<string, unknown> {
  if (children.length === 0) return text.trim();
  const grouped: Record<string, unknown> = {};
  for (const each of children) {
    const known = grouped[each.name];
    if (known === undefined) grouped[each.name] = plain(each);
    else grouped[each.name] = [...(Array.isArray(known) ? (known as unknown[]) : [known]), plain(each)];
  }
  return grouped;
}
