/** What Lightning pages name: components and their properties, fields of the record, the object. Source: Metadata API Developer Guide, FlexiPage. */
import { child, children, textOf, type XmlElement } from '../../local-org/schema/xml';
import { descendants, missingComplaint, type ReferenceComplaint } from './complaint';
import type { Names } from './names';

const RECORD_FIELD = /^(?:\{!)?Record\.([\w.]+)\}?$/;
/** Properties every component has on a page, besides its own. */
const COMMON_PROPERTIES = new Set(['cssClass', 'style']);

export function* pageComplaints(page: XmlElement, names: Names): Generator<ReferenceComplaint> {
  const object = textOf(page, 'sobjectType');
  const objectElement = child(page, 'sobjectType');
  if (objectElement && object !== null && names.lacksObject(object)) {
    yield missingComplaint(objectElement, `object ${object}`);
    return;
  }
  for (const each of descendants(page)) {
    if (each.name === 'componentInstance') yield* componentComplaints(each, names);
    if (object === null || (each.name !== 'fieldItem' && each.name !== 'leftValue')) continue;
    const path = RECORD_FIELD.exec(each.text.trim())?.[1];
    const what = path === undefined ? null : names.missingOnPath(object, path.split('.'));
    if (what !== null) yield missingComplaint(each, what);
  }
}

function* componentComplaints(instance: XmlElement, names: Names): Generator<ReferenceComplaint> {
  const name = child(instance, 'componentName');
  const [namespace, own] = (name?.text.trim() ?? '').split(':');
  const component = own ?? namespace ?? '';
  // Without a namespace, or with c: of the org itself, it is a component of the project, of either framework.
  if (!name || component === '' || (own !== undefined && namespace !== 'c')) return;
  if (!names.has('lwc', component)) {
    if (!names.has('aura', component)) yield missingComplaint(name, `Lightning web component ${component}`, 'lwc');
    return;
  }
  const known = names.publicProperties(component);
  for (const each of children(instance, 'componentInstanceProperties')) {
    // What decorates a component, as in a utility bar, is the page's, not the component's.
    if (textOf(each, 'type') === 'decorator') continue;
    const property = child(each, 'name');
    const text = property?.text.trim() ?? '';
    if (!property || known === null || known.has(text) || COMMON_PROPERTIES.has(text)) continue;
    yield missingComplaint(property, `property ${text} of ${component}`);
  }
}
