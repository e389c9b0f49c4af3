/**
 * Apex source and queries to syntax trees.
 */
export { type ParseResult, type UnitKind, parseAnonymous, parseUnit, unitKind } from './parse/units';
