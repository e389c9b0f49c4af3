/** `npm run support`: writes `docs/local-org-support.md`; with `--platform` first renews what is known of the platform. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CARRIED, LIBRARY } from '../library';
import { PLATFORM_TYPES_FILE, platformTypes, printPlatformTypes } from '../library/platform/types';
import { supportPage } from './page';
import { readJar } from './read-jar';

export const SUPPORT_PAGE = join(__dirname, '..', '..', '..', 'docs', 'local-org-support.md');

/** The page as it should be. */
export function printedSupportPage(): string {
  return supportPage(LIBRARY, new Set(CARRIED.map((each) => each.qualifiedName)), platformTypes());
}

if (require.main === module) {
  if (process.argv.includes('--platform')) {
    writeFileSync(PLATFORM_TYPES_FILE, printPlatformTypes(readJar(join(__dirname, '..', '..', '..', 'node_modules'))));
    // The library was made from the types as they were: the page needs a process of its own.
    spawnSync(process.execPath, [...process.execArgv, __filename], { stdio: 'inherit' });
  } else writeFileSync(SUPPORT_PAGE, printedSupportPage());
}
