/** One document of the corpus through the generator, and its output through the linter, the compiler and apex-ls. */
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compile } from '../../local-org/compiler';
import { parseFiles } from '../../local-org/compiler/parse';
import { LIBRARY } from '../../local-org/library';
import { loadSchema } from '../../local-org/schema';
import { readProject } from '../../local-org/project/project';
import { apexLsChecker } from '../../verify/apex/apex-ls';
import { SourceTree } from '../../verify/source-tree';
import { generate } from '../generate';
import { lintApex } from '../lint/lint';
import type { GeneratedFile } from '../output/file';
import { readApi } from '../read-api';
import type { CorpusDocument } from './documents';

const PACKAGE = join(__dirname, '..', '..', '..');

export interface GateResult {
  readonly name: string;
  readonly operations: number;
  readonly types: number;
  readonly characters: number;
  readonly omitted: number;
  readonly files: readonly GeneratedFile[];
  readonly findings: readonly string[];
}

/** @throws whatever the generator throws: a crash is a failure of the gate */
export async function generateDocument(document: CorpusDocument, prefix: string): Promise<GateResult> {
  const { model } = await readApi({ document: document.file }, dirname(document.file));
  const { files } = generate(model, { prefix, endpoint: prefix, isFlowAction: ({ path }) => path.length % 7 === 0 });
  const apex = files.filter(isClass);
  return {
    name: document.name,
    operations: model.operations.length,
    types: model.types.size,
    characters: apex
      .filter(({ path }) => !/(Test|Mock)\.cls$/.test(path))
      .reduce((sum, { text }) => sum + text.length, 0),
    omitted: model.omitted.filter(({ whole }) => whole).length,
    files,
    findings: [],
  };
}

/** The linter's findings, which include what the Apex parser does not accept. */
export function linted(result: GateResult): GateResult {
  const findings = lintApex(result.files).map(
    (each) => `${each.file}:${each.line}:${each.column} ${each.rule} ${each.message}`,
  );
  return { ...result, findings: [...result.findings, ...findings] };
}

/** What the local org's compiler refuses of all of them together, with the package's own classes beside. */
export function compiled(results: readonly GateResult[]): string[] {
  const project = readProject(PACKAGE);
  const { schema } = loadSchema(project.packageFolders, {});
  const sources = [
    ...project.sources.filter(({ file }) => file.startsWith('force-app/main/')),
    ...results.flatMap(({ files }) => files.filter(isClass).map(({ path, text }) => ({ file: path, text }))),
  ];
  const units = parseFiles(sources, null).units.map((each) => ({ ...each, apiVersion: 67 }));
  const { problems } = compile({ units, schema, library: LIBRARY });
  return problems
    .filter(({ file }) => file.startsWith('classes/'))
    .map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);
}

function isClass({ path }: GeneratedFile): boolean {
  return path.endsWith('.cls');
}

/** What apex-ls says to many documents in one project. */
export async function checkedByApexLs(results: readonly GateResult[], folder: string): Promise<string[]> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'sfdx-project.json'),
    JSON.stringify({
      packageDirectories: [{ path: 'force-app', default: true }],
      name: 'corpus',
      sourceApiVersion: '67.0',
    }),
  );
  cpSync(join(PACKAGE, 'force-app', 'main'), join(folder, 'force-app', 'main'), { recursive: true });
  for (const { files } of results) {
    for (const { path, text } of files.filter((each) => each.path.startsWith('classes/'))) {
      const file = join(folder, 'force-app', 'generated', path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }
  const findings = await apexLsChecker.check(new SourceTree(folder, null), { watch: () => undefined });
  return findings
    .filter(({ file }) => file.includes('generated/'))
    .map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);
}
