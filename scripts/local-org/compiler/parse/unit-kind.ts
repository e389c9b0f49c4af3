/** Which of the three kinds of unit a file holds. */
export type UnitKind = 'class' | 'trigger' | 'anonymous';

/** The kind of a file by its name: `.trigger`, `.apex` (anonymous), all others classes. */
export function unitKind(file: string): UnitKind {
  const name = file.toLowerCase();
  return name.endsWith('.trigger') ? 'trigger' : name.endsWith('.apex') ? 'anonymous' : 'class';
}
