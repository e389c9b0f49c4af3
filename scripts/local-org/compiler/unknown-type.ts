/** The type of what could not be resolved: it converts from and to everything, so that one mistake is reported once. */
import { ApexType } from '../values/types';

export const UNKNOWN_TYPE = new ApexType({ kind: 'null', name: 'unknown', namespace: '' });
