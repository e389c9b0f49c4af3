/** What the types cannot say of objects. Source: Metadata API Developer Guide, CustomObject. */
import { child, type XmlElement } from '../../local-org/schema/xml';
import type { Finding } from '../finding';
import { at } from './shape';

/** Elements a deployment of a new object asks for, by the ending of its name. */
const REQUIRED: readonly (readonly [RegExp, readonly string[]])[] = [
  [/__c$/, ['label', 'pluralLabel', 'nameField', 'deploymentStatus', 'sharingModel']],
  // Platform Events Developer Guide, Define Your Platform Event with Metadata API.
  [/__e$/, ['label', 'pluralLabel', 'deploymentStatus', 'eventType']],
  [/__mdt$/, ['label', 'pluralLabel']],
];

/** @param name the object's name, from its file */
export function objectFindings(file: string, object: XmlElement, name: string): Finding[] {
  // Custom settings have no name field or sharing model of their own; an installed object is only added to.
  if (child(object, 'customSettingsType') || /__.+__/.test(name)) return [];
  const required = REQUIRED.find(([ending]) => ending.test(name))?.[1] ?? [];
  return required
    .filter((element) => !child(object, element))
    .map((element) =>
      at(file, object, 'object-incomplete', `Must specify a ${element} for the CustomObject ${name}.`, {
        remedy: `Add <${element}>.`,
      }),
    );
}
