/** From what a configuration names to the model: document → overlays → filter → model. */
import { resolve } from 'node:path';
import { CommandError, ExitCode } from '../cli/errors';
import type * as Contract from './contract/contract';
import { loadDocument, type DocumentProblem, type LoadedDocument } from './document/load';
import { parseText } from './document/parse';
import { readModel } from './document/read/read';
import { isUrl, readSource } from './document/source';
import { filterDocument, type Filter } from './filter/filter';
import type { ApiModel } from './model/model';
import type * as Overlays from './overlay/overlay';

export interface ApiSource extends Filter {
  /** File or URL. */
  readonly document: string;
  /** Files of overlays. */
  readonly overlays?: readonly string[];
  /** Folders and beginnings of URLs that references may lead to, besides the project's files. */
  readonly allowRefs?: readonly string[];
}

export interface ReadApi {
  readonly model: ApiModel;
  /** What is wrong with the document. */
  readonly problems: readonly DocumentProblem[];
  /** The files it stands in, overlays included: absolute paths and URLs. */
  readonly files: readonly string[];
  /** What in overlays and filter had no effect. */
  readonly warnings: readonly string[];
}

/**
 * Reads an API.
 *
 * @param projectRoot folder whose files references may lead to
 * @throws CommandError when something cannot be read
 */
export async function readApi(source: ApiSource, projectRoot: string): Promise<ReadApi> {
  const loaded = await load(source, projectRoot);
  let { document } = loaded;
  const warnings: string[] = [];
  for (const file of source.overlays ?? []) {
    const { applyOverlay } = overlays();
    const applied = applyOverlay(document, await overlayOf(file));
    document = applied.document;
    warnings.push(...applied.warnings);
  }
  const filtered = filterDocument(document, source);
  const { model, problems } = readModel({ ...loaded, document: filtered.document });
  const files = [...loaded.files, ...(source.overlays ?? []).map((each) => resolve(each))];
  return { model, problems, files, warnings: [...warnings, ...filtered.warnings] };
}

async function load({ document, allowRefs }: ApiSource, projectRoot: string): Promise<LoadedDocument> {
  if (!/\.ts$/i.test(document) || isUrl(document))
    return loadDocument(document, { projectRoot, allowed: allowRefs ?? [] });
  return (require('./contract/contract') as typeof Contract).loadContract(document);
}

async function overlayOf(file: string): Promise<Overlays.Overlay> {
  const parsed = parseText(await readSource(file), file);
  const [problem] = parsed.problems;
  if (problem) {
    const { line, column, message } = problem;
    throw new CommandError(ExitCode.project, `${file}:${line}:${column} ${message}`);
  }
  return overlays().readOverlay(parsed.value, file, (keys) => parsed.locate(keys.map(String)));
}

/** Few documents have overlays, and expressions of JSONPath are a library of their own. */
function overlays(): typeof Overlays {
  return require('./overlay/overlay') as typeof Overlays;
}
