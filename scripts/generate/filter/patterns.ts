/** Patterns of names and paths that know whether they ever matched. */
import picomatch from 'picomatch';

export interface Matcher {
  readonly pattern: string;
  readonly matches: (text: string) => boolean;
  readonly isUsed: () => boolean;
}

/** Braces belong to path templates, brackets and the rest to names: only the wildcards have a meaning. */
export function matcher(pattern: string): Matcher {
  let used = false;
  const isMatch = /[*?]/.test(pattern)
    ? picomatch(escaped(pattern), { dot: true })
    : (text: string) => text === pattern;
  return {
    pattern,
    matches: (text) => {
      const found = isMatch(text);
      used ||= found;
      return found;
    },
    isUsed: () => used,
  };
}

function escaped(pattern: string): string {
  return pattern.replace(/[\\{}()[\]!+@|^$.]/g, '\\$&');
}
