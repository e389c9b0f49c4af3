/**
 * Apex source and queries to syntax trees. What is wrong with a text comes back as problems, all of them, worded as Salesforce
 * words them; no text makes these functions throw.
 */
export { type ParsedFile, type ParsedFiles, type SourceFile, parseFiles } from './parse/files';
export { type QueryProblem, type QueryResult, parseSoql, parseSosl } from './parse/queries';
export { type ParseResult, type UnitKind, parseAnonymous, parseUnit, unitKind } from './parse/units';
