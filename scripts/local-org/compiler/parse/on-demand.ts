/**
 * The parsers, loaded when the first text is parsed: they are a large part of a start, and one that finds everything in
 * the cache needs none of it.
 */
import { createRequire } from 'node:module';
import type * as Queries from './queries';
import type * as Units from './units';

const load = createRequire(__filename);
const queries = (): typeof Queries => load('./queries') as typeof Queries;
const units = (): typeof Units => load('./units') as typeof Units;

export const parseUnit: typeof Units.parseUnit = (...args) => units().parseUnit(...args);
export const parseAnonymous: typeof Units.parseAnonymous = (...args) => units().parseAnonymous(...args);
export const parseSoql: typeof Queries.parseSoql = (...args) => queries().parseSoql(...args);
export const parseSosl: typeof Queries.parseSosl = (...args) => queries().parseSosl(...args);
