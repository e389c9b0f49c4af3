/** What a component's template names: members of its class, properties of its children. */
import type { Names } from './names';

/** Something wrong with a piece of text. */
export interface TextComplaint {
  readonly offset: number;
  readonly rule: string;
  readonly message: string;
}

/** A child of the project's own, up to the end of its first tag. */
const CHILD = /<c-([a-z][\w-]*)((?:\s+[\w:.-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|\{[^}]*\}|[^\s>]+))?)*)\s*\/?>/g;
const ATTRIBUTE = /([\w:.-]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|\{[^}]*\}|[^\s>]+))?/g;
/** Attributes every element takes (LWC Developer Guide, HTML Template Directives; HTML, global attributes). */
const COMMON =
  /^(?:on|aria-|data-|lwc:|for:|iterator:|if:|item)|^(?:accesskey|class|dir|draggable|exportparts|hidden|id|key|lang|part|role|slot|spellcheck|style|tabindex|title)$/;
/** What LightningElement itself has (LWC Developer Guide, Component Reference). */
const INHERITED = new Set([
  'accessKey',
  'children',
  'classList',
  'dir',
  'draggable',
  'hidden',
  'hostElement',
  'id',
  'isConnected',
  'lang',
  'refs',
  'role',
  'spellcheck',
  'style',
  'tabIndex',
  'template',
  'title',
]);

/**
 * Members of the class that a template reads and the class does not have.
 *
 * @param code what the platform's compiler made of the template: it tells members of the class from names of a loop
 */
export function* memberComplaints(
  text: string,
  code: string,
  component: string,
  names: Names,
): Generator<TextComplaint> {
  const script = names.componentClass(component);
  if (!script?.isWhole) return;
  const read = new Set([...code.matchAll(/\$cmp\.(\w+)/g)].map((match) => match[1] ?? ''));
  for (const name of read) {
    if (script.members.has(name) || INHERITED.has(name) || name.startsWith('aria')) continue;
    const offset = text.search(new RegExp(`\\{\\s*${name}\\b`)) + 1;
    yield { offset, rule: 'unknown-member', message: `The class of ${component} has no ${name}.` };
  }
}

/** Attributes of children that are none of their public properties. */
export function* attributeComplaints(text: string, names: Names): Generator<TextComplaint> {
  for (const match of text.matchAll(CHILD)) {
    const [, tag = '', attributes = ''] = match;
    const child = camelCase(tag);
    const known = names.publicProperties(child);
    if (known === null) continue;
    const start = match.index + '<c-'.length + tag.length;
    for (const each of attributes.matchAll(ATTRIBUTE)) {
      const name = each[1] ?? '';
      if (COMMON.test(name) || known.has(camelCase(name))) continue;
      const message = `${child} has no public property ${camelCase(name)}.`;
      yield { offset: start + each.index, rule: 'unknown-property', message };
    }
  }
}

/** `may-pay` → `mayPay`. */
export function camelCase(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
