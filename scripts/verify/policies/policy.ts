/** The policies a project asks for, on Apex and on metadata. */
import type { XmlElement } from '../../local-org/schema/xml';
import type { Checker } from '../checker';
import type { Finding } from '../finding';
import { projectConfig, property } from '../references/project-config';
import type { SourceTree } from '../source-tree';
import { apexFindings } from './apex-rules';
import { capabilityFindings, ownersOf } from './capabilities';
import { documentationFindings, testNameFindings } from './documentation';
import { apexLiteralFindings, metadataLiteralFindings } from './literals';
import { metadataPolicyFindings } from './metadata-rules';
import { isShipped, policiesOf, type Policies } from './settings';

export const policyChecker: Checker = {
  name: 'policy',
  purpose: 'policies a project asks for: access modes, sharing, names, descriptions, order of its capabilities',
  check(tree) {
    const policies = policiesOf(tree);
    if (policies === null) return [];
    return [...ofApex(tree, policies), ...ofMetadata(tree, policies)];
  },
};

function ofApex(tree: SourceTree, policies: Policies): Finding[] {
  const owners = ownersOf(tree.files);
  return tree
    .apex()
    .units.flatMap(({ file, unit }) => [
      ...apexFindings(file, unit, policies.prefix ?? '', isShipped(file)),
      ...capabilityFindings(file, unit, owners, policies.floors),
      ...(isShipped(file)
        ? [...documentationFindings(file, unit, tree.text(file)), ...apexLiteralFindings(file, unit)]
        : testNameFindings(file, unit)),
    ]);
}

function ofMetadata(tree: SourceTree, policies: Policies): Finding[] {
  const version = property(projectConfig(tree), 'sourceApiVersion');
  const apiVersion = typeof version === 'string' ? version : null;
  return tree.files.flatMap((file) => {
    const root = rootOf(tree, file);
    if (!root) return [];
    return [...metadataPolicyFindings(file, root, policies, apiVersion), ...metadataLiteralFindings(file, root)];
  });
}

function rootOf(tree: SourceTree, file: string): XmlElement | null {
  if (!file.endsWith('-meta.xml')) return null;
  const parsed = tree.xml(file);
  return 'fault' in parsed ? null : parsed.root;
}
