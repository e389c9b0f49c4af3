/** A JSDoc comment that no text can leave; none of nothing. */
export function doc(description: string, deprecated: boolean, indent: string): string[] {
  const lines = description
    .trim()
    .replaceAll('*/', '*\\/')
    .split(/\r\n?|[\n\u2028\u2029]/);
  const all = [...(lines.join('') === '' ? [] : lines), ...(deprecated ? ['@deprecated'] : [])].map((each) =>
    each.trimEnd(),
  );
  if (all.length === 0) return [];
  if (all.length === 1) return [`${indent}/** ${all[0]} */`];
  return [`${indent}/**`, ...all.map((each) => (each === '' ? `${indent} *` : `${indent} * ${each}`)), `${indent} */`];
}
