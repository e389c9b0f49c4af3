/** Everything `npm run verify` runs, in the order of the report's closing line. Processes of their own come first. */
import { apexLsChecker } from './apex/apex-ls';
import { compilerChecker } from './apex/compiler';
import { graphChecker } from './apex/graph-engine';
import { pmdChecker } from './apex/pmd';
import type { Checker } from './checker';
import { flowChecker } from './flow/flow';
import { metadataChecker } from './metadata/metadata';
import { packageChecker } from './package/package';
import { permissionChecker } from './policies/permission';
import { policyChecker } from './policies/policy';
import { lwcChecker } from './references/lwc';
import { referenceChecker } from './references/reference';

/** What every run does. */
export const CHECKERS: readonly Checker[] = [
  apexLsChecker,
  pmdChecker,
  compilerChecker,
  metadataChecker,
  referenceChecker,
  flowChecker,
  lwcChecker,
  packageChecker,
  policyChecker,
  permissionChecker,
];

/** What only `--deep`, or naming it with `--only`, does: it takes minutes. */
export const DEEP_CHECKERS: readonly Checker[] = [graphChecker];
