/** What metadata names and the project does not have: a deployment stops there. */
import type { XmlElement } from '../../local-org/schema/xml';
import type { Checker } from '../checker';
import type { Finding } from '../finding';
import type { SourceTree } from '../source-tree';
import { hasUnseenDependencies, isForeign, Names } from './names';
import { projectConfig } from './project-config';
import { REFERENCES, type Target } from './paths';

/** Kinds that are files of their own: the file's suffix, and what a person calls it. */
const FILES: Readonly<Partial<Record<Target, readonly [kind: string, called: string]>>> = {
  class: ['cls', 'Apex class'],
  trigger: ['trigger', 'Apex trigger'],
  flow: ['flow', 'flow'],
  lwc: ['lwc', 'Lightning web component'],
  page: ['page', 'Visualforce page'],
  'permission-set': ['permissionset', 'permission set'],
  'muting-permission-set': ['mutingpermissionset', 'muting permission set'],
  'custom-permission': ['customPermission', 'custom permission'],
  'external-credential': ['externalCredential', 'external credential'],
};

export const referenceChecker: Checker = {
  name: 'reference',
  purpose: 'objects, fields, classes, flows and more that metadata names and the project lacks',
  check(tree) {
    // Components of a package without namespace look like missing ones.
    if (hasUnseenDependencies(projectConfig(tree))) return [];
    const names = new Names(tree);
    return tree.files.filter((file) => file.endsWith('-meta.xml')).flatMap((file) => findingsOf(tree, names, file));
  },
};

function findingsOf(tree: SourceTree, names: Names, file: string): Finding[] {
  const parsed = tree.xml(file);
  if ('fault' in parsed) return [];
  const { root } = parsed;
  const owner = ownerOf(file, root.name);
  const findings = (REFERENCES[root.name] ?? []).flatMap(([path, target]) =>
    elementsAt(root, path.split('/')).flatMap((element) => {
      const name = element.text.trim();
      const what = name === '' ? null : missing(names, target, name, owner);
      return what === null ? [] : [finding(file, element, target, what)];
    }),
  );
  if (root.name === 'CustomMetadata' && owner !== null && names.lacksObject(owner))
    findings.push(finding(file, root, 'object', `object ${owner}`));
  return root.name === 'Flow' ? [...findings, ...apexActions(names, file, root)] : findings;
}

/** What is missing, as a person calls it; null when nothing is, or nobody can tell. */
function missing(names: Names, target: Target, name: string, owner: string | null): string | null {
  const files = FILES[target];
  if (files !== undefined) {
    return isForeign(name) || names.has(files[0], name) ? null : `${files[1]} ${name}`;
  }
  switch (target) {
    case 'object':
      return names.lacksObject(name) ? `object ${name}` : null;
    case 'field':
      return missingField(names, name.slice(0, Math.max(0, name.indexOf('.'))), name.slice(name.indexOf('.') + 1));
    case 'own-field':
      return owner === null || name.includes('.') ? null : missingField(names, owner, name);
    case 'record-type':
      return missingRecordType(names, name);
    case 'tab':
      return /__c$/i.test(name) && !isForeign(name) && !names.has('tab', name) ? `tab ${name}` : null;
    case 'principal':
      return missingPrincipal(names, name);
    default:
      return null;
  }
}

function missingField(names: Names, object: string, field: string): string | null {
  if (names.lacksObject(object)) return `object ${object}`;
  return names.lacksField(object, field) ? `field ${field} of ${object}` : null;
}

function missingRecordType(names: Names, name: string): string | null {
  const [object = '', type = ''] = name.split('.');
  const known = names.schema.object(object);
  if (known === null || /^PersonAccount$/i.test(object) || isForeign(type)) {
    return names.lacksObject(object) ? `object ${object}` : null;
  }
  const has = known.recordTypes.some((each) => each.name.toLowerCase() === type.toLowerCase());
  // Standard objects come with record types of their own in some clouds.
  return has || known.kind === 'standard' ? null : `record type ${type} of ${object}`;
}

function missingPrincipal(names: Names, name: string): string | null {
  const credential = name.split('-')[0]?.trim() ?? '';
  return isForeign(credential) || names.has('externalCredential', credential)
    ? null
    : `external credential ${credential}`;
}

/** Actions of type `apex` name a class. */
function apexActions(names: Names, file: string, root: XmlElement): Finding[] {
  return elementsAt(root, ['actionCalls']).flatMap((call) => {
    const type = elementsAt(call, ['actionType'])[0]?.text.trim();
    const name = elementsAt(call, ['actionName'])[0];
    if (type !== 'apex' || name === undefined) return [];
    const what = missing(names, 'class', name.text.trim(), null);
    return what === null ? [] : [finding(file, name, 'class', what)];
  });
}

/** The object whose fields a file names by themselves. */
function ownerOf(file: string, root: string): string | null {
  const base = file.slice(file.lastIndexOf('/') + 1);
  if (root === 'CustomMetadata') return `${base.split('.')[0] ?? ''}__mdt`;
  if (root === 'Layout') return decodeURIComponentSafely(base.split('-')[0] ?? '');
  return /(?:^|\/)objects\/([^/]+)\//.exec(file)?.[1] ?? null;
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function elementsAt(element: XmlElement, path: readonly string[]): readonly XmlElement[] {
  const [first, ...rest] = path;
  if (first === undefined) return [element];
  return element.children.filter((each) => each.name === first).flatMap((each) => elementsAt(each, rest));
}

function finding(file: string, { line, column }: XmlElement, target: Target, what: string): Finding {
  const kind = target === 'own-field' ? 'field' : target;
  return {
    file,
    line,
    column,
    rule: `reference/unknown-${what.startsWith('object ') ? 'object' : kind}`,
    message: `There is no ${what}.`,
    remedy: 'Correct the name, or add to the project what it names.',
  };
}
