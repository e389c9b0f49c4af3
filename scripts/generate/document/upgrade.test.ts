/** The library says what 3.1 is; the walk here does the same with less. */
import { readFileSync } from 'node:fs';
import { upgrade } from '@scalar/openapi-upgrader';
import fc from 'fast-check';
import { chosenDocuments } from '../corpus/documents';
import type { JsonObject } from './json';
import { upgraded30 } from './upgrade';

const NAMES = [
  'xero.com/xero_accounting',
  'apple.com/app-store-connect',
  'docker.com/engine',
  'ebay.com/sell-fulfillment',
  'figshare.com',
  'googleapis.com/drive',
  'netbox.dev',
  'spotify.com',
];

function byLibrary(text: string): JsonObject {
  return { ...upgrade(JSON.parse(text) as JsonObject, '3.1'), openapi: '3.1.1' };
}

test.each(NAMES)('%s becomes what the library makes of it', (name) => {
  const text = readFileSync(chosenDocuments().find((each) => each.name === name)?.file ?? '', 'utf8');
  expect(JSON.parse(text)).toMatchObject({ openapi: expect.stringMatching(/^3\.0/) as string });
  expect(upgraded30(JSON.parse(text) as JsonObject)).toEqual(byLibrary(text));
});

/** Keys that the way to a value is judged by, and those that change. */
const KEY = fc.constantFrom(
  ...[
    'components',
    'schemas',
    'properties',
    'items',
    'itemSchema',
    'content',
    'application/octet-stream',
    'text/plain',
  ],
  ...['examples', 'example', 'x-webhooks', 'webhooks', 'paths', 'a'],
);
const SCHEMA = {
  type: fc.constantFrom<unknown>('string', 'number', 'object', ['string', 'null']),
  format: fc.constantFrom('binary', 'byte', 'base64', 'date'),
  nullable: fc.boolean(),
  minimum: fc.constantFrom(0, 1),
  maximum: fc.constantFrom(8, 9),
  exclusiveMinimum: fc.constantFrom(true, false, 3),
  exclusiveMaximum: fc.constantFrom(true, false, 3),
  example: fc.constantFrom('one', 1, null),
};
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'large', withCrossShrink: true },
    fc.record(SCHEMA, { requiredKeys: [] }),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc
      .tuple(fc.dictionary(KEY, tie('tree'), { maxKeys: 4 }), fc.record(SCHEMA, { requiredKeys: [] }))
      .map(([inner, schema]) => ({ ...schema, ...inner })),
  ),
}));

test('anything becomes what the library makes of it, and stays as it was itself', () => {
  const documents = fc
    .dictionary(KEY, tree, { maxKeys: 4 })
    .map((rest) => JSON.stringify({ openapi: '3.0.3', ...rest }));
  fc.assert(
    fc.property(documents, (text) => {
      const document = JSON.parse(text) as JsonObject;
      expect(upgraded30(document)).toEqual(byLibrary(text));
      expect(JSON.stringify(document)).toBe(text);
    }),
    { seed: 20261, numRuns: 2_000 },
  );
});
