/** What metadata names and the project does not have: a deployment stops there. */
import type { XmlElement } from '../../local-org/schema/xml';
import type { Checker } from '../checker';
import type { Finding } from '../finding';
import type { SourceTree } from '../source-tree';
import { elementsAt, type ReferenceComplaint } from './complaint';
import { fieldFormulaComplaints, validationComplaints } from './formulas';
import { hasUnseenDependencies, isForeign, Names } from './names';
import {
  apexActionComplaints,
  fieldPermissionComplaints,
  overrideComplaints,
  relatedListComplaints,
} from './named-by-kind';
import { pageComplaints } from './pages';
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
  application: ['app', 'application'],
  'compact-layout': ['compactLayout', 'compact layout'],
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
  const further = FURTHER[root.name]?.(root, names, owner) ?? [];
  return [...findings, ...[...further].map((each) => furtherFinding(file, each))];
}

/** What more than the name of one element decides about. */
const FURTHER: Readonly<
  Record<string, (root: XmlElement, names: Names, owner: string | null) => Iterable<ReferenceComplaint>>
> = {
  CustomApplication: (root, names) => overrideComplaints(root, names),
  CustomField: (root, names, owner) => (owner === null ? [] : fieldFormulaComplaints(root, names, owner)),
  CustomObject: (root, names) => overrideComplaints(root, names),
  FlexiPage: (root, names) => pageComplaints(root, names),
  Flow: (root, names) => apexActionComplaints(root, names),
  Layout: (root, names) => relatedListComplaints(root, names),
  PermissionSet: (root, names) => fieldPermissionComplaints(root, names),
  ValidationRule: (root, names, owner) => (owner === null ? [] : validationComplaints(root, names, owner)),
};

/** What is missing, as a person calls it; null when nothing is, or nobody can tell. */
function missing(names: Names, target: Target, name: string, owner: string | null): string | null {
  const files = FILES[target];
  if (files !== undefined) {
    const isThere = isForeign(name) || names.has(files[0], name) || (target === 'compact-layout' && name === 'SYSTEM');
    return isThere ? null : `${files[1]} ${name}`;
  }
  switch (target) {
    case 'object':
      return names.lacksObject(name) ? `object ${name}` : null;
    case 'field':
      // A related list of the platform has a name of its own: RelatedActivityList.
      if (!name.includes('.')) return null;
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

function furtherFinding(file: string, { at, rule, message, remedy }: ReferenceComplaint): Finding {
  return {
    file,
    line: at.line,
    column: at.column,
    rule: `reference/${rule}`,
    message,
    remedy: remedy ?? 'Correct the name, or add to the project what it names.',
  };
}
