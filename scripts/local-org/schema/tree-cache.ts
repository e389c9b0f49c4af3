/**
 * Parsed metadata files on disk, by content, all those of a project in one file: reading the XML of 300 files takes 150 ms,
 * reading their trees back 10 ms.
 */

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { parseXml, type XmlElement } from './xml';

const DIGEST_LENGTH = 64;

/** Trees by the content of their files. Whatever goes wrong with the cache file costs time, never a result. */
export class TreeCache {
  private readonly file: string | null;
  private readonly known: Readonly<Record<string, XmlElement>>;
  private readonly used: Record<string, XmlElement> = {};
  private hasNew = false;

  /**
   * @param folder where cache files are kept; null to do without
   * @param project what tells this project from others
   */
  constructor(folder: string | null, project: string) {
    this.file = folder === null ? null : join(folder, `${digest(`${readerVersion()}\0${project}`)}.xml.json`);
    this.known = this.file === null ? {} : readIntact(this.file);
  }

  /** As {@link parseXml}, from the cache where it has the text. */
  parse(text: string): ReturnType<typeof parseXml> {
    if (this.file === null) return parseXml(text);
    const key = digest(text);
    const cached = Object.hasOwn(this.known, key) ? this.known[key] : undefined;
    if (cached) {
      this.used[key] = cached;
      return { root: cached };
    }
    const result = parseXml(text);
    if ('root' in result) {
      this.used[key] = result.root;
      this.hasNew = true;
    }
    return result;
  }

  /** Writes what was used this time, if any of it is new; other processes see the old file or the new one, never half of it. */
  save(): void {
    if (this.file === null || !this.hasNew) return;
    const temporary = `${this.file}.${process.pid}`;
    try {
      const payload = JSON.stringify(this.used);
      mkdirSync(dirname(this.file), { recursive: true });
      writeFileSync(temporary, digest(payload) + payload);
      renameSync(temporary, this.file);
    } catch {
      rmSync(temporary, { force: true });
    }
  }
}

function readIntact(file: string): Record<string, XmlElement> {
  try {
    const text = readFileSync(file, 'utf8');
    const payload = text.slice(DIGEST_LENGTH);
    return text.slice(0, DIGEST_LENGTH) === digest(payload) ? (JSON.parse(payload) as Record<string, XmlElement>) : {};
  } catch {
    return {};
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

let version: string | null = null;

/** The content of the reader itself: no number to forget to raise. */
function readerVersion(): string {
  version ??= digest(readFileSync(join(__dirname, `xml${extname(__filename)}`), 'utf8'));
  return version;
}
