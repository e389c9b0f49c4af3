/** One document of the corpus through the generator, and its output through everything that reads Apex here. */
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compile } from '../../local-org/compiler';
import { parseFiles, type ParsedFiles } from '../../local-org/compiler/parse';
import { LIBRARY } from '../../local-org/library';
import { cacheFolder } from '../../local-org/project/cache-folder';
import { readProject } from '../../local-org/project/project';
import { loadSchema } from '../../local-org/schema';
import { apexLsChecker } from '../../verify/apex/apex-ls';
import { SourceTree } from '../../verify/source-tree';
import { generate } from '../generate';
import { lintParsed } from '../lint/lint';
import type { Operation } from '../model/model';
import { withMeta, type GeneratedFile } from '../output/file';
import { readApi } from '../read-api';
import type { CorpusDocument } from './documents';

const PACKAGE = join(__dirname, '..', '..', '..');

export interface GateResult {
  readonly name: string;
  readonly operations: number;
  readonly types: number;
  readonly omitted: number;
  readonly classes: readonly GeneratedFile[];
  /** Those that are neither mock nor test. */
  readonly shipped: readonly GeneratedFile[];
}

export type FindingKind = 'crash' | 'linter' | 'compiler' | 'apex-ls' | "Salesforce's parser" | 'format';

export interface GateFinding {
  readonly kind: FindingKind;
  /** With file, line and column where there are. */
  readonly message: string;
}

/** @throws whatever the generator throws: a crash is a failure of the gate */
export async function generateDocument(
  document: CorpusDocument,
  prefix: string,
  isFlowAction: (operation: Operation) => boolean = ({ path }) => path.length % 7 === 0,
): Promise<GateResult> {
  const { model } = await readApi({ document: document.file }, dirname(document.file));
  const { files, model: shared } = generate(model, { prefix, endpoint: prefix, isFlowAction });
  const classes = files.filter(({ path }) => path.endsWith('.cls'));
  return {
    name: document.name,
    operations: model.operations.length,
    types: shared.types.size,
    omitted: model.omitted.filter(({ whole }) => whole).length,
    classes,
    shipped: classes.filter(({ path }) => !/(Test|Mock)\.cls$/.test(path)),
  };
}

export function charactersOf(files: readonly GeneratedFile[]): number {
  return files.reduce((sum, { text }) => sum + text.length, 0);
}

export function parsed(classes: readonly GeneratedFile[]): ParsedFiles {
  return parseFiles(
    classes.map(({ path, text }) => ({ file: path, text })),
    null,
  );
}

/** The linter's findings, which include what the Apex parser does not accept. */
export function linted(classes: readonly GeneratedFile[], trees: ParsedFiles): GateFinding[] {
  return lintParsed(classes, trees).map(({ file, line, column, rule, message }) => ({
    kind: 'linter',
    message: `${file}:${line}:${column} ${rule} ${message}`,
  }));
}

let ofPackage: { readonly schema: ReturnType<typeof loadSchema>['schema']; readonly own: ParsedFiles } | null = null;

/** The package's own schema and classes, read once a process. */
function packageItself(): NonNullable<typeof ofPackage> {
  if (ofPackage) return ofPackage;
  const project = readProject(PACKAGE);
  const { schema } = loadSchema(project.packageFolders, { cacheFolder: cacheFolder() });
  const own = parseFiles(
    project.sources.filter(({ file }) => file.startsWith('force-app/main/')),
    join(cacheFolder(), 'units'),
  );
  return (ofPackage = { schema, own });
}

/** What the local org's compiler refuses of classes that lie in one org, with the package's own beside. */
export function compiled(trees: ParsedFiles): GateFinding[] {
  const { schema, own } = packageItself();
  const units = [...own.units, ...trees.units].map((each) => ({ ...each, apiVersion: 67 }));
  const { problems } = compile({ units, schema, library: LIBRARY });
  return problems
    .filter(({ file }) => file.startsWith('classes/'))
    .map(({ file, line, column, message }) => ({ kind: 'compiler', message: `${file}:${line}:${column} ${message}` }));
}

/** What apex-ls says to classes in one project. */
export async function checkedByApexLs(classes: readonly GeneratedFile[], folder: string): Promise<GateFinding[]> {
  rmSync(folder, { recursive: true, force: true });
  const generated = join(folder, 'force-app', 'generated');
  mkdirSync(join(generated, 'classes'), { recursive: true });
  writeFileSync(
    join(folder, 'sfdx-project.json'),
    JSON.stringify({
      packageDirectories: [{ path: 'force-app', default: true }],
      name: 'corpus',
      sourceApiVersion: '67.0',
    }),
  );
  cpSync(join(PACKAGE, 'force-app', 'main'), join(folder, 'force-app', 'main'), { recursive: true });
  for (const { path, text } of withMeta(classes)) writeFileSync(join(generated, path), text);
  const findings = await apexLsChecker.check(new SourceTree(folder, null), { watch: () => undefined });
  rmSync(folder, { recursive: true, force: true });
  return findings
    .filter(({ file }) => file.includes('generated/'))
    .map(({ file, line, column, message }) => ({ kind: 'apex-ls', message: `${file}:${line}:${column} ${message}` }));
}

/** What Salesforce's own parser says to a class, through Prettier, and whether Prettier would leave it as it is. */
export async function readBySalesforce({ path, text }: GeneratedFile): Promise<GateFinding[]> {
  // Loaded when it is needed: the tests of every run do without it.
  const { format } = await import('prettier');
  try {
    const formatted = await format(text, {
      parser: 'apex',
      plugins: ['prettier-plugin-apex'],
      apexStandaloneParser: 'native',
      printWidth: 120,
      tabWidth: 4,
    });
    if (formatted === text) return [];
    return [{ kind: 'format', message: `${path}:${firstDifference(text, formatted)}` }];
  } catch (error) {
    return [{ kind: "Salesforce's parser", message: `${path} ${(error as Error).message.split('\n')[0] ?? ''}` }];
  }
}

function firstDifference(text: string, formatted: string): string {
  const [lines, wanted] = [text.split('\n'), formatted.split('\n')];
  const index = lines.findIndex((line, at) => line !== wanted[at]);
  return `${index + 1} ${(lines[index] ?? '').trim()} ⟶ ${(wanted[index] ?? '').trim()}`;
}
