/** Metadata XML as a small tree that knows where each element stands, so that a problem can name its line. */

import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** One element: its name without prefix, its attributes, its children, the text directly in it and where it begins. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
}

export interface XmlFault {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

type RawNode = Record<string | symbol, unknown>;

const METADATA = XMLParser.getMetaDataSymbol() as unknown as symbol;
const ATTRIBUTES = ':@';
const TEXT = '#text';

const parser = new XMLParser({
  preserveOrder: true,
  captureMetaData: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: false,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  htmlEntities: true,
});

/**
 * Reads one metadata file.
 *
 * @returns the root element, or why the text is not well-formed XML and where.
 */
export function parseXml(text: string): { readonly root: XmlElement } | { readonly fault: XmlFault } {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (!source.trim()) return { fault: { line: 1, column: 1, message: 'The file is empty.' } };
  const verdict = XMLValidator.validate(source);
  if (verdict !== true) {
    const { line, col, msg } = verdict.err;
    return { fault: { line: line || 1, column: col || 1, message: `Malformed XML: ${sentence(msg)}` } };
  }
  const positions = lineStarts(source);
  const nodes = nodesOf(source);
  if (typeof nodes === 'string') return { fault: { line: 1, column: 1, message: `Refused XML: ${sentence(nodes)}` } };
  const rootNode = nodes.find((node) => !tagOf(node).startsWith('?') && tagOf(node) !== TEXT);
  if (!rootNode) return { fault: { line: 1, column: 1, message: 'Malformed XML: there is no root element.' } };
  return { root: toElement(rootNode, positions) };
}

/** The nodes, or why they are refused: nested too deep, or with entities of their own, which may expand to anything. */
function nodesOf(source: string): RawNode[] | string {
  const root = source.search(/<[A-Za-z_]/);
  if (source.slice(0, root < 0 ? source.length : root).includes('<!ENTITY'))
    return 'a metadata file declares no entities.';
  try {
    return parser.parse(source) as RawNode[];
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The first child of that name, or null. */
export function child(element: XmlElement, name: string): XmlElement | null {
  return element.children.find((each) => each.name === name) ?? null;
}

/** All children of that name, in order. */
export function children(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((each) => each.name === name);
}

/** The trimmed text of the first child of that name; null where it is absent or empty. */
export function textOf(element: XmlElement, name: string): string | null {
  const text = child(element, name)?.text.trim() ?? '';
  return text === '' ? null : text;
}

/** Whether the first child of that name says `true`. */
export function flag(element: XmlElement, name: string, otherwise = false): boolean {
  const text = textOf(element, name);
  return text === null ? otherwise : text.toLowerCase() === 'true';
}

function tagOf(node: RawNode): string {
  for (const key of Object.keys(node)) if (key !== ATTRIBUTES) return key;
  return '';
}

function toElement(node: RawNode, positions: readonly number[]): XmlElement {
  const name = tagOf(node);
  const content = node[name] as RawNode[];
  const start = (node[METADATA] as { startIndex: number } | undefined)?.startIndex ?? 0;
  const lineIndex = lineAt(positions, start);
  let text = '';
  const elements: XmlElement[] = [];
  for (const each of content) {
    const tag = tagOf(each);
    if (tag === TEXT) text += String(each[TEXT]);
    else elements.push(toElement(each, positions));
  }
  return {
    name: name.slice(name.indexOf(':') + 1),
    attributes: (node[ATTRIBUTES] as Record<string, string> | undefined) ?? {},
    children: elements,
    text,
    line: lineIndex + 1,
    column: start - (positions[lineIndex] ?? 0) + 1,
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Index of the line an offset is in, by bisection. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function sentence(message: string): string {
  // At the end of a file the validator lists, as JSON, the elements that are still open.
  const open = /^Invalid '(\[.*\])' found\.?$/s.exec(message.trim())?.[1];
  if (open !== undefined)
    return `the file ends inside ${(JSON.parse(open) as string[]).map((name) => `<${name}>`).join(' ')}.`;
  const text = message.trim();
  return text.endsWith('.') ? text : `${text}.`;
}
