/** Characters of comments in Apex. */
export function commentsOf(apex: string): number {
  const comments = apex.match(/^[ \t]*(?:\/\*[\s\S]*?\*\/|\/\/.*)\r?\n/gm) ?? [];
  return comments.reduce((total, comment) => total + comment.length, 0);
}
