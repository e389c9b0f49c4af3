/** ApexDoc as JSDoc has it. */
import type { Position } from '../../local-org/compiler/ast';

/** The comment that ends right before a place. */
const COMMENT_AT_END = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*$/;
/** What JSDoc calls otherwise, or not at all. */
const TAGS: Readonly<Record<string, string>> = { '@return': '@returns', '@description': '' };

/**
 * @param text the file
 * @param at where a declaration begins, with its annotations
 * @returns the declaration's ApexDoc without stars; empty where it has none
 */
export function apexDocBefore(text: string, { line, column }: Position): string {
  const lines = text.split(/\r\n|\r|\n/).slice(0, line);
  const before = [...lines.slice(0, -1), (lines.at(-1) ?? '').slice(0, column - 1)].join('\n');
  const [, comment = ''] = COMMENT_AT_END.exec(before) ?? [];
  return comment
    .split('\n')
    .map((each) => each.replace(/^\s*\*? ?/, '').trimEnd())
    .join('\n')
    .replaceAll(/^(@\w+)[ \t]*/gm, (tag: string, name: string) =>
      Object.hasOwn(TAGS, name) ? `${TAGS[name]}${TAGS[name] === '' ? '' : ' '}` : tag,
    )
    .trim();
}
