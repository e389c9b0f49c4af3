/**
 * What the local org's compiler refuses only because it lacks what it names: no mistake of the project, but not checked
 * either.
 */
import type { CompileProblem } from '../../local-org/compiler/problems';
import type { Schema } from '../../local-org/schema/model';
import { platformObjects } from './platform-objects';

/** What the local org says of what it does not do. */
const UNSUPPORTED = /not supported by the local org: (.*)/;
/** Where a problem names something nobody declares. */
const NAMES: readonly RegExp[] = [
  /^Invalid type: ([\w.]+)$/,
  /^Variable does not exist: (\w+)$/,
  /^sObject type '(\w+)' is not supported/,
  /^Didn't understand relationship '(\w+)'/,
];
/** Where a problem names a field and its object. */
const FIELDS: readonly RegExp[] = [
  /^No such column '(?<field>\w+)' on entity '(?<object>\w+)'/,
  /^Field does not exist: (?<field>\w+) on (?<object>\w+)$/,
];
/** A component of another package, which no file of the project could hold. */
const FOREIGN = /^[A-Za-z]\w*?__[A-Za-z]\w*__[a-z]+$/i;
/** Big objects, whose rows the local org does not keep; classes made of DataWeave scripts and of flows, which it does not run. */
const NOT_CARRIED = /^\w+__b$|^(?:DataWeaveScriptResource|Flow\.Interview)\b/i;

/**
 * The name a problem is about when the local org merely lacks it; null where the project is wrong.
 *
 * @param schema what the local org carries
 */
export function lackingName({ message }: CompileProblem, schema: Schema): string | null {
  const unsupported = UNSUPPORTED.exec(message)?.[1];
  if (unsupported !== undefined) return unsupported;
  for (const pattern of NAMES) {
    const name = pattern.exec(message)?.[1]?.replace(/^Schema\./i, '');
    if (name === undefined) continue;
    const isPlatforms = schema.object(name) === null && platformObjects().has(name);
    return isPlatforms || FOREIGN.test(name) || NOT_CARRIED.test(name) ? name : null;
  }
  for (const pattern of FIELDS) {
    const { field, object } = pattern.exec(message)?.groups ?? {};
    if (field === undefined || object === undefined) continue;
    return FOREIGN.test(field) || platformObjects().hasField(object, field) ? `${object}.${field}` : null;
  }
  return null;
}
