/**
 * `npm run support`: writes `docs/local-org-support.md` and `docs/local-org-behaviour.md` and prints the members of the
 * library that no behaviour test uses; with `--platform` first renews what is known of the platform.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CARRIED, LIBRARY } from '../library';
import { PLATFORM_TYPES_FILE, platformTypes, printPlatformTypes } from '../library/platform/types';
import { buildProject } from '../project/build';
import { readProject } from '../project/project';
import { behaviours, behavioursPage } from './behaviours';
import { supportPage, unusedMembers } from './page';
import { readJar } from './read-jar';
import { usedMembers } from './uses';

const BEHAVIOUR_PROJECT = join(__dirname, '..', 'behaviour');
const DOCS = join(__dirname, '..', '..', '..', 'docs');
export const SUPPORT_PAGE = join(DOCS, 'local-org-support.md');
export const BEHAVIOUR_PAGE = join(DOCS, 'local-org-behaviour.md');

/** The page of behaviours as it should be. */
export function printedBehaviourPage(): string {
  return behavioursPage(behaviours());
}

/** Keys of the members of the library that the project of behaviours uses. */
export function usedByBehaviours(): ReadonlySet<string> {
  return usedMembers(buildProject(readProject(BEHAVIOUR_PROJECT), null).program);
}

/** The page of what is supported as it should be. */
export function printedSupportPage(used: ReadonlySet<string>): string {
  return supportPage(LIBRARY, new Set(CARRIED.map((each) => each.qualifiedName)), platformTypes(), used);
}

if (require.main === module) {
  if (process.argv.includes('--platform')) {
    writeFileSync(PLATFORM_TYPES_FILE, printPlatformTypes(readJar(join(__dirname, '..', '..', '..', 'node_modules'))));
    // The library was made from the types as they were: the page needs a process of its own.
    spawnSync(process.execPath, [...process.execArgv, __filename], { stdio: 'inherit' });
  } else {
    const used = usedByBehaviours();
    writeFileSync(SUPPORT_PAGE, printedSupportPage(used));
    writeFileSync(BEHAVIOUR_PAGE, printedBehaviourPage());
    process.stdout.write(`${unusedMembers(CARRIED, used)}\n`);
  }
}
