/**
 * Record ids: three characters for the object, twelve for the record, three that make up for case.
 * https://help.salesforce.com/s/articleView?id=000385008
 */
import { idSuffix } from '../../values/ids';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Characters four to seven: the instance. Ids that tests make up with zeros never meet it. */
const INSTANCE = '5g00';

/** The 18 characters of an id given with 15 or 18; anything else as it is. */
export function completeId(id: string): string {
  return id.length === 15 ? id + idSuffix(id) : id;
}

/** The id of an object's nth record: ascending in n. */
export function makeId(keyPrefix: string, n: number): string {
  let digits = '';
  for (let rest = n; rest > 0; rest = Math.floor(rest / 62)) digits = DIGITS.charAt(rest % 62) + digits;
  const fifteen = keyPrefix + INSTANCE + digits.padStart(8, '0');
  return fifteen + idSuffix(fifteen);
}
