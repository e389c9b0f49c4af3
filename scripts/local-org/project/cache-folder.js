/** Where the toolchain keeps what it would otherwise make again at each start. JavaScript: the launcher reads it, too. */
const { accessSync, constants, mkdirSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join, resolve } = require('node:path');

const PACKAGE = join(__dirname, '..', '..', '..');

/**
 * A folder that can be written to: that of the environment variable `COURIER_CACHE`, the one in this package's
 * `node_modules`, or one for temporary files where the package is read-only.
 */
function cacheFolder() {
  const chosen = process.env.COURIER_CACHE;
  if (chosen) return resolve(chosen);
  const usual = join(PACKAGE, 'node_modules', '.cache', 'courier');
  return isWritable(usual) ? usual : join(tmpdir(), 'courier-cache');
}

function isWritable(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

module.exports = { cacheFolder };
