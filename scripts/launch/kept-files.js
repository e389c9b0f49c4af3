/** Files that can be made again: whatever goes wrong with them costs time, never a result. */
const { createHash } = require('node:crypto');
const { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

/** How many sets stay: a few branches or checkouts that take turns. */
const MOST_SETS = 4;
const DIGEST_LENGTH = 64;

/** The files that belong to one state of the sources. */
class KeptFiles {
  /**
   * @param folder where the sets are
   * @param key names the state of the sources
   */
  constructor(folder, key) {
    this.folder = join(folder, key);
  }

  /** @returns the content; null if it is not there whole */
  read(name) {
    try {
      const file = readFileSync(join(this.folder, name));
      const content = file.subarray(DIGEST_LENGTH);
      return file.toString('latin1', 0, DIGEST_LENGTH) === digest(content) ? content : null;
    } catch {
      return null;
    }
  }

  /** Written aside and renamed: another process reads all of it or nothing. */
  write(name, content) {
    const file = join(this.folder, name);
    const aside = `${file}.${process.pid}.tmp`;
    try {
      mkdirSync(this.folder, { recursive: true });
      writeFileSync(aside, Buffer.concat([Buffer.from(digest(content), 'latin1'), content]));
      renameSync(aside, file);
    } catch {
      discard(aside);
    }
  }

  /** Drops the oldest sets if there are too many. */
  trim() {
    const parent = dirname(this.folder);
    try {
      const sets = readdirSync(parent).map((name) => join(parent, name));
      const byAge = sets.map((set) => ({ set, time: statSync(set).mtimeMs })).sort((a, b) => b.time - a.time);
      for (const { set } of byAge.slice(MOST_SETS)) rmSync(set, { recursive: true, force: true });
    } catch {
      // There are none, or another process is at it.
    }
  }
}

function discard(file) {
  try {
    rmSync(file, { force: true });
  } catch {
    // Nothing was written there then.
  }
}

function digest(content) {
  return createHash('sha256').update(content).digest('hex');
}

module.exports = { KeptFiles };
