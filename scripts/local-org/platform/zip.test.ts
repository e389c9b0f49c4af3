import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipFolder } from './zip';

// The format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
it('should_archive_the_files_of_a_folder_by_path', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zip-'));
  try {
    mkdirSync(join(folder, 'b'));
    writeFileSync(join(folder, 'b', 'c.txt'), 'inner');
    writeFileSync(join(folder, 'a.txt'), 'outer');
    const zip = zipFolder(folder);
    const end = zip.length - 22;
    expect(zip.readUInt32LE(end)).toBe(0x06054b50);
    expect(zip.readUInt16LE(end + 10)).toBe(2);
    const directory = zip.readUInt32LE(end + 16);
    expect(zip.readUInt32LE(directory)).toBe(0x02014b50);
    expect(zip.subarray(30, 40).toString()).toBe('a.txtouter');
    expect(zip.readUInt32LE(directory + 20)).toBe(5);
    expect(zipFolder(folder).equals(zip)).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
