/** Telling what a program did wrong from what the local org did. */
import { ApexException, FatalError } from '../values/errors';

/**
 * Whether an error is one Apex code ends with. Everything else (an unsupported feature, a mistake of the local org) has
 * to stop the run loudly.
 */
export function isApexFailure(error: unknown): error is ApexException | FatalError {
  return error instanceof ApexException || error instanceof FatalError;
}

/** `System.DmlException: Insert failed. …`, as logs and `ExtendedStatus` show it. */
export function describeFailure(error: ApexException | FatalError): string {
  return error instanceof ApexException ? error.description : `${error.typeName}: ${error.message}`;
}
