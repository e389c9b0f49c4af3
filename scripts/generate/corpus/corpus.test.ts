/** Forty documents of the corpus on every run of the tests; all of them by `npm run corpus`. */
import { chosenDocuments, sampledDocuments } from './documents';
import type { GeneratedFile } from '../output/file';
import { compiled, generateDocument, linted, parsed } from './gate';

/** Small enough to be compiled in some seconds. */
const LARGEST = 12_000;

describe('the corpus', () => {
  const results: (readonly GeneratedFile[])[] = [];

  beforeAll(async () => {
    const documents = [
      ...chosenDocuments().filter(({ bytes }) => bytes < LARGEST),
      ...sampledDocuments(40, 40, LARGEST),
    ].slice(0, 40);
    for (const [index, document] of documents.entries())
      results.push((await generateDocument(document, `D${index}x`)).classes);
  }, 60_000);

  it('generates Apex that the linter has nothing against and the compiler takes', () => {
    expect(results).toHaveLength(40);
    const classes = results.flat();
    const trees = parsed(classes);
    expect(linted(classes, trees)).toEqual([]);
    expect(compiled(trees)).toEqual([]);
  }, 120_000);

  it('generates the same again', async () => {
    const [document] = sampledDocuments(1, 40, LARGEST);
    if (!document) throw new Error('The corpus is empty.');
    const [first, second] = [await generateDocument(document, 'Same'), await generateDocument(document, 'Same')];
    expect(second.classes).toEqual(first.classes);
  });
});
