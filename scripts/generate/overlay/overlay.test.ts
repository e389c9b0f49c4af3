/** Overlays as the specification has them: what they change, what they leave, what they complain of. */
import { CommandError } from '../../cli/errors';
import type { JsonObject } from '../document/json';
import { applyOverlay, readOverlay } from './overlay';

const locate = (keys: readonly (string | number)[]) => ({ line: keys.length + 1, column: 1 });

function apply(document: JsonObject, ...actions: readonly unknown[]): { document: JsonObject; warnings: string[] } {
  return applyOverlay(document, readOverlay({ overlay: '1.0.0', info: {}, actions }, 'fix.yaml', locate));
}

function complaintsOf(overlay: unknown): readonly string[] {
  try {
    readOverlay(overlay, 'fix.yaml', locate);
    return [];
  } catch (error) {
    if (error instanceof CommandError) return error.details;
    throw error;
  }
}

const SHOP: JsonObject = {
  info: { title: 'Shop' },
  tags: [{ name: 'a' }],
  paths: {
    '/orders': {
      get: {
        summary: 'All',
        parameters: [{ name: 'filter', in: 'query' }, { name: 'dummy' }, { name: 'page' }, { name: 'dummy' }],
      },
      post: { summary: 'New' },
    },
    '/items': { get: { summary: 'Items' } },
  },
};

test('merges into every object a path selects, and leaves the document given as it is', () => {
  const before = JSON.stringify(SHOP);
  const { document, warnings } = apply(SHOP, { target: '$.paths.*.get', update: { summary: 'Read', 'x-safe': true } });
  expect(document.paths).toMatchObject({
    '/orders': { get: { summary: 'Read', 'x-safe': true, parameters: [{}, {}, {}, {}] }, post: { summary: 'New' } },
    '/items': { get: { summary: 'Read', 'x-safe': true } },
  });
  expect(warnings).toEqual([]);
  expect(JSON.stringify(SHOP)).toBe(before);
});

test('merges from the root, joins lists, and takes an empty key for nothing', () => {
  const update = { info: { title: 'Store', version: '2' }, tags: [{ name: 'b' }], paths: null, components: {} };
  expect(apply(SHOP, { target: '$', update }).document).toEqual({
    info: { title: 'Store', version: '2' },
    tags: [{ name: 'a' }, { name: 'b' }],
    paths: SHOP.paths,
    components: {},
  });
});

test('appends to a list', () => {
  const { document } = apply(SHOP, { target: '$.tags', update: { name: 'b' } });
  expect(document.tags).toEqual([{ name: 'a' }, { name: 'b' }]);
});

test('removes every item a filter selects, whatever their places', () => {
  const { document } = apply(SHOP, {
    target: "$.paths.*.get.parameters[?@.name == 'dummy']",
    remove: true,
    update: {},
  });
  expect(document).toMatchObject({
    paths: { '/orders': { get: { parameters: [{ name: 'filter', in: 'query' }, { name: 'page' }] } } },
  });
});

test('applies one action to what the one before it left', () => {
  const { document } = apply(
    SHOP,
    { target: "$.paths['/items']", remove: true },
    { target: '$.paths', update: { '/items': { put: {} } } },
  );
  expect(document).toMatchObject({ paths: { '/items': { put: {} } } });
  expect(document).not.toHaveProperty(['paths', '/items', 'get']);
});

test('changes one of two places that share an object, as an alias of YAML does', () => {
  const shared = { type: 'string' };
  const { document } = apply({ a: shared, b: shared }, { target: '$.a', update: { type: 'number' } });
  expect(document).toEqual({ a: { type: 'number' }, b: { type: 'string' } });
});

test('warns of an action without effect, with its line', () => {
  const { warnings } = apply(
    SHOP,
    { target: '$.paths.missing', remove: true },
    { target: '$.info.title', update: 'Store' },
  );
  expect(warnings).toEqual([
    'fix.yaml:3:1 $.paths.missing selects nothing in the document.',
    'fix.yaml:3:1 $.info.title selects something that is no object or list: its object is what to select.',
  ]);
});

test('refuses what is no overlay, all of it at once', () => {
  expect(
    complaintsOf({ overlay: '2.0', actions: [{ target: '$.a[', remove: true }, { target: '$' }, { update: {} }] }),
  ).toEqual([
    'fix.yaml:1:1 It needs "overlay: 1.0.0", the version of the overlay specification.',
    expect.stringMatching(/^fix\.yaml:4:1 This is no JSONPath \(RFC 9535\): ./),
    'fix.yaml:3:1 An action needs "update" or "remove: true".',
    'fix.yaml:4:1 An action needs a "target", a JSONPath.',
  ]);
  expect(complaintsOf(null)).toHaveLength(2);
});

test('takes keys that JavaScript has a meaning for as keys', () => {
  const update = JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"type": "object"}}') as JsonObject;
  const { document } = apply({ schemas: {} }, { target: '$.schemas', update });
  expect(Object.keys(document.schemas as object)).toEqual(['__proto__', 'constructor']);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});
