import { apexException } from '../../values/errors';
import { listOf } from '../collections';
import { libraryClass } from '../declare';
import { enumValue } from '../enums';
import { PlatformObject } from '../platform-object';
import { unsupported } from '../unsupported';
import { xmlNode, type XmlTree } from './xml-text';

/** A `Dom.XmlNode`: a node of the tree with the way back to its parent. */
export class DomNode extends PlatformObject {
  protected readonly typeName = 'Dom.XmlNode';
  parent: DomNode | null = null;

  constructor(readonly tree: XmlTree) {
    super();
  }

  /** URI a prefix stands for here, own declarations first. */
  namespaceFor(prefix: string): string | null {
    return this.tree.declarations.get(prefix) ?? this.parent?.namespaceFor(prefix) ?? null;
  }

  prefixFor(namespace: string): string | null {
    for (const [prefix, uri] of this.tree.declarations) if (uri === namespace) return prefix;
    return this.parent?.prefixFor(namespace) ?? null;
  }

  override toApexText(): string {
    return `XMLNode[${this.tree.kind},${this.tree.name || this.tree.text},${this.tree.namespace}]`;
  }
}

const nodes = new WeakMap<XmlTree, DomNode>();

/** The one Apex object of a node. */
export function nodeFor(tree: XmlTree, parent: DomNode | null): DomNode {
  let node = nodes.get(tree);
  if (!node) nodes.set(tree, (node = new DomNode(tree)));
  node.parent = parent;
  return node;
}

function childrenOf(self: DomNode, kind?: XmlTree['kind']): DomNode[] {
  return self.tree.children.filter((child) => !kind || child.kind === kind).map((child) => nodeFor(child, self));
}

function add(self: DomNode, child: XmlTree): DomNode {
  self.tree.children.push(child);
  return nodeFor(child, self);
}

function attribute(self: DomNode, name: string, namespace: string | null): XmlTree['attributes'][number] | null {
  return (
    self.tree.attributes.find((each) => each.name === name && (each.namespace ?? '') === (namespace ?? '')) ?? null
  );
}

function attributeAt(self: DomNode, index: number): XmlTree['attributes'][number] {
  const found = self.tree.attributes[index];
  if (!found) throw apexException('System.ListException', `List index out of bounds: ${index}`);
  return found;
}

/** `Dom.XmlNode`. */
export const domNodeClass = libraryClass(
  'Dom.XmlNode',
  {
    'Dom.XmlNode addChildElement(String name, String namespace, String prefix)': (
      self: DomNode,
      name: string,
      namespace: string | null,
      prefix: string | null,
    ): DomNode => {
      const child = xmlNode('ELEMENT', name);
      child.namespace = namespace;
      child.prefix = emptyIsNull(prefix) ?? (namespace === null ? null : emptyIsNull(self.prefixFor(namespace)));
      if (namespace !== null && self.namespaceFor(child.prefix ?? '') !== namespace) {
        child.declarations.set(child.prefix ?? '', namespace);
      }
      return add(self, child);
    },
    'Dom.XmlNode addCommentNode(String text)': (self: DomNode, text: string) => add(self, xmlNode('COMMENT', '', text)),
    'Dom.XmlNode addTextNode(String text)': (self: DomNode, text: string) => add(self, xmlNode('TEXT', '', text)),
    'String getAttribute(String key, String keyNamespace)': (self: DomNode, key: string, namespace: string | null) =>
      attribute(self, key, namespace)?.value ?? null,
    'Integer getAttributeCount()': (self: DomNode) => self.tree.attributes.length,
    'String getAttributeKeyAt(Integer index)': (self: DomNode, index: number) => attributeAt(self, index).name,
    'String getAttributeKeyNsAt(Integer index)': (self: DomNode, index: number) => attributeAt(self, index).namespace,
    'String getAttributeValue(String key, String keyNamespace)': (
      self: DomNode,
      key: string,
      namespace: string | null,
    ) => attribute(self, key, namespace)?.value ?? null,
    'String getAttributeValueNs(String key, String keyNamespace)': unsupported('Dom.XmlNode.getAttributeValueNs'),
    'Dom.XmlNode getChildElement(String name, String namespace)': (
      self: DomNode,
      name: string,
      namespace: string | null,
    ) =>
      childrenOf(self, 'ELEMENT').find(
        (child) => child.tree.name === name && (child.tree.namespace ?? '') === (namespace ?? ''),
      ) ?? null,
    'List<Dom.XmlNode> getChildElements()': (self: DomNode) => listOf('Dom.XmlNode', childrenOf(self, 'ELEMENT')),
    'List<Dom.XmlNode> getChildren()': (self: DomNode) => listOf('Dom.XmlNode', childrenOf(self)),
    'String getName()': (self: DomNode) => (self.tree.kind === 'ELEMENT' ? self.tree.name : null),
    'String getNamespace()': (self: DomNode) => self.tree.namespace,
    'String getNamespaceFor(String prefix)': (self: DomNode, prefix: string | null) => self.namespaceFor(prefix ?? ''),
    'Dom.XmlNodeType getNodeType()': (self: DomNode) => enumValue('Dom.XmlNodeType', self.tree.kind),
    'Dom.XmlNode getParent()': (self: DomNode) => self.parent,
    'String getPrefixFor(String namespace)': (self: DomNode, namespace: string) => self.prefixFor(namespace),
    // Of an element, the text directly inside it.
    'String getText()': (self: DomNode) =>
      self.tree.kind === 'ELEMENT'
        ? childrenOf(self, 'TEXT')
            .map((child) => child.tree.text)
            .join('')
        : self.tree.text,
    'Dom.XmlNode insertBefore(Dom.XmlNode newChild, Dom.XmlNode refChild)': (
      self: DomNode,
      child: DomNode,
      reference: DomNode | null,
    ): DomNode => {
      const index = reference ? self.tree.children.indexOf(reference.tree) : self.tree.children.length;
      if (index < 0) throw apexException('System.XmlException', 'The reference node is not a child of this node');
      self.tree.children.splice(index, 0, child.tree);
      return nodeFor(child.tree, self);
    },
    'Boolean removeAttribute(String key, String keyNamespace)': (
      self: DomNode,
      key: string,
      namespace: string | null,
    ): boolean => {
      const found = attribute(self, key, namespace);
      if (found) self.tree.attributes.splice(self.tree.attributes.indexOf(found), 1);
      return found !== null;
    },
    'Boolean removeChild(Dom.XmlNode childNode)': (self: DomNode, child: DomNode): boolean => {
      const index = self.tree.children.indexOf(child.tree);
      if (index >= 0) self.tree.children.splice(index, 1);
      return index >= 0;
    },
    'void setAttribute(String key, String value)': (self: DomNode, key: string, value: string) =>
      setAttribute(self, key, value, null),
    'void setAttributeNs(String key, String value, String keyNamespace, String valueNamespace)': (
      self: DomNode,
      key: string,
      value: string,
      namespace: string | null,
    ) => setAttribute(self, key, value, namespace),
    'void setNamespace(String prefix, String namespace)': (self: DomNode, prefix: string | null, namespace: string) => {
      self.tree.declarations.set(prefix ?? '', namespace);
    },
    'String toString()': unsupported('Dom.XmlNode.toString'),
  },
  { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_xml_dom_xmlnode.htm' },
);

function emptyIsNull(text: string | null): string | null {
  return text === '' ? null : text;
}

function setAttribute(self: DomNode, name: string, value: string, namespace: string | null): void {
  const found = attribute(self, name, namespace);
  if (found) found.value = value;
  else self.tree.attributes.push({ name, namespace, value });
}
