/** Random values of the library: from the org's own source, so that a run can be repeated. A local org has no secrets. */
import { hooks } from '../../values/type-registry';

/** Random bytes. */
export function randomBytes(count: number): Buffer {
  const org = hooks();
  return Buffer.from(Array.from({ length: count }, () => Math.floor(org.random() * 256)));
}
