/**
 * OpenAPI Overlays 1.0: changes to a document that somebody else owns, kept in a file of their own.
 *
 * @see https://spec.openapis.org/overlay/v1.0.0.html
 */
import { JSONPathEnvironment, type JSONPathQuery, type JSONValue } from 'json-p3';
import { CommandError, ExitCode } from '../../cli/errors';
import { isObject, listOf, own, textOf, type JsonObject } from '../document/json';
import { Draft } from './draft';

export interface Overlay {
  /** File, as messages name it. */
  readonly source: string;
  readonly actions: readonly OverlayAction[];
}

export interface OverlayAction {
  readonly target: string;
  readonly query: JSONPathQuery;
  readonly update: unknown;
  readonly isRemoval: boolean;
  readonly line: number;
  readonly column: number;
}

/** Where a place of the overlay stands in its file. */
export type LocateKeys = (keys: readonly (string | number)[]) => { readonly line: number; readonly column: number };

/** Real documents nest some forty levels; a hostile one is stopped. */
const DEEPEST = 500;
const environment = new JSONPathEnvironment({ maxRecursionDepth: DEEPEST });

/**
 * Reads an overlay.
 *
 * @param value the file's content, parsed
 * @throws CommandError that lists everything wrong with it
 */
export function readOverlay(value: unknown, source: string, locate: LocateKeys): Overlay {
  const problems: string[] = [];
  const complain = (keys: readonly (string | number)[], message: string): void => {
    const { line, column } = locate(keys);
    problems.push(`${source}:${line}:${column} ${message}`);
  };
  const version = textOf(own(value, 'overlay'));
  if (!/^1\.\d+(\.\d+)?$/.test(version))
    complain([], 'It needs "overlay: 1.0.0", the version of the overlay specification.');
  const list = own(value, 'actions');
  if (!Array.isArray(list) || list.length === 0) complain(['actions'], 'It needs "actions", a list with at least one.');
  const actions = listOf(list).map((each, index): OverlayAction | null => {
    const keys = ['actions', index];
    const query = compiled(own(each, 'target'), (message) => complain([...keys, 'target'], message));
    const isRemoval = own(each, 'remove') === true;
    if (!isRemoval && own(each, 'update') === undefined) complain(keys, 'An action needs "update" or "remove: true".');
    if (query === null) return null;
    return { target: textOf(own(each, 'target')), query, update: own(each, 'update'), isRemoval, ...locate(keys) };
  });
  if (problems.length > 0)
    throw new CommandError(ExitCode.project, `${source} is no overlay that could be applied:`, problems);
  return { source, actions: actions.filter((each) => each !== null) };
}

function compiled(target: unknown, complain: (message: string) => void): JSONPathQuery | null {
  if (typeof target !== 'string') {
    complain('An action needs a "target", a JSONPath.');
    return null;
  }
  try {
    return environment.compile(target);
  } catch (error) {
    complain(`This is no JSONPath (RFC 9535): ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}

/**
 * Applies an overlay. The document itself stays as it is.
 *
 * @returns the changed document, and what in the overlay had no effect
 */
export function applyOverlay(document: JsonObject, overlay: Overlay): { document: JsonObject; warnings: string[] } {
  const warnings: string[] = [];
  const draft = new Draft(document);
  for (const action of overlay.actions) {
    const warn = (message: string): void => {
      warnings.push(`${overlay.source}:${action.line}:${action.column} ${message}`);
    };
    const nodes = [...action.query.query(draft.root as JSONValue)];
    if (nodes.length === 0) warn(`${action.target} selects nothing in the document.`);
    if (action.isRemoval) {
      if (nodes.some(({ location }) => location.length === 0)) warn('The whole document cannot be removed.');
      draft.remove(nodes.map(({ location }) => location));
      continue;
    }
    for (const { location } of nodes) {
      draft.change(location, (value) => {
        if (Array.isArray(value)) return [...(value as unknown[]), action.update];
        if (isObject(value) && isObject(action.update)) return merged(value, action.update);
        warn(`${action.target} selects something that is no object or list: its object is what to select.`);
        return value;
      });
    }
  }
  return { document: draft.root, warnings };
}

/** Objects are merged, lists joined; anything else takes the new value's place. */
function merged(target: unknown, update: unknown): unknown {
  // The specification's own example leaves keys empty where there is nothing to say.
  if (update === null && typeof target === 'object') return target;
  if (Array.isArray(target) && Array.isArray(update)) return [...(target as unknown[]), ...(update as unknown[])];
  if (!isObject(target) || !isObject(update)) return update;
  const entries = new Map(Object.entries(target));
  for (const [key, value] of Object.entries(update))
    entries.set(key, entries.has(key) ? merged(entries.get(key), value) : value);
  return Object.fromEntries(entries);
}
