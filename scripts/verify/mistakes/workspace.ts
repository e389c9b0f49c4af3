/** A copy of the clean project, to make mistakes in. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../../local-org/project/cache-folder';
import { CHECKERS } from '../checkers';
import type { Finding } from '../finding';
import { verify } from '../run';
import { SourceTree } from '../source-tree';
import { changed, type Mistake } from './mistake';

const BASE = join(__dirname, 'base');

/** Where the finding of a mistake has to be. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

export class Workspace {
  readonly folder = mkdtempSync(join(tmpdir(), 'courier-mistakes-'));

  constructor() {
    cpSync(BASE, this.folder, { recursive: true });
  }

  /** Makes a mistake. @returns where its finding has to be */
  make({ name, changes }: Mistake): Place {
    let place: Place | null = null;
    for (const change of changes) {
      const path = join(this.folder, change.file);
      const made = changed(change, existsSync(path) ? readFileSync(path, 'utf8') : null);
      if (made === null) rmSync(path);
      else {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, made.text);
        if (made.line !== null) place = { file: change.file, line: made.line };
      }
    }
    if (!place) throw new Error(`Mistake ${name} expects no finding.`);
    return place;
  }

  /** Puts right what a mistake made wrong. */
  undo({ changes }: Mistake): void {
    for (const { file } of changes) {
      const clean = join(BASE, file);
      if (existsSync(clean)) cpSync(clean, join(this.folder, file));
      else rmSync(join(this.folder, file), { force: true });
    }
  }

  /** What checkers find. @throws Error when one of them could not run */
  async findings(checkers: readonly string[] = CHECKERS.map(({ name }) => name)): Promise<readonly Finding[]> {
    const chosen = CHECKERS.filter(({ name }) => checkers.includes(name));
    const verification = await verify(new SourceTree(this.folder, cacheFolder()), chosen);
    const stopped = verification.checkers.find(({ stop }) => stop !== null);
    if (stopped?.stop) throw new Error(`${stopped.name} could not run: ${stopped.stop.message}`);
    return verification.findings;
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Whether one of the findings is the one a mistake has to cause. */
export function isCaught({ rules }: Mistake, { file, line }: Place, findings: readonly Finding[]): boolean {
  return findings.some(
    (each) => each.file === file && each.line === line && rules.some((rule) => each.rule.startsWith(rule)),
  );
}

/** Names of the checkers that may find a mistake. */
export function checkersOf({ rules }: Mistake): readonly string[] {
  return rules.map((rule) => rule.split('/')[0] ?? rule);
}
