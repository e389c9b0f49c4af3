/** The mode data access runs in, as far as it is settled when a class is compiled. */
import type { SoqlAccess } from '../../data/soql/query';
import type { BodyContext } from './context';

/** Access and sharing mode as arguments: `"user","with"`. */
export function accessArguments(written: SoqlAccess, context: BodyContext): string {
  const isUser = written === 'user' || (written === null && context.init.apiVersion >= 67);
  return `"${isUser ? 'user' : 'system'}","${context.init.sharing}"`;
}
