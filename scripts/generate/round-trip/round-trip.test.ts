/** What a generated class read it writes again as it was: random schemas, random JSON, one compile. */
import fc from 'fast-check';
import { literal } from '../apex/text';
import { runApex } from '../http/local-org.testing';
import { canonical, schemaSet, valueOf } from './schemas.testing';

const SEED = 20261;
const TYPES = 40;
const VALUES_A_TYPE = 8;

/** Fields that are called as what generated code calls its variables. */
const LISTS = { type: 'array', items: { type: 'array', items: { type: 'integer' } } };
const LOCALS = {
  type: 'object',
  properties: Object.fromEntries(['values1', 'JSON', 'made1', 'key1', 'now1', 'each1'].map((name) => [name, LISTS])),
};

test('writes again what it read, whatever the schema and the value', async () => {
  const [random = {}] = fc.sample(schemaSet(TYPES), { seed: SEED, numRuns: 1 });
  const schemas: typeof random = { ...random, Locals: LOCALS };
  const document = {
    openapi: '3.1.0',
    info: { title: 'Random', version: '1' },
    paths: paths(schemas),
    components: { schemas },
  };
  const cases = Object.entries(schemas).flatMap(([name, schema]) =>
    fc.sample(valueOf(schemas, schema), { seed: SEED, numRuns: VALUES_A_TYPE }).map((json) => ({ name, json })),
  );

  const written = await runApex(document, (names) =>
    cases.map(({ name, json }) => {
      const apexType = names.type(`#/components/schemas/${name}`).name;
      return `throw new CourierException(
        ((CourierApiObject) CourierJson.read(CourierJson.parse(${literal(json)}), ${apexType}.class)).toJson());`;
    }),
  );

  const differing = cases.flatMap(({ name, json }, index) => {
    const text = written[index] ?? '';
    return isSame(json, text) ? [] : [{ schema: JSON.stringify(schemas[name]), json, text }];
  });
  expect(differing).toEqual([]);
}, 120_000);

function isSame(before: string, after: string): boolean {
  try {
    return canonical(before) === canonical(after);
  } catch {
    // It is what Apex threw.
    return false;
  }
}

/** A type is generated where an operation reaches it. */
function paths(schemas: object): object {
  return Object.fromEntries(
    Object.keys(schemas).map((name) => [
      `/${name}`,
      {
        get: {
          operationId: `get${name}`,
          tags: ['All'],
          responses: {
            200: {
              description: '',
              content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
            },
          },
        },
      },
    ]),
  );
}
