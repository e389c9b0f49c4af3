/** XML text to a tree of nodes and back; the tree is what `Dom.XmlNode` shows. */
import { XMLParser, XMLValidator } from 'fast-xml-parser';

export interface XmlAttribute {
  readonly name: string;
  readonly namespace: string | null;
  value: string;
}

export type XmlNodeKind = 'ELEMENT' | 'TEXT' | 'COMMENT';

/** A node of the tree; elements have the rest. */
export interface XmlTree {
  readonly kind: XmlNodeKind;
  name: string;
  prefix: string | null;
  namespace: string | null;
  text: string;
  attributes: XmlAttribute[];
  /** Namespaces declared here: prefix (empty for the default) → URI. */
  readonly declarations: Map<string, string>;
  children: XmlTree[];
}

/** What is wrong in an XML text. */
export class XmlTextError extends Error {}

/** Makes a node. */
export function xmlNode(kind: XmlNodeKind, name: string, text = ''): XmlTree {
  return { kind, name, prefix: null, namespace: null, text, attributes: [], declarations: new Map(), children: [] };
}

const ATTRIBUTES = ':@';
const TEXT = '#text';
const COMMENT = '#comment';
const CDATA = '#cdata';

type Raw = Readonly<Record<string, unknown>>;

/**
 * Reads a document.
 *
 * @returns its root element
 * @throws XmlTextError when it is not well formed
 */
export function parseXml(text: string): XmlTree {
  const valid = XMLValidator.validate(text);
  if (valid !== true) {
    throw new XmlTextError(
      `Failed to parse XML due to: ${valid.err.msg} (line ${valid.err.line}, column ${valid.err.col})`,
    );
  }
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    allowBooleanAttributes: false,
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    commentPropName: COMMENT,
    cdataPropName: CDATA,
    processEntities: true,
    htmlEntities: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
  });
  const roots = (parser.parse(text) as Raw[]).filter((raw) => nameOf(raw) !== TEXT && nameOf(raw) !== COMMENT);
  const root = roots[0];
  if (!root) throw new XmlTextError('Failed to parse XML due to: no root element');
  return element(root, new Map());
}

function nameOf(raw: Raw): string {
  return Object.keys(raw).find((key) => key !== ATTRIBUTES) ?? '';
}

function listOf(value: unknown): readonly Raw[] {
  return Array.isArray(value) ? (value as Raw[]) : [];
}

function element(raw: Raw, scope: ReadonlyMap<string, string>): XmlTree {
  const written = nameOf(raw);
  const attributes = Object.entries((raw[ATTRIBUTES] ?? {}) as Record<string, string>);
  const node = xmlNode('ELEMENT', local(written));
  for (const [name, value] of attributes) {
    if (name === 'xmlns') node.declarations.set('', value);
    else if (name.startsWith('xmlns:')) node.declarations.set(name.slice('xmlns:'.length), value);
  }
  const inner = new Map([...scope, ...node.declarations]);
  node.prefix = prefixOf(written);
  node.namespace = inner.get(node.prefix ?? '') ?? null;
  for (const [name, value] of attributes) {
    if (name === 'xmlns' || name.startsWith('xmlns:')) continue;
    const prefix = prefixOf(name);
    node.attributes.push({ name: local(name), namespace: prefix ? (inner.get(prefix) ?? null) : null, value });
  }
  for (const child of listOf(raw[written])) {
    const name = nameOf(child);
    if (name === TEXT) node.children.push(xmlNode('TEXT', '', textIn(child)));
    else if (name === CDATA || name === COMMENT) {
      const content = listOf(child[name])
        .map((part) => textIn(part))
        .join('');
      node.children.push(xmlNode(name === CDATA ? 'TEXT' : 'COMMENT', '', content));
    } else node.children.push(element(child, inner));
  }
  return node;
}

function textIn(raw: Raw): string {
  const text = raw[TEXT];
  return typeof text === 'string' ? text : '';
}

function prefixOf(name: string): string | null {
  const colon = name.indexOf(':');
  return colon < 0 ? null : name.slice(0, colon);
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Writes a document as the platform does: a declaration, then the root on the same line. */
export function xmlText(root: XmlTree | null): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${root ? elementText(root, new Map()) : ''}`;
}

/** Writes an element with what it holds. */
export function elementText(node: XmlTree, scope: ReadonlyMap<string, string>): string {
  if (node.kind === 'TEXT') return escapeText(node.text);
  if (node.kind === 'COMMENT') return `<!--${node.text}-->`;
  const inner = new Map([...scope, ...node.declarations]);
  const name = node.prefix ? `${node.prefix}:${node.name}` : node.name;
  const declared = [...node.declarations].map(
    ([prefix, uri]) => ` ${prefix ? `xmlns:${prefix}` : 'xmlns'}="${escapeAttribute(uri)}"`,
  );
  const attributes = node.attributes.map((attribute) => {
    const prefix = attribute.namespace === null ? null : prefixFor(inner, attribute.namespace);
    return ` ${prefix ? `${prefix}:` : ''}${attribute.name}="${escapeAttribute(attribute.value)}"`;
  });
  const start = `<${name}${declared.join('')}${attributes.join('')}`;
  if (node.children.length === 0) return `${start} />`;
  return `${start}>${node.children.map((child) => elementText(child, inner)).join('')}</${name}>`;
}

function prefixFor(scope: ReadonlyMap<string, string>, uri: string): string | null {
  for (const [prefix, each] of scope) if (each === uri && prefix) return prefix;
  return null;
}

/** Escapes character data. */
export function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** Escapes the value of an attribute. */
export function escapeAttribute(text: string): string {
  return escapeText(text).replace(/"/g, '&quot;');
}
