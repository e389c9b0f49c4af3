/** The package: its project file, and whether everything in the source gets into it. */
import type { Checker } from '../checker';
import { componentFindings } from './components';
import { configFindings } from './config';

export const packageChecker: Checker = {
  name: 'package',
  purpose: 'the project file, files of no component, and whether the package gets every component',
  async check(tree) {
    return [...configFindings(tree), ...(await componentFindings(tree))];
  },
};
