/** What `sfdx-project.json` may say. Source: Salesforce DX Developer Guide, Project Configuration File for Packages. */
import { listOf, projectConfig, property } from '../references/project-config';
import type { Finding } from '../finding';
import type { SourceTree } from '../source-tree';

const FILE = 'sfdx-project.json';
const KEYS = new Set([
  '$schema',
  'name',
  'namespace',
  'oauthLocalPort',
  'packageAliases',
  'packageBundleAliases',
  'packageBundles',
  'packageDirectories',
  'plugins',
  'pushPackageDirectoriesSequentially',
  'registryCustomizations',
  'registryPresets',
  'replacements',
  'sfdcLoginUrl',
  'signupTargetLoginUrl',
  'sourceApiVersion',
  'sourceBehaviorOptions',
]);
const VERSION = /^\d+\.\d+\.\d+\.(?:NEXT|\d+)$/;
const WANTED_VERSION = /^\d+\.\d+\.\d+(?:\.(?:LATEST|RELEASED|NEXT|\d+))?$/;

/** Holds the project file to itself, and to the permission sets it names. */
export function configFindings(tree: SourceTree): Finding[] {
  const text = tree.text(FILE);
  const found: Finding[] = [];
  const report = (needle: string, message: string, remedy: string): void => {
    const before = text.slice(0, Math.max(0, text.indexOf(needle))).split('\n');
    const column = (before.at(-1)?.length ?? 0) + 1;
    found.push({ file: FILE, line: before.length, column, rule: 'package/config', message, remedy });
  };
  const config = projectConfig(tree);
  for (const key of keysOf(config).filter((each) => !KEYS.has(each))) {
    report(JSON.stringify(key), `The project file has no ${key}.`, 'Correct its name, or move it into plugins.');
  }
  const version = property(config, 'sourceApiVersion');
  if (version !== undefined && !/^\d{2,3}\.0$/.test(shown(version))) {
    report('"sourceApiVersion"', `The API version is ${shown(version)}.`, 'Write it as in 67.0.');
  }
  const directories = listOf(config, 'packageDirectories');
  const packages = new Set(directories.map((each) => property(each, 'package')));
  const aliases = new Set(keysOf(property(config, 'packageAliases')));
  const defaults = directories.filter((each) => property(each, 'default') === true).length;
  if (defaults > 1 || (defaults === 0 && directories.length > 1)) {
    report(
      '"packageDirectories"',
      `${defaults} package directories are the default one.`,
      'Make one of them the default.',
    );
  }
  for (const each of directories) {
    const number = property(each, 'versionNumber');
    if (number !== undefined && !VERSION.test(shown(number))) {
      report(`"${shown(number)}"`, `The version number is ${shown(number)}.`, 'Write major.minor.patch.NEXT.');
    }
    for (const dependency of listOf(each, 'dependencies')) {
      const name = String(property(dependency, 'package'));
      const wanted = property(dependency, 'versionNumber');
      if (!packages.has(name) && !aliases.has(name) && !/^0[34]\w{13,16}$/.test(name)) {
        report(
          `"${name}"`,
          `Nobody knows the package ${name}.`,
          'Name a package of this file, or one of packageAliases.',
        );
      } else if (wanted !== undefined && !WANTED_VERSION.test(shown(wanted))) {
        report(`"${shown(wanted)}"`, `The version number is ${shown(wanted)}.`, 'Write major.minor.patch.LATEST.');
      }
    }
    for (const name of listOf(property(each, 'apexTestAccess'), 'permissionSets').map(String)) {
      if (name.includes('__') || tree.files.some((file) => file.endsWith(`/${name}.permissionset-meta.xml`))) continue;
      report(`"${name}"`, `There is no permission set ${name}.`, 'Correct the name: without it tests lack access.');
    }
  }
  return found;
}

function keysOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

/** A value as the file has it, text without its quotes. */
function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
