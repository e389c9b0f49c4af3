/** Flows: what they name, what they call, and what they do. */
import type { XmlElement } from '../../local-org/schema/xml';
import type { Checker } from '../checker';
import type { Finding } from '../finding';
import { hasUnseenDependencies, Names } from '../references/names';
import { projectConfig } from '../references/project-config';
import type { SourceTree } from '../source-tree';
import { actionComplaints, actionsOf } from './actions';
import { resourceComplaints } from './resources';
import { scannerFindings } from './scanner';

const FLOW = /(?:^|\/)([^/]+)\.flow-meta\.xml$/;

const REMEDIES: Readonly<Record<string, string>> = {
  'duplicate-name': 'Give one of them another name.',
  'missing-parameter': 'Give it a value.',
  'no-action': 'Add @InvocableMethod to one of its methods, or call another class.',
};

export const flowChecker: Checker = {
  name: 'flow',
  purpose: 'flows: elements, resources, fields and actions they name, and what they do in loops and on faults',
  async check(tree) {
    const flows = flowsOf(tree);
    if (flows.size === 0) return [];
    return [...nameFindings(tree, flows), ...(await scannerFindings(flows))];
  },
};

function flowsOf(tree: SourceTree): ReadonlyMap<string, XmlElement> {
  const flows = new Map<string, XmlElement>();
  for (const file of tree.files.filter((each) => FLOW.test(each))) {
    const parsed = tree.xml(file);
    if ('root' in parsed && parsed.root.name === 'Flow') flows.set(file, parsed.root);
  }
  return flows;
}

function nameFindings(tree: SourceTree, flows: ReadonlyMap<string, XmlElement>): Finding[] {
  if (hasUnseenDependencies(projectConfig(tree))) return [];
  const names = new Names(tree);
  const actions = actionsOf(tree.apex().units.map(({ unit }) => unit));
  const byName = new Map([...flows].map(([file, root]) => [FLOW.exec(file)?.[1]?.toLowerCase() ?? '', root]));
  return [...flows].flatMap(([file, root]) =>
    [...resourceComplaints(root, names), ...actionComplaints(root, actions, byName)].map(({ at, rule, message }) => ({
      file,
      line: at.line,
      column: at.column,
      rule: `flow/${rule}`,
      message,
      remedy: REMEDIES[rule] ?? 'Correct the name, or add what it names.',
    })),
  );
}
