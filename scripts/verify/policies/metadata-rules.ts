/** Policies on metadata: names, API versions, what admins read in Setup, how sensitive the data is. */
import { child, flag, textOf, type XmlElement } from '../../local-org/schema/xml';
import type { Finding } from '../finding';
import { fileNameOf } from '../metadata/file-types';
import { NAME_LENGTH, type Policies } from './settings';

/** Roots with a description an admin meets in Setup. */
const DESCRIBED = new Set([
  'CustomApplication',
  'CustomField',
  'CustomObject',
  'CustomPermission',
  'Flow',
  'LightningComponentBundle',
  'PermissionSet',
  'PermissionSetGroup',
  'QuickAction',
  'ValidationRule',
]);
/** Roots whose name must not collide with that of another package. */
const PREFIXED = new Set([
  'CustomApplication',
  'CustomObject',
  'CustomPermission',
  'Flow',
  'LightningComponentBundle',
  'NamedCredential',
  'PermissionSet',
  'PermissionSetGroup',
]);

/** @param apiVersion the project's; null where it names none */
export function metadataPolicyFindings(
  file: string,
  root: XmlElement,
  { prefix }: Policies,
  apiVersion: string | null,
): Finding[] {
  const found: Finding[] = [];
  const report = ({ line, column }: XmlElement, rule: string, message: string, remedy: string): void => {
    found.push({ file, line, column, rule: `policy/${rule}`, message, remedy });
  };
  const name = fileNameOf(file);
  const version = child(root, 'apiVersion');
  if (version && apiVersion !== null && Number(version.text) !== Number(apiVersion)) {
    report(version, 'api-version', `The API version is not ${apiVersion}, the project's.`, `Set it to ${apiVersion}.`);
  }
  if (isOfAnother(root, name)) return found;
  if (DESCRIBED.has(root.name) && textOf(root, 'description') === null) {
    report(
      root,
      'description',
      `${name} has no description.`,
      'Say in <description> what it is for, for who finds it.',
    );
  }
  if (root.name === 'CustomField' && textOf(root, 'securityClassification') === null) {
    const remedy = 'Say in <securityClassification> how sensitive it is: Internal, say.';
    report(root, 'classification', `${name} has no data classification.`, remedy);
  }
  if (PREFIXED.has(root.name)) {
    const own = root.name === 'LightningComponentBundle' ? lowerFirst(prefix ?? '') : (prefix ?? '');
    if (!name.startsWith(own)) report(root, 'prefix', `${name} does not begin with ${own}.`, `Call it ${own}${name}.`);
    const length = name.replace(/__(?:c|e|mdt|b)$/, '').length;
    if (length > NAME_LENGTH) {
      report(root, 'name-length', `${name} has more than ${NAME_LENGTH} characters.`, 'Shorten it.');
    }
  }
  return found;
}

/** Standard objects and fields, and what a person gave up naming: what the platform describes itself. */
function isOfAnother(root: XmlElement, name: string): boolean {
  if (root.name === 'CustomObject') return !/__(?:c|e|mdt|b)$/.test(name);
  return root.name === 'CustomField' && (!name.endsWith('__c') || flag(root, 'deprecated'));
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
