/** What a document (or an overlay of somebody else's document) may say to the generator. */

/** On a schema with a name, a property, a parameter or an operation: what to call it in Apex. */
export const APEX_NAME = 'x-courier-name';
/** On an operation: whether it becomes a Flow action. */
export const FLOW = 'x-courier-flow';
/** Where the other files of a document are mounted into it. Courier's own: no document says it. */
export const MOUNT = 'x-courier-files';
