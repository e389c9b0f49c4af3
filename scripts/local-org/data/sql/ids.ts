/** Record ids. https://help.salesforce.com/s/articleView?id=000385008 */
import { idSuffix } from '../../values/ids';

/** Makes ids: 18 characters, ascending for each key prefix. */
export interface IdSource {
  next(keyPrefix: string): string;
}

/** The 18 characters of an id given with 15 or 18; anything else as it is. */
export function completeId(id: string): string {
  return id.length === 15 ? id + idSuffix(id) : id;
}
