/** Apex without what is no code; lines stay where they are. */

const COMMENT_OR_TEXT = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'/g;

export function codeOf(text: string): string {
  return text.replace(COMMENT_OR_TEXT, (each) => each.replace(/[^\n]/g, ' '));
}
