/** What metadata names in more than one element: action overrides, related lists, field permissions, actions of flows. */
import { child, children, textOf, type XmlElement } from '../../local-org/schema/xml';
import { elementsAt, missingComplaint, type ReferenceComplaint } from './complaint';
import { isForeign, type Names } from './names';

/** An override of type Flexipage shows a Lightning page. */
export function* overrideComplaints(root: XmlElement, names: Names): Generator<ReferenceComplaint> {
  for (const each of children(root, 'actionOverrides')) {
    const content = child(each, 'content');
    const name = content?.text.trim() ?? '';
    if (!content || textOf(each, 'type') !== 'Flexipage' || !names.lacksFile('flexipage', name)) continue;
    yield missingComplaint(content, `Lightning page ${name}`, 'flexipage');
  }
}

/** The columns of a related list are fields of the object it lists. */
export function* relatedListComplaints(layout: XmlElement, names: Names): Generator<ReferenceComplaint> {
  for (const list of children(layout, 'relatedLists')) {
    const [object, field] = (textOf(list, 'relatedList') ?? '').split('.');
    if (object === undefined || field === undefined || names.lacksObject(object)) continue;
    for (const each of [...children(list, 'fields'), ...children(list, 'sortField')]) {
      const name = each.text.trim();
      // Lookup__c.Name: a column of the record a lookup leads to.
      if (!name.includes('.') && names.lacksField(object, name))
        yield missingComplaint(each, `field ${name} of ${object}`);
    }
  }
}

/** Fields that everybody sees who sees the object have no permission of their own. */
export function* fieldPermissionComplaints(set: XmlElement, names: Names): Generator<ReferenceComplaint> {
  for (const each of children(set, 'fieldPermissions')) {
    const element = child(each, 'field');
    const [object = '', name = ''] = (element?.text.trim() ?? '').split('.');
    const field = names.schema.object(object)?.fields.get(name.toLowerCase());
    if (!element || !field?.isCustom) continue;
    if (!field.isRequired && !field.isMasterDetail) continue;
    yield {
      at: element,
      rule: 'no-field-permission',
      message: `You cannot deploy to a required field: ${object}.${name}.`,
      remedy: 'Remove its permission: who sees the object sees the field.',
    };
  }
}

/** Actions of type `apex` name a class. */
export function* apexActionComplaints(flow: XmlElement, names: Names): Generator<ReferenceComplaint> {
  for (const call of children(flow, 'actionCalls')) {
    const [name] = elementsAt(call, ['actionName']);
    const text = name?.text.trim() ?? '';
    if (!name || textOf(call, 'actionType') !== 'apex' || isForeign(text) || !names.lacksFile('cls', text)) continue;
    yield missingComplaint(name, `Apex class ${text}`, 'class');
  }
}
