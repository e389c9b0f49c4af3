/**
 * What a deployment would take along: the source turned into a package by the library the Salesforce CLI does it with, and compared with
 * the source. What that library does not know it leaves out, without a word.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Sdr from '@salesforce/source-deploy-retrieve';
import type { ComponentSet, SourceComponent } from '@salesforce/source-deploy-retrieve';
import { projectPath } from '../../local-org/project/project';
import { parseXml } from '../../local-org/schema/xml';
import type { Finding } from '../finding';
import { descendants } from '../references/complaint';
import type { SourceTree } from '../source-tree';

/** No component, and nobody expects it to be one: settings of editors. */
const NO_COMPONENT = /(?:^|\/)(?:\.[^/]*|[jt]sconfig\.json)$/;
/** Without its -meta.xml it is no component; the metadata checker says so. */
const PAIRED = /\.(?:cls|trigger|page|component)$/;
const COMPONENT_CODE = ['js', 'ts', 'css'];

/** Files that belong to nothing, and components the package does not get. */
export async function componentFindings(tree: SourceTree): Promise<Finding[]> {
  // It would keep a log in the home folder.
  process.env.SF_DISABLE_LOG_FILE ??= 'true';
  const library = await import('@salesforce/source-deploy-retrieve');
  const { root, packageFolders } = tree.project;
  const known = new Set<string>();
  const findings: Finding[] = [];
  for (const folder of packageFolders) {
    try {
      const source = library.ComponentSet.fromSource({ fsPaths: [folder] });
      const components = source.getSourceComponents().toArray();
      for (const path of components.flatMap(filesOf)) known.add(projectPath(root, path));
      const converted = await namesInPackage(source, library);
      const times = new Map<string, number>();
      for (const each of components) times.set(keyOf(each), (times.get(keyOf(each)) ?? 0) + 1);
      // Fields of an object that is elsewhere stand for themselves; an object in several places is of several packages inside this folder.
      const whole = components.filter((each) => !each.parent && times.get(keyOf(each)) === 1);
      findings.push(...whole.flatMap((each) => lost(each, converted).map((name) => notConverted(each, name, root))));
    } catch (error) {
      return [unreadable(tree, error), ...incomplete(tree)];
    }
  }
  const unknown = tree.files.filter((file) => !known.has(file) && !NO_COMPONENT.test(file) && !PAIRED.test(file));
  return [...unknown.map(unknownFile), ...findings, ...incomplete(tree)];
}

/** Component → the names in its one file there, children among them. */
async function namesInPackage(
  source: ComponentSet,
  { ComponentSet: Components, MetadataConverter }: typeof Sdr,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const folder = mkdtempSync(join(tmpdir(), 'courier-package-'));
  try {
    const target = { type: 'directory', outputDirectory: folder, genUniqueDir: false } as const;
    await new MetadataConverter().convert(source, 'metadata', target);
    const converted = Components.fromSource({ fsPaths: [folder] })
      .getSourceComponents()
      .toArray();
    return new Map(converted.map((each) => [keyOf(each), each.xml ? fullNamesIn(each.xml) : new Set()]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function fullNamesIn(path: string): ReadonlySet<string> {
  const parsed = parseXml(readFileSync(path, 'utf8'));
  if ('fault' in parsed) return new Set();
  return new Set([...descendants(parsed.root)].flatMap(({ name, text }) => (name === 'fullName' ? [text.trim()] : [])));
}

function keyOf({ type, fullName }: SourceComponent): string {
  return `${type.name}:${fullName}`;
}

function filesOf(component: SourceComponent): string[] {
  const own = [...component.walkContent(), ...(component.xml ? [component.xml] : [])];
  return [...own, ...component.getChildren().flatMap((each) => (each.xml ? [each.xml] : []))];
}

/** Names of what the package lacks: the component itself, or some of its children. */
function lost(component: SourceComponent, converted: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const names = converted.get(keyOf(component));
  if (!names) return [component.fullName];
  return component
    .getChildren()
    .filter((each) => !names.has(each.name))
    .map(({ fullName }) => fullName);
}

/** A bundle needs its code, a static resource what it is about: the library takes both for whole without. */
function incomplete(tree: SourceTree): Finding[] {
  return tree.files.flatMap((file) => {
    const bundle = /^(.*\/lwc\/([^/]+)\/\2)\.js-meta\.xml$/.exec(file)?.[1];
    const resource = /^(.*)\.resource-meta\.xml$/.exec(file)?.[1];
    const isWhole =
      bundle === undefined
        ? resource === undefined ||
          tree.files.some(
            (each) => each !== file && (each.startsWith(`${resource}.`) || each.startsWith(`${resource}/`)),
          )
        : tree.files.some((each) => COMPONENT_CODE.some((ending) => each === `${bundle}.${ending}`));
    if (isWhole) return [];
    const message = `There is only its -meta.xml: ${bundle === undefined ? 'the content' : 'the code'} is missing.`;
    return [{ file, line: 1, column: 1, rule: 'package/incomplete', message, remedy: 'Add it, or delete the rest.' }];
  });
}

function unknownFile(file: string): Finding {
  const message = 'The file belongs to no component: no deployment takes it along.';
  const remedy = 'Move it where its type belongs, or name it in .forceignore.';
  return { file, line: 1, column: 1, rule: 'package/unknown-file', message, remedy };
}

function notConverted({ xml, content }: SourceComponent, name: string, root: string): Finding {
  const file = projectPath(root, xml ?? content ?? root);
  const message = `${name} is in the source, and not in the package made of it.`;
  return {
    file,
    line: 1,
    column: 1,
    rule: 'package/not-converted',
    message,
    remedy: 'Look at the file and its folder.',
  };
}

/** Its messages name the file, somewhere. */
function unreadable(tree: SourceTree, error: unknown): Finding {
  const message = error instanceof Error ? error.message : String(error);
  const file = tree.files.find((each) => message.includes(tree.path(each)) || message.includes(each));
  return {
    file: file ?? 'sfdx-project.json',
    line: 1,
    column: 1,
    rule: 'package/unreadable',
    message: `No package can be made of it: ${message.replaceAll(`${tree.project.root}/`, '')}`,
    remedy: 'Correct the file: a deployment stops here.',
  };
}
