/** Telling what a program did wrong from what the local org did. */
import { ApexException, LimitError } from '../values/errors';

/**
 * Whether an error is one Apex code ends with. Everything else (an unsupported feature, a mistake of the local org) has
 * to stop the run loudly.
 */
export function isApexFailure(error: unknown): error is ApexException | LimitError {
  return error instanceof ApexException || error instanceof LimitError;
}

/** `System.DmlException: Insert failed. …`, as logs and `ExtendedStatus` show it. */
export function describeFailure(error: ApexException | LimitError): string {
  return error instanceof ApexException ? error.description : `${error.typeName}: ${error.message}`;
}
