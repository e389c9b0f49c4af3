import { apexException } from '../../values/errors';
import { libraryClass, libraryEnum } from '../declare';
import { PlatformObject } from '../platform-object';
import type { DomNode } from './node';
import { nodeFor } from './node';
import { parseXml, xmlNode, XmlTextError, xmlText, type XmlTree } from './xml-text';

/** A `Dom.Document`. */
export class DomDocument extends PlatformObject {
  protected readonly typeName = 'Dom.Document';
  root: XmlTree | null = null;

  /** @throws System.XmlException when the text is not well-formed XML */
  static parse(text: string): DomDocument {
    const document = new DomDocument();
    document.load(text);
    return document;
  }

  get text(): string {
    return xmlText(this.root);
  }

  load(text: string): void {
    try {
      this.root = parseXml(text);
    } catch (error) {
      if (error instanceof XmlTextError) throw apexException('System.XmlException', error.message);
      throw error;
    }
  }
}

/** `Dom.Document`. */
export const domDocumentClass = libraryClass(
  'Dom.Document',
  {
    'new()': () => new DomDocument(),
    'Dom.XmlNode createRootElement(String name, String namespace, String prefix)': (
      self: DomDocument,
      name: string,
      namespace: string | null,
      prefix: string | null,
    ): DomNode => {
      const root = xmlNode('ELEMENT', name);
      root.prefix = prefix === '' ? null : prefix;
      root.namespace = namespace;
      if (namespace !== null) root.declarations.set(root.prefix ?? '', namespace);
      self.root = root;
      return nodeFor(root, null);
    },
    'Dom.XmlNode getRootElement()': (self: DomDocument) => self.root && nodeFor(self.root, null),
    'void load(String xml)': (self: DomDocument, text: string | null) => self.load(text ?? ''),
    'String toXmlString()': (self: DomDocument) => self.text,
  },
  { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_xml_dom_document.htm' },
);

/** `Dom.XmlNodeType`. */
export const domNodeTypeEnum = libraryEnum('Dom.XmlNodeType', ['COMMENT', 'ELEMENT', 'TEXT']);
