/** Runs the checkers that are Java programs. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { CheckerUnavailable } from '../checker';
import type { Meter } from '../usage';

/** What we ask for; the programs' classes themselves need 11. */
const WANTED = 17;
const LEAST = 11;
const REMEDY =
  `Install a Java ${WANTED} runtime (https://adoptium.net, or openjdk-${WANTED}-jre-headless) ` +
  'and put it on the PATH, or name its folder in JAVA_HOME.';

export interface JavaResult {
  /** Null when it was killed. */
  readonly exitCode: number | null;
  readonly output: string;
  readonly errors: string;
}

/**
 * Starts a Java program, at once, so that it runs while this process does something else.
 *
 * @param classpath folders of jars
 * @param mainClass its fully qualified name
 * @param options for the Java virtual machine: `-Xmx1g`
 * @throws CheckerUnavailable without a Java that can run it
 */
export function runJava(
  classpath: readonly string[],
  mainClass: string,
  args: readonly string[],
  meter: Meter,
  options: readonly string[] = [],
): Promise<JavaResult> {
  const command = findJava();
  const jars = classpath.map((folder) => join(folder, '*')).join(delimiter);
  const child = spawn(command, [...options, '-Dfile.encoding=UTF-8', '-cp', jars, mainClass, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  if (child.pid !== undefined) meter.watch(child.pid);
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  return new Promise((done, fail) => {
    child.once('error', (error) =>
      fail(new CheckerUnavailable(`${command} cannot be started: ${error.message}.`, REMEDY)),
    );
    child.once('close', (exitCode) =>
      done({
        exitCode,
        output: Buffer.concat(output).toString('utf8'),
        errors: Buffer.concat(errors).toString('utf8'),
      }),
    );
  });
}

/** The folder of jars that an npm package brings. @throws CheckerUnavailable when it is not installed */
export function jarsOf(packageName: string): string {
  try {
    return join(dirname(require.resolve(`${packageName}/package.json`)), 'dist', 'java-lib');
  } catch {
    throw new CheckerUnavailable(`The package ${packageName} is not installed.`, 'Run npm ci.');
  }
}

const asked = new Map<string, number | string>();

/**
 * The Java to use: that of `JAVA_HOME`, else that of the PATH.
 *
 * @throws CheckerUnavailable when there is none, or none that is new enough
 */
export function findJava(environment: NodeJS.ProcessEnv = process.env): string {
  const home = environment.JAVA_HOME;
  const command = home ? join(home, 'bin', process.platform === 'win32' ? 'java.exe' : 'java') : 'java';
  if (home && !existsSync(command)) {
    throw new CheckerUnavailable(
      `It needs Java ${WANTED}, but JAVA_HOME is ${home}, where there is no bin/java.`,
      REMEDY,
    );
  }
  const key = `${command}\0${environment.PATH ?? ''}`;
  const version = asked.get(key) ?? versionOf(command, environment);
  asked.set(key, version);
  const where = home ? `in JAVA_HOME, ${home}` : 'on the PATH';
  if (typeof version === 'string') {
    throw new CheckerUnavailable(
      `It needs Java ${WANTED}, and there is none ${where}${version && `: ${version}`}.`,
      REMEDY,
    );
  }
  if (version < LEAST) {
    throw new CheckerUnavailable(`It needs Java ${WANTED}, but what is ${where} is Java ${version}.`, REMEDY);
  }
  return command;
}

/** The major version, or why there is none. */
function versionOf(command: string, environment: NodeJS.ProcessEnv): number | string {
  const { error, stdout, stderr } = spawnSync(command, ['-version'], {
    encoding: 'utf8',
    env: environment,
    windowsHide: true,
  });
  if (error) return 'code' in error && error.code === 'ENOENT' ? '' : error.message;
  return majorVersion(`${stderr}${stdout}`) ?? 'java -version does not tell its version';
}

/** 17 of `openjdk version "17.0.15" 2025-04-15`, 8 of `java version "1.8.0_402"`, null of anything else. */
export function majorVersion(text: string): number | null {
  const match = /version "(?:1\.)?(\d+)/.exec(text);
  return match ? Number(match[1]) : null;
}
