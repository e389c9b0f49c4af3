/** The schema of an org: what its metadata comes to. */

export { apexTypeOf, isTextType, type ApexFieldType } from './field-types';
export { loadSchema, type LoadedSchema } from './load';
export { makeField, makeObject, makePicklistValue } from './make';
export * from './model';
export { parseXml, type XmlElement } from './xml';
