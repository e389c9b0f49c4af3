/** What state the sources are in. Their content says; while no file has been touched since, so does the time of each. */
const { createHash } = require('node:crypto');
const { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } = require('node:fs');
const { join, relative } = require('node:path');

const SOURCE = /(?<!\.test)\.([cm]?[jt]s|json)$/;
/** Of two changes this close to each other, in milliseconds, file systems may write the same time. */
const SAME_TIME = 1_000;

class Sources {
  /**
   * @param folder where they are
   * @param others files beside them that the script depends on
   * @param seen the file that keeps what was seen last
   */
  constructor(folder, others, seen) {
    this.folder = folder;
    this.others = others;
    this.seen = seen;
  }

  /** @returns the same for the same content of every source, and for nothing else */
  fingerprint() {
    return this.untouched() ?? this.read();
  }

  /** @returns the last fingerprint; null where a file or folder may be another by now */
  untouched() {
    try {
      const { fingerprint, stamps } = JSON.parse(readFileSync(this.seen, 'utf8'));
      for (const [path, stamp] of stamps) if (stampOf(path) !== stamp) return null;
      return fingerprint;
    } catch {
      return null;
    }
  }

  read() {
    const entries = readdirSync(this.folder, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile() && SOURCE.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
    // Before the content is read: what changes while it is has another time then.
    const stamps = [this.folder, ...folders, ...files, ...this.others].map((path) => [path, stampOf(path)]);
    const hash = createHash('sha256').update(`${this.folder}\0${require('esbuild/package.json').version}\0`);
    for (const file of [...files, ...this.others]) {
      const content = readFileSync(file);
      hash.update(`${relative(this.folder, file)}\0${content.length}\0`).update(content);
    }
    const fingerprint = hash.digest('hex').slice(0, 32);
    this.remember(fingerprint, stamps);
    return fingerprint;
  }

  /** Not where one was touched just now: it may be again, at the same time. */
  remember(fingerprint, stamps) {
    const aside = `${this.seen}.${process.pid}.tmp`;
    try {
      const latest = Date.now() - SAME_TIME;
      if (stamps.some(([path]) => statSync(path).mtimeMs > latest)) return;
      mkdirSync(join(this.seen, '..'), { recursive: true });
      writeFileSync(aside, JSON.stringify({ fingerprint, stamps }));
      renameSync(aside, this.seen);
    } catch {
      // Then they are read again the next time.
    }
  }
}

function stampOf(path) {
  const { size, mtimeMs, ctimeMs, ino } = statSync(path);
  return `${size} ${mtimeMs} ${ctimeMs} ${ino}`;
}

module.exports = { Sources };
