/** Which of a document's operations are generated, and how far their types reach. */
import { isObject, listOf, textOf, valueAt, type JsonObject } from '../document/json';
import { pathTag } from '../document/read/operations';
import { cutSchemas } from './cut';
import { matcher, type Matcher } from './patterns';
import { withoutUnused } from './unused';

/** Patterns with `*` (within a part of a path), `**` and `?`. An operation is selected by any of them. */
export interface Selection {
  /** Operation ids, or `GET /orders/{id}`. */
  readonly operations?: readonly string[];
  /** Tags; an operation that has none has the first word of its path for one. */
  readonly tags?: readonly string[];
  /** Path templates: `/orders/**`. */
  readonly paths?: readonly string[];
}

export interface Filter {
  /** Only these; without it all. */
  readonly include?: Selection;
  /** These not. */
  readonly exclude?: Selection;
  /** Places of named schemas that become "anything": `Customer.subscriptions`. */
  readonly cut?: readonly string[];
}

export interface Filtered {
  readonly document: JsonObject;
  /** Patterns that match nothing: a typing error, or the document has changed. */
  readonly warnings: readonly string[];
}

export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

/**
 * Reduces a bundled 3.1 document to what is to be generated; components that nothing uses any more go, too.
 * The document itself stays as it is.
 */
export function filterDocument(document: JsonObject, filter: Filter): Filtered {
  const include = selection('include', filter.include);
  const exclude = selection('exclude', filter.exclude);
  const selects = (operation: OperationKey): boolean => {
    // Both are asked: a pattern counts as used though another one has decided.
    const included = include.selects(operation);
    return !exclude.selects(operation) && (included || include.isEmpty);
  };
  const selected = include.isEmpty && exclude.isEmpty ? document : withOperations(document, selects);
  const cut = cutSchemas(selected, filter.cut ?? []);
  return {
    document: cut.document === document ? document : withoutUnused(cut.document),
    warnings: [...include.unused(), ...exclude.unused(), ...cut.warnings],
  };
}

// ---------------------------------------------------------------- operations

interface OperationKey {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly tags: readonly string[];
}

function selection(
  name: string,
  { operations = [], tags = [], paths = [] }: Selection = {},
): { isEmpty: boolean; selects: (operation: OperationKey) => boolean; unused: () => string[] } {
  const all = { operations: operations.map(matcher), tags: tags.map(matcher), paths: paths.map(matcher) };
  return {
    isEmpty: operations.length + tags.length + paths.length === 0,
    selects: ({ id, method, path, tags: own }) => {
      const matches = [
        ...all.operations.map((each) => each.matches(id) || each.matches(`${method.toUpperCase()} ${path}`)),
        ...all.tags.map((each) => own.some((tag) => each.matches(tag))),
        ...all.paths.map((each) => each.matches(path)),
      ];
      return matches.includes(true);
    },
    unused: () =>
      Object.entries(all).flatMap(([kind, matchers]: [string, readonly Matcher[]]) =>
        matchers
          .filter((each) => !each.isUsed())
          .map(({ pattern }) => `${name}.${kind}: no operation matches ${JSON.stringify(pattern)}.`),
      ),
  };
}

function withOperations(document: JsonObject, selects: (operation: OperationKey) => boolean): JsonObject {
  const paths = isObject(document.paths) ? document.paths : {};
  const kept = Object.entries(paths).flatMap(([path, item]): [string, unknown][] => {
    const content = pathItem(document, item);
    const dropped = METHODS.filter((method) => {
      const operation = content[method];
      return (
        isObject(operation) &&
        !selects({ id: textOf(operation.operationId), method, path, tags: tagsOf(operation, path) })
      );
    });
    const present = METHODS.filter((method) => isObject(content[method]));
    if (dropped.length === 0) return present.length > 0 || !isObject(item) ? [[path, item]] : [];
    if (dropped.length === present.length) return [];
    const rest = Object.entries(content).filter(([key]) => !(dropped as readonly string[]).includes(key));
    return [[path, Object.fromEntries(rest)]];
  });
  return { ...without(document, 'webhooks'), paths: Object.fromEntries(kept) };
}

/** A path item with what it refers to. */
function pathItem(document: JsonObject, item: unknown): JsonObject {
  if (!isObject(item)) return {};
  const target = typeof item.$ref === 'string' ? valueAt(document, item.$ref) : undefined;
  if (!isObject(target)) return item;
  return { ...target, ...without(item, '$ref') };
}

/** An operation without a tag has the one that names its client. */
function tagsOf(operation: JsonObject, path: string): string[] {
  const tags = listOf(operation.tags).filter((each) => typeof each === 'string');
  return tags.length > 0 ? tags : [pathTag(path)];
}

function without(object: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([each]) => each !== key));
}
