/** What permission sets may not grant, where a project asks for policies. */
import { child, children, flag, textOf, type XmlElement } from '../../local-org/schema/xml';
import type { Checker } from '../checker';
import type { Finding } from '../finding';
import { FORBIDDEN_USER_PERMISSIONS, policiesOf } from './settings';

/** Each permission, and the one it needs: https://help.salesforce.com/s/articleView?id=sf.users_profiles_object_perms.htm */
const NEEDED: readonly (readonly [string, string])[] = [
  ['allowCreate', 'allowRead'],
  ['allowEdit', 'allowRead'],
  ['allowDelete', 'allowEdit'],
];

export const permissionChecker: Checker = {
  name: 'permission',
  purpose: 'policies a project asks for: what its permission sets may not grant',
  check(tree) {
    if (policiesOf(tree) === null) return [];
    return tree.files.flatMap((file) => {
      if (!file.endsWith('.permissionset-meta.xml')) return [];
      const parsed = tree.xml(file);
      return 'fault' in parsed ? [] : permissionFindings(file, parsed.root);
    });
  },
};

function permissionFindings(file: string, root: XmlElement): Finding[] {
  const found: Finding[] = [];
  const report = ({ line, column }: XmlElement, rule: string, message: string, remedy: string): void => {
    found.push({ file, line, column, rule: `permission/${rule}`, message, remedy });
  };
  for (const each of children(root, 'objectPermissions')) {
    const object = textOf(each, 'object') ?? 'an object';
    for (const name of ['viewAllRecords', 'modifyAllRecords', 'viewAllFields']) {
      if (flag(each, name))
        report(child(each, name) ?? each, 'all-records', `${name} on ${object}.`, 'Set it to false.');
    }
    for (const [name, needed] of NEEDED) {
      if (flag(each, name) && !flag(each, needed)) {
        const message = `Permission ${name} on ${object} depends on permission ${needed}.`;
        report(child(each, name) ?? each, 'dependency', message, `Grant ${needed}, too.`);
      }
    }
  }
  for (const each of children(root, 'fieldPermissions')) {
    if (!flag(each, 'editable') || flag(each, 'readable')) continue;
    const message = `Edit on ${textOf(each, 'field') ?? 'a field'} depends on Read.`;
    report(child(each, 'editable') ?? each, 'dependency', message, 'Set <readable> to true, too.');
  }
  for (const each of children(root, 'userPermissions')) {
    const name = textOf(each, 'name') ?? '';
    if (flag(each, 'enabled') && FORBIDDEN_USER_PERMISSIONS.has(name)) {
      report(child(each, 'name') ?? each, 'administrative', `${name} administers the org.`, 'Leave it to admins.');
    }
  }
  const principal = children(root, 'externalCredentialPrincipalAccesses').find((each) => flag(each, 'enabled'));
  if (principal && children(root, 'classAccesses').length > 0) {
    const message = 'Access to a principal and to classes in one permission set.';
    report(principal, 'principal-with-classes', message, 'Give the principal a permission set of its own.');
  }
  return found;
}
