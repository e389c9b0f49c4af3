import { current } from '../../platform/current';
import type { AsyncInfo } from '../../platform/services';
import { apexException } from '../../values/errors';
import { libraryClass } from '../declare';

/** @throws System.AsyncException outside a queueable */
function info(): AsyncInfo {
  const found = current().jobs.asyncInfo;
  if (!found)
    throw apexException('System.AsyncException', 'AsyncInfo is only available in the context of a queueable job');
  return found;
}

/** `System.AsyncInfo`. */
export const asyncInfoClass = libraryClass(
  'System.AsyncInfo',
  {
    'static Integer getCurrentQueueableStackDepth()': () => info().currentStackDepth,
    'static Integer getMaximumQueueableStackDepth()': () => info().maximumStackDepth,
    'static Integer getMinimumQueueableDelayInMinutes()': () => info().minimumDelayInMinutes,
    'static Boolean hasMaxStackDepth()': () => info().maximumStackDepth !== null,
  },
  { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_AsyncInfo.htm' },
);
