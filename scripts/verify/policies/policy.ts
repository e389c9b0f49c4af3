/** The rules of this project that Apex is held to. */
import type { Checker } from '../checker';
import { child, textOf } from '../../local-org/schema/xml';
import { apexFindings } from './apex-rules';
import { capabilityFindings, ownersOf } from './capabilities';
import { API_VERSION, capabilityOf, policiesApply } from './settings';

export const policyChecker: Checker = {
  name: 'policy',
  purpose: 'rules of this project: access modes, sharing, triggers, names, the order of the capabilities',
  check(tree) {
    if (!policiesApply(tree)) return [];
    const owners = ownersOf(tree.files);
    const versions = tree.files.flatMap((file) => {
      const parsed = /\.(cls|trigger)-meta\.xml$/.test(file) ? tree.xml(file) : null;
      if (!parsed || 'fault' in parsed || textOf(parsed.root, 'apiVersion') === API_VERSION) return [];
      const { line, column } = child(parsed.root, 'apiVersion') ?? parsed.root;
      const message = `The API version is not ${API_VERSION}.`;
      return [{ file, line, column, rule: 'policy/api-version', message, remedy: `Set it to ${API_VERSION}.` }];
    });
    const units = tree
      .apex()
      .units.flatMap(({ file, unit }) => [
        ...apexFindings(file, unit, capabilityOf(file) !== null),
        ...capabilityFindings(file, unit, owners),
      ]);
    return [...units, ...versions];
  },
};
