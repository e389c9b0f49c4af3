/**
 * The standard objects of the platform and their fields, as apex-ls knows them: a second opinion on names the local org
 * does not carry. Read from the jar that comes with apex-ls (sobject-types, BSD-3-Clause), a class file an object.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { jarsOf } from './java';

const PACKAGE = '@salesforce/code-analyzer-pmd-engine';
const JAR = /^sobject-types-.*\.jar$/;
const CLASS = /(?:^|\/)SObjects\/(\w+)\.class$/;
/** Signatures and sizes of the ZIP format, https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */
const END_OF_DIRECTORY = 0x06054b50;
const END_SIZE = 22;
const ENTRY_SIZE = 46;
const LOCAL_SIZE = 30;

interface Entry {
  readonly offset: number;
  readonly size: number;
}

export class PlatformObjects {
  private readonly entries: ReadonlyMap<string, Entry>;

  /** @param jar bytes of the jar; empty where there is none: nothing is known then */
  constructor(private readonly jar: Buffer) {
    this.entries = directoryOf(jar);
  }

  /** Whether it is a standard object of the platform. */
  has(object: string): boolean {
    return this.entries.has(object.toLowerCase());
  }

  /** Whether a standard object has a field or a relationship of the name. */
  hasField(object: string, field: string): boolean {
    const entry = this.entries.get(object.toLowerCase());
    if (!entry) return false;
    // Names of members stand in a class file as text, each behind its length.
    const text = this.content(entry).toString('latin1').toLowerCase();
    return text.includes(String.fromCharCode(0, field.length) + field.toLowerCase());
  }

  private content({ offset, size }: Entry): Buffer {
    const start = offset + LOCAL_SIZE + this.jar.readUInt16LE(offset + 26) + this.jar.readUInt16LE(offset + 28);
    return inflateRawSync(this.jar.subarray(start, start + size));
  }
}

let known: PlatformObjects | null = null;

/** Reads the jar once a process, and not before it is asked for. */
export function platformObjects(): PlatformObjects {
  if (known) return known;
  const folder = jarsOf(PACKAGE);
  const jar = existsSync(folder) ? readdirSync(folder).find((name) => JAR.test(name)) : undefined;
  known = new PlatformObjects(jar === undefined ? Buffer.alloc(0) : readFileSync(join(folder, jar)));
  return known;
}

/** The central directory: objects by name in lower case. */
function directoryOf(jar: Buffer): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  let end = jar.length - END_SIZE;
  while (end >= 0 && jar.readUInt32LE(end) !== END_OF_DIRECTORY) end -= 1;
  if (end < 0) return entries;
  let at = jar.readUInt32LE(end + 16);
  for (let left = jar.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameSize = jar.readUInt16LE(at + 28);
    const object = CLASS.exec(jar.toString('utf8', at + ENTRY_SIZE, at + ENTRY_SIZE + nameSize))?.[1];
    if (object !== undefined)
      entries.set(object.toLowerCase(), { size: jar.readUInt32LE(at + 20), offset: jar.readUInt32LE(at + 42) });
    at += ENTRY_SIZE + nameSize + jar.readUInt16LE(at + 30) + jar.readUInt16LE(at + 32);
  }
  return entries;
}
