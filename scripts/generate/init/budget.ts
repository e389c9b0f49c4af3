/** What generated Apex takes of the org's room, before anything is deployed. */
import type { GeneratedFile } from '../output/file';

/**
 * Characters of a class, and of all Apex of an org without comments and test classes.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm
 */
export const CLASS_LIMIT = 1_000_000;
export const ORG_LIMIT = 6_000_000;

export interface ClassSize {
  readonly name: string;
  readonly characters: number;
}

export interface Budget {
  /** Without test classes, the largest first. */
  readonly classes: readonly ClassSize[];
  /** What counts for the org: no comments, no test classes. */
  readonly counted: number;
  /** Of the org's room, in percent. */
  readonly share: number;
}

const COMMENT_OR_TEXT = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'/g;

export function budgetOf(files: readonly GeneratedFile[]): Budget {
  const classes = files.filter(
    ({ path, text }) => path.endsWith('.cls') && !/^\s*@IsTest/im.test(text.slice(0, 5_000)),
  );
  const counted = classes.reduce((sum, { text }) => sum + withoutComments(text), 0);
  return {
    classes: classes
      .map(({ path, text }) => ({ name: path.replace(/^.*\/|\.cls$/g, ''), characters: text.length }))
      .sort((a, b) => b.characters - a.characters || (a.name < b.name ? -1 : 1)),
    counted,
    share: (counted / ORG_LIMIT) * 100,
  };
}

function withoutComments(text: string): number {
  return text.replace(COMMENT_OR_TEXT, (each) => (each.startsWith('/') ? '' : each)).length;
}
