import { evaluate, execute } from '../testing';

describe('URL', () => {
  // https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_url.htm
  it('is taken apart', () => {
    expect(
      execute(`URL one = new URL('https://me@x.example:8443/a/b?c=1#d');
        return one.getProtocol() + '|' + one.getHost() + '|' + one.getPort() + '|' + one.getPath() + '|' + one.getQuery() + '|' + one.getRef() + '|' + one.getFile() + '|' + one.getDefaultPort();`),
    ).toBe('https|x.example|8443|/a/b|c=1|d|/a/b?c=1|443');
  });
});

describe('PageReference', () => {
  // https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_System_PageReference.htm
  it('keeps parameters and anchor', () => {
    expect(
      execute(
        `PageReference page = new PageReference('/apex/Hello?a=1'); page.getParameters().put('b', 'x y'); page.setAnchor('top'); return page.getUrl();`,
      ),
    ).toBe('/apex/Hello?a=1&b=x+y#top');
  });
});

describe('Version', () => {
  // https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Version.htm
  it('compares', () => {
    expect(evaluate(`new Version(1, 2).compareTo(new Version(1, 10))`)).toBe(-1);
    expect(evaluate(`new Version(2, 0, 5).compareTo(new Version(2, 0))`)).toBe(0);
  });
});

describe('Dom.Document', () => {
  // https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_xml_dom_document.htm
  it('reads and writes XML with namespaces', () => {
    expect(
      execute(`Dom.Document document = new Dom.Document(); document.load('<r xmlns="urn:a"><b x="1">t&amp;u</b><!-- c --></r>');
        Dom.XmlNode root = document.getRootElement(); Dom.XmlNode child = root.getChildElement('b', 'urn:a');
        return root.getName() + '|' + child.getText() + '|' + child.getAttribute('x', null) + '|' + root.getChildren().size() + '|' + child.getParent().getName();`),
    ).toBe('r|t&u|1|2|r');
    expect(
      execute(`Dom.Document document = new Dom.Document(); Dom.XmlNode root = document.createRootElement('r', 'urn:a', 'p');
        root.addChildElement('b', 'urn:a', 'p').addTextNode('<x>'); root.setAttribute('y', '"'); return document.toXmlString();`),
    ).toBe('<?xml version="1.0" encoding="UTF-8"?><p:r xmlns:p="urn:a" y="&quot;"><p:b>&lt;x&gt;</p:b></p:r>');
  });

  it('refuses what is no XML', () => {
    expect(
      execute(
        `try { new Dom.Document().load('<a>'); } catch (XmlException e) { return e.getMessage().length() > 0; } return null;`,
      ),
    ).toBe(true);
  });
});
