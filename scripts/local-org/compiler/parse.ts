/**
 * Apex source and queries to syntax trees. What is wrong with a text comes back as problems, all of them, worded as Salesforce
 * words them; no text makes these functions throw.
 */
export { type ParsedFile, type ParsedFiles, type SourceFile, parseFiles } from './parse/files';
export { parseAnonymous, parseSoql, parseSosl, parseUnit } from './parse/on-demand';
export type { QueryProblem, QueryResult } from './parse/queries';
export { type UnitKind, unitKind } from './parse/unit-kind';
export type { ParseResult } from './parse/units';
