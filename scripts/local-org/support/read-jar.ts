/**
 * Reads the platform's types out of apex-ls's jar: what `library/platform/types.txt` is made of. Needs a JDK (`javap`)
 * and `unzip`, which only whoever renews that file must have.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandError, ExitCode } from '../../cli/errors';
import type { PlatformType } from '../library/platform/types';

const JAVA_LIB = join('@salesforce', 'code-analyzer-pmd-engine', 'dist', 'java-lib');
const PACKAGE = 'com.nawforce.runforce.';
const LARGEST_OUTPUT = 256 * 1024 * 1024;
/** What the jar keeps for itself: types that Apex cannot name, and a few sObjects. */
const ITS_OWN = /^(?:Internal|SObjectStubs)\./;
/** Namespaces as the documentation writes them. */
const NAMESPACES: Readonly<Record<string, string>> = {
  applauncher: 'AppLauncher',
  cache: 'Cache',
  dom: 'Dom',
  eventbus: 'EventBus',
  reports: 'Reports',
  sfdc_enablement: 'Sfdc_Enablement',
};

/** @returns every type of the platform that the jar knows, by name */
export function readJar(nodeModules: string): PlatformType[] {
  const folder = mkdtempSync(join(tmpdir(), 'courier-types-'));
  try {
    run('unzip', ['-qo', jarIn(nodeModules), '-d', folder]);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.class'))
      .map((name) => join(folder, name));
    return parse(run('javap', ['-public', ...files])).sort((a, b) => (a.name < b.name ? -1 : 1));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function jarIn(nodeModules: string): string {
  const folder = join(nodeModules, JAVA_LIB);
  const jar = readdirSync(folder).find((name) => /^standard-types-.*\.jar$/.test(name));
  if (!jar) throw new CommandError(ExitCode.unavailable, `there is no standard-types jar in ${folder}`);
  return join(folder, jar);
}

function run(program: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: LARGEST_OUTPUT });
  if (error || status !== 0)
    throw new CommandError(
      ExitCode.unavailable,
      `${program} is needed to read the platform's types: ${error?.message ?? stderr}`,
    );
  return stdout;
}

function parse(javap: string): PlatformType[] {
  return javap.split(/^(?=Compiled from)/m).flatMap((text) => {
    const head = /^public (.*?)(class|interface) (com\.nawforce\.runforce\.([\w.$]+))(.*?) ?\{$/m.exec(text);
    const [, , keyword, javaName = '', shortName = '', after = ''] = head ?? [];
    if (!keyword || ITS_OWN.test(shortName)) return [];
    const name = apexName(javaName);
    const isEnum = after.includes('java.lang.Enum');
    const parents = (word: string): string[] =>
      (new RegExp(` ${word} (.*?)(?= implements |$)`).exec(after)?.[1] ?? '')
        .split(/,(?![^<]*>)/)
        .map((each) => apexName(each.trim()))
        .filter((each) => each && !/^System\.(?:Object|RuntimeException)$/.test(each));
    const members = text
      .split('\n')
      .filter((line) => line.startsWith('  '))
      .map((line) => memberOf(line.trim(), name, isEnum))
      .filter((member) => member !== null);
    const kind = isEnum ? 'enum' : keyword === 'interface' ? 'interface' : 'class';
    return {
      kind,
      name,
      extends: kind === 'class' ? (parents('extends')[0] ?? null) : null,
      implements: kind === 'enum' ? [] : parents(kind === 'interface' ? 'extends' : 'implements'),
      members,
    };
  });
}

/** `com.nawforce.runforce.Messaging.InboundEmail$Header` is `Messaging.InboundEmail.Header` in Apex. */
function apexName(javaName: string): string {
  return javaName
    .replaceAll(PACKAGE, '')
    .replaceAll('Internal.Any$', 'System.Object')
    .replaceAll('Internal.', 'System.')
    .replace(/SObjectStubs\.\w+/g, 'System.SObject')
    .replaceAll('java.lang.', 'System.')
    .replace(/\bRecordSet\$/g, 'List')
    .replace(/\$(?=\w)/g, '.')
    .replaceAll('$', '')
    .replace(/\b([a-z_]+)(?=\.\w)/g, (namespace) => NAMESPACES[namespace] ?? namespace);
}

function memberOf(line: string, owner: string, isEnum: boolean): string | null {
  const text = line.replace(/;$/, '').replace(/^public /, '');
  if (isEnum) return /^static final [\w.$]+ (\w+)$/.exec(text)?.[1] ?? null;
  const [, modifiers = '', before = '', parameters] =
    /^((?:static |final |abstract )*)([^()]+?)(?:\((.*)\))?$/.exec(text) ?? [];
  const types = parameters === undefined ? '' : `(${short(parameters)})`;
  const prefix = modifiers.includes('static') ? 'static ' : '';
  const at = before.lastIndexOf(' ');
  if (at < 0) return apexName(before) === owner ? `new${types}` : null;
  return `${prefix}${short(before.slice(0, at))} ${before.slice(at + 1).replaceAll('$', '')}${types}`;
}

/** Types of `System` go without their namespace; arrays are lists. */
function short(javaTypes: string): string {
  return apexName(javaTypes)
    .replace(/\bSystem\.(?=\w)/g, '')
    .replace(/([\w.]+(?:<[^[]*>)?)\[\]/g, 'List<$1>');
}
