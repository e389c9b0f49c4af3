/** Whether the verified project is the one this toolchain belongs to: baselines are of this project only. */
import { join, resolve } from 'node:path';

const THIS_PROJECT = join(__dirname, '..', '..', '..');

/** @param root the folder of `sfdx-project.json` */
export function isThisProject(root: string): boolean {
  return resolve(root) === THIS_PROJECT;
}
