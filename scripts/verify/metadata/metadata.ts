/** Every `-meta.xml`: well-formed, in its place, of its type, and what the types cannot say. */
import { cacheFolder } from '../../local-org/project/cache-folder';
import type { XmlElement } from '../../local-org/schema/xml';
import type { Checker } from '../checker';
import type { Finding } from '../finding';
import type { SourceTree } from '../source-tree';
import { fieldFindings } from './field-rules';
import { fileNameOf, fileTypeOf, suffixOf } from './file-types';
import { objectFindings } from './object-rules';
import { metadataSchema, type MetadataSchema } from './schema';
import { at, shapeFindings } from './shape';

const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';
const START = { line: 1, column: 1 };
/** Suffixes of what comes with a `-meta.xml` of the same name. */
const PAIRED = ['cls', 'trigger', 'page', 'component'];

export const metadataChecker: Checker = {
  name: 'metadata',
  purpose: 'metadata files against the types of the Metadata API, and the rules of fields and objects',
  check(tree) {
    const schema = metadataSchema(cacheFolder());
    const metadata = tree.files.filter((each) => each.endsWith('-meta.xml'));
    return [...metadata.flatMap((file) => fileFindings(tree, file, schema)), ...pairFindings(tree)];
  },
};

function fileFindings(tree: SourceTree, file: string, schema: MetadataSchema): Finding[] {
  const parsed = tree.xml(file);
  if ('fault' in parsed) {
    return [at(file, parsed.fault, 'malformed', parsed.fault.message, { remedy: 'Make it well-formed XML.' })];
  }
  const { root } = parsed;
  const suffix = suffixOf(file);
  const type = suffix === null ? undefined : fileTypeOf(file, suffix);
  const findings: Finding[] = [];
  if (suffix !== null && !type && !root.name.endsWith('Folder') && !schema.types[root.name]) {
    return [
      at(file, START, 'unknown-suffix', `There is no type of metadata whose files end in .${suffix}-meta.xml.`, {
        remedy: 'Correct the name of the file.',
      }),
    ];
  }
  if (root.attributes.xmlns !== NAMESPACE && !Object.values(root.attributes).includes(NAMESPACE)) {
    findings.push(
      at(file, root, 'namespace', `The root element is not of the namespace ${NAMESPACE}.`, {
        remedy: `Write <${root.name} xmlns="${NAMESPACE}">.`,
      }),
    );
  }
  if (type) findings.push(...placeFindings(file, root, type.root, type.folder, schema));
  if (findings.some(({ rule }) => rule === 'metadata/wrong-root')) return findings;
  findings.push(...shapeFindings(file, root, root.name, schema));
  findings.push(...nameFindings(file, root, suffix));
  if (suffix === 'field') findings.push(...fieldFindings(file, root, objectOf(file)));
  if (suffix === 'object') findings.push(...objectFindings(file, root, fileNameOf(file)));
  return findings;
}

function placeFindings(
  file: string,
  root: XmlElement,
  expected: string,
  folder: string | null,
  schema: MetadataSchema,
): Finding[] {
  const findings: Finding[] = [];
  // Settings have a type each (Metadata API Developer Guide, Settings); folders have one of each kind.
  const isSame = root.name === expected || (expected === 'Settings' && root.name.endsWith('Settings'));
  if (!isSame && !root.name.endsWith('Folder') && schema.types[expected]) {
    findings.push(
      at(file, root, 'wrong-root', `The root element is ${root.name}; files of this suffix hold ${expected}.`, {
        remedy: `Write <${expected}>, or correct the suffix of the file.`,
      }),
    );
  }
  if (folder !== null && !file.split('/').slice(0, -1).includes(folder)) {
    findings.push(
      at(file, START, 'wrong-folder', `${expected} has to be in a folder '${folder}'.`, {
        remedy: `Move the file into a folder named ${folder}.`,
      }),
    );
  }
  return findings;
}

/** Source format: the name in the file is the name of the file (Salesforce DX Developer Guide, Source Format). */
function nameFindings(file: string, root: XmlElement, suffix: string | null): Finding[] {
  const name = root.children.find((each) => each.name === 'fullName');
  if (!name || suffix === null || name.text.trim() === fileNameOf(file)) return [];
  // A record of custom metadata is named with its type, a child of an object may be, too.
  if (fileNameOf(file).endsWith(`.${name.text.trim()}`) || name.text.trim().endsWith(`.${fileNameOf(file)}`)) return [];
  return [
    at(file, name, 'file-name', `The full name ${name.text.trim()} is not that of the file, ${fileNameOf(file)}.`, {
      remedy: 'Make them the same.',
    }),
  ];
}

function pairFindings(tree: SourceTree): Finding[] {
  const files = new Set(tree.files);
  const findings: Finding[] = [];
  for (const file of tree.files) {
    const suffix = /\.([^./]+?)(-meta\.xml)?$/.exec(file);
    if (!suffix?.[1] || !PAIRED.includes(suffix[1])) continue;
    if (suffix[2] === undefined && !files.has(`${file}-meta.xml`)) {
      findings.push(
        at(file, START, 'missing-meta', `${file.slice(file.lastIndexOf('/') + 1)} has no -meta.xml.`, {
          remedy: `Add ${file.slice(file.lastIndexOf('/') + 1)}-meta.xml with its API version.`,
        }),
      );
    } else if (suffix[2] !== undefined && !files.has(file.slice(0, -'-meta.xml'.length))) {
      findings.push(
        at(file, START, 'orphan-meta', 'There is no source file for this -meta.xml.', {
          remedy: 'Add the source file, or delete this one.',
        }),
      );
    }
  }
  return findings;
}

/** Object whose folder a field is in: `Order__c`. */
function objectOf(file: string): string {
  return file.split('/').at(-3) ?? '';
}
