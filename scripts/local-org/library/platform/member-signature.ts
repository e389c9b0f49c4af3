/** Signatures in a form in which the library's and the platform's can be laid side by side. */
import type { LibraryMember, TypeText } from '../declare';

export interface MemberSignature {
  /** As it is shown: `static Decimal valueOf(Double)`. */
  readonly text: string;
  readonly name: string;
  readonly isStatic: boolean;
  /** Type it returns or has; empty for a constructor. */
  readonly type: string;
  /** Null for a property. */
  readonly parameters: readonly string[] | null;
}

/** One member of the library, with the names of its parameters. */
export function libraryMember(member: LibraryMember): MemberSignature {
  const type =
    member.kind === 'constructor' ? '' : typeText(member.kind === 'method' ? member.returnType : member.type);
  const name = member.kind === 'constructor' ? 'new' : member.name;
  const parameters = member.kind === 'property' ? null : member.parameters;
  const shown = parameters?.map((each) => `${typeText(each.type)} ${each.name}`).join(', ');
  const head = [member.isStatic ? 'static' : '', type, name].filter(Boolean).join(' ');
  return {
    text: shown === undefined ? head : `${head}(${shown})`,
    name,
    isStatic: member.isStatic,
    type,
    parameters: parameters?.map((each) => typeText(each.type)) ?? null,
  };
}

/** One member of the platform, as `types.txt` has it. */
export function platformMember(text: string): MemberSignature {
  const [, isStatic, type = '', name = '', parameters] = /^(static )?(?:(.+) )?(\w+)(?:\((.*)\))?$/.exec(text) ?? [];
  return {
    text,
    name,
    isStatic: isStatic !== undefined,
    type,
    parameters: parameters === undefined ? null : splitTypes(parameters),
  };
}

/** What every object has, declared or not. */
const OF_EVERY_OBJECT = new Set(['tostring', 'equals', 'hashcode', 'clone']);

/** The list gives every class a constructor without parameters, whether Apex can use it or not. */
export function isImplied({ name, parameters }: MemberSignature): boolean {
  return OF_EVERY_OBJECT.has(name.toLowerCase()) || (name === 'new' && parameters?.length === 0);
}

function typeText({ name, arguments: inner }: TypeText): string {
  const short = name.replace(/^System\./, '');
  return inner.length ? `${short}<${inner.map(typeText).join(', ')}>` : short;
}

/** `String, Map<Id, Object>` at the commas that stand outside of angle brackets. */
function splitTypes(text: string): string[] {
  if (!text) return [];
  return text.split(/,\s*/).reduce<string[]>((types, part) => {
    const open = types.at(-1);
    if (open !== undefined && depth(open) > 0) types[types.length - 1] = `${open}, ${part}`;
    else types.push(part);
    return types;
  }, []);
}

function depth(text: string): number {
  return (text.match(/</g) ?? []).length - (text.match(/>/g) ?? []).length;
}
