/** What a callout without an answer throws, in the platform's words. */
import type { ApexException } from '../../values/errors';
import { calloutException } from './endpoint';
import type { WireFailure } from './transport';

/**
 * @param url where it went
 * @param maximumBytes the largest body allowed
 */
export function calloutFailure(failure: WireFailure, url: string, maximumBytes: number): ApexException {
  switch (failure.code) {
    case 'TIMEOUT':
    case 'ETIMEDOUT':
      return calloutException('Read timed out');
    case 'ECONNREFUSED':
      return calloutException('Connection refused');
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      // Java's words for a host without an address are its name alone.
      return calloutException(new URL(url).hostname);
    case 'ECONNRESET':
      return failure.message === 'socket hang up'
        ? calloutException('Unexpected end of file from server')
        : calloutException('Connection reset');
    case 'TOO_LARGE':
      return calloutException(`Exceeded max size limit of ${maximumBytes} with response size ${failure.message}`);
    default:
      return calloutException(failure.message);
  }
}
