/**
 * The parsers, loaded when the first text is parsed: they are a large part of a start, and one that finds everything in
 * the cache needs none of it.
 */
import type * as Queries from './queries';
import type * as Units from './units';

const queries = (): typeof Queries => require('./queries') as typeof Queries;
const units = (): typeof Units => require('./units') as typeof Units;

export const parseUnit: typeof Units.parseUnit = (...args) => units().parseUnit(...args);
export const parseAnonymous: typeof Units.parseAnonymous = (...args) => units().parseAnonymous(...args);
export const parseSoql: typeof Queries.parseSoql = (...args) => queries().parseSoql(...args);
export const parseSosl: typeof Queries.parseSosl = (...args) => queries().parseSosl(...args);
