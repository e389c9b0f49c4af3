/** Which tests to run. */

/** Says of a test whether it is wanted. */
export type TestFilter = (className: string, method: string) => boolean;

/**
 * A filter from what the user wrote: names of classes (`OrderTest`) and methods (`OrderTest.refusesNull`), separated by
 * commas, `*` standing for any characters. Letter case does not matter, as it does not in Apex.
 *
 * @param pattern null or empty: everything
 */
export function testFilter(pattern: string | null): TestFilter {
  const parts = (pattern ?? '').split(',').map((each) => each.trim());
  const matchers = parts.filter((each) => each !== '').map(matcher);
  if (matchers.length === 0) return () => true;
  return (className, method) => matchers.some((matches) => matches(className, method));
}

function matcher(pattern: string): TestFilter {
  const expression = new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`, 'i');
  // A dot tells a method; without one the pattern is about the class.
  if (!pattern.includes('.')) return (className) => expression.test(className);
  return (className, method) => expression.test(`${className}.${method}`);
}

function escaped(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}
