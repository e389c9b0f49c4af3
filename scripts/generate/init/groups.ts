/** What an API offers, in groups a person can choose from: its tags. */
import type { Selection } from '../filter/filter';
import type { ApiModel } from '../model/model';

export interface Group {
  readonly name: string;
  readonly operations: number;
  readonly selection: Selection;
}

/** @returns the groups in the document's order */
export function groupsOf({ operations }: Pick<ApiModel, 'operations'>): Group[] {
  const groups = new Map<string, Group>();
  for (const { tag, template } of operations) {
    const name = tag || template;
    const selection: Selection = tag ? { tags: [literally(tag)] } : { paths: [literally(template)] };
    const known = groups.get(name);
    groups.set(name, { name, selection, operations: (known?.operations ?? 0) + 1 });
  }
  return [...groups.values()];
}

export function joined(selections: readonly Selection[]): Selection {
  const all = (key: keyof Selection): readonly string[] => [...new Set(selections.flatMap((each) => each[key] ?? []))];
  const lists = (['tags', 'paths', 'operations'] as const).map((key) => [key, all(key)] as const);
  return Object.fromEntries(lists.filter(([, list]) => list.length > 0));
}

/** A wildcard in a name stands for any character, itself among them. */
function literally(name: string): string {
  return name.replaceAll('*', '?');
}
