/** What the rules for one kind of metadata hand to the checker. */
import type { XmlElement } from '../../local-org/schema/xml';

export interface ReferenceComplaint {
  readonly at: XmlElement;
  /** Without the checker: `unknown-field`. */
  readonly rule: string;
  readonly message: string;
  /** Where it is not the usual one, to correct the name. */
  readonly remedy?: string;
}

/** A complaint about something that is not there: `field No__c of Account`. */
export function missingComplaint(at: XmlElement, what: string, kind?: string): ReferenceComplaint {
  return { at, rule: `unknown-${kind ?? what.split(' ')[0] ?? ''}`, message: `There is no ${what}.` };
}

/** The elements a path of names leads to. */
export function elementsAt(element: XmlElement, path: readonly string[]): readonly XmlElement[] {
  const [first, ...rest] = path;
  if (first === undefined) return [element];
  return element.children.filter((each) => each.name === first).flatMap((each) => elementsAt(each, rest));
}

/** An element and everything below it. */
export function* descendants(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const each of element.children) yield* descendants(each);
}
