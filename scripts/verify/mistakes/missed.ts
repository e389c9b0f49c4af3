/** The injected mistakes nothing here finds, each with the reason: fixture → why. */
export const MISSED: Readonly<Record<string, string>> = {};
