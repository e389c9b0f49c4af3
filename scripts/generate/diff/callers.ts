/** Who in a project uses what changes, by the names the name lock gave it. */
import { codeOf } from './code';
import type { NameLock } from '../names/lock';
import type { Subject } from './change';

export interface ApexText {
  /** As callers are named. */
  readonly file: string;
  readonly text: string;
}

/** Finds uses in hand-written Apex. Comments and texts do not count. */
export class Callers {
  private readonly files: readonly { readonly file: string; readonly lines: readonly string[]; readonly all: string }[];

  /**
   * @param sources the project's Apex without what was generated
   */
  constructor(
    sources: readonly ApexText[],
    private readonly lock: NameLock,
  ) {
    this.files = sources.map(({ file, text }) => {
      const code = codeOf(text);
      return { file, lines: code.split('\n'), all: code };
    });
  }

  /** @returns `file:line` of each line that uses it */
  of(subject: Subject): string[] {
    const names =
      subject.kind === 'operation' ? this.operation(subject) : subject.kind === 'type' ? this.type(subject) : null;
    if (!names) return [];
    const container = word(names.container);
    const uses = names.uses.map((each) => new RegExp(each, 'i'));
    return this.files
      .filter(({ all }) => container.test(all))
      .flatMap(({ file, lines }) =>
        lines.flatMap((line, index) => (uses.some((each) => each.test(line)) ? [`${file}:${index + 1}`] : [])),
      );
  }

  private operation({ path, member }: Subject): Uses | null {
    const names = this.lock.operations[path];
    if (!names) return null;
    const field = member === undefined ? undefined : names.members[member];
    if (field !== undefined) return { container: names.client, uses: [`\\.${field}\\b`] };
    return { container: names.client, uses: [`\\b${names.client}\\.${names.request}\\b`, `\\.${names.method}\\s*\\(`] };
  }

  private type({ path, member }: Subject): Uses | null {
    const names = this.lock.types[path];
    if (!names) return null;
    const [container = '', inner = ''] = names.name.split('.');
    if (member === undefined) return { container, uses: [`\\b${container}\\.${inner}\\b`] };
    const field = names.members[member];
    if (field === undefined) return null;
    const uses = member.startsWith('is ') ? [`\\.(is|as)${field}\\s*\\(`] : [`\\.${field}\\b`, `\\b${field}\\s*=[^=]`];
    return { container, uses };
  }
}

interface Uses {
  /** The class whose mention makes a file worth looking at. */
  readonly container: string;
  readonly uses: readonly string[];
}

function word(name: string): RegExp {
  return new RegExp(`\\b${name}\\b`, 'i');
}
