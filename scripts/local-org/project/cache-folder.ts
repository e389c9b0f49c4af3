/** Where the local org keeps what it would otherwise make again at each start. */
import { accessSync, constants, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const PACKAGE = join(__dirname, '..', '..', '..');

/**
 * A folder that can be written to: that of the environment variable `COURIER_CACHE`, the one in this package's
 * `node_modules`, or one for temporary files where the package is read-only.
 */
export function cacheFolder(): string {
  const chosen = process.env.COURIER_CACHE;
  if (chosen) return resolve(chosen);
  const usual = join(PACKAGE, 'node_modules', '.cache', 'courier');
  return isWritable(usual) ? usual : join(tmpdir(), 'courier-cache');
}

function isWritable(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
