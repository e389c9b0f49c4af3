/** The project under verification: its files, read and parsed at most once, whichever checkers ask. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ParsedFiles } from '../local-org/compiler/parse';
import { buildProject, parseProject, type Build } from '../local-org/project/build';
import { CommandError, ExitCode } from '../cli/errors';
import type { Ignores } from '../local-org/project/force-ignore';
import { projectPath, readProject, type Project } from '../local-org/project/project';
import { parseXml, type XmlElement, type XmlFault } from '../local-org/schema/xml';

/** Not deployed: tools, and what component tests need. */
const IGNORED_FOLDERS = new Set(['node_modules', '.git', '.sf', '.sfdx', '__tests__', '__mocks__']);

export type ParsedXml = { readonly root: XmlElement } | { readonly fault: XmlFault };

export class SourceTree {
  readonly project: Project;
  /** Every file of the package folders, sorted; paths from the project's folder with `/`. */
  readonly files: readonly string[];
  private readonly texts = new Map<string, string>();
  private readonly parsedXml = new Map<string, ParsedXml>();
  private parsedApex: ParsedFiles | null = null;
  private built: Build | null = null;

  /**
   * @param folder the folder of `sfdx-project.json`
   * @param cache folder for parse results of earlier runs; null keeps nothing
   * @throws CommandError when it is no project, or has no file
   */
  constructor(
    folder: string,
    private readonly cache: string | null,
  ) {
    this.project = readProject(folder);
    const { root, packageFolders } = this.project;
    const missing = packageFolders.find((each) => !existsSync(each) || !statSync(each).isDirectory());
    if (missing !== undefined) {
      const name = projectPath(root, missing);
      throw new CommandError(
        ExitCode.project,
        `sfdx-project.json names the package folder ${name}, but there is none.`,
      );
    }
    this.files = packageFolders
      .flatMap((each) => [...filesBelow(each, this.project.ignores)].map((path) => projectPath(root, path)))
      .sort();
    if (this.files.length === 0) {
      throw new CommandError(ExitCode.project, 'There is nothing to verify: the package folders hold no file.');
    }
  }

  /** Absolute path of one of `files`. */
  path(file: string): string {
    return join(this.project.root, file);
  }

  /** Text of one of `files`, or of any file below the project's folder. */
  text(file: string): string {
    return remembered(this.texts, file, () => readFileSync(this.path(file), 'utf8'));
  }

  size(file: string): number {
    return statSync(this.path(file)).size;
  }

  /** A metadata file as a tree that knows its lines, or why it is not well-formed. */
  xml(file: string): ParsedXml {
    return remembered(this.parsedXml, file, () => parseXml(this.text(file)));
  }

  /** Syntax trees of all classes and triggers. */
  apex(): ParsedFiles {
    this.parsedApex ??= parseProject(this.project, this.cache);
    return this.parsedApex;
  }

  /** Schema, compiled program and problems, as the local org sees the project. */
  build(): Build {
    this.built ??= buildProject(this.project, this.cache, this.apex());
    return this.built;
  }
}

function remembered<V>(known: Map<string, V>, key: string, make: () => V): V {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}

function* filesBelow(folder: string, ignores: Ignores): Generator<string> {
  const entries = readdirSync(folder, { withFileTypes: true });
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (ignores(path, entry.isDirectory())) continue;
    if (entry.isDirectory()) {
      if (!IGNORED_FOLDERS.has(entry.name)) yield* filesBelow(path, ignores);
    } else if (entry.isFile()) yield path;
  }
}
