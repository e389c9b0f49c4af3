/** Generates documents one after another in a process of its own: prints what it cost as JSON. */
import { print } from '../cli/output';
import { corpusDocuments } from '../generate/corpus/documents';
import { generateDocument } from '../generate/corpus/gate';
import { commentsOf } from './comments';

/** As `npm run corpus` without one. */
const SEED = 1;

/** @param sample how many documents by seed beside the chosen ones */
async function main([sample]: readonly string[]): Promise<void> {
  const documents = corpusDocuments({ all: false, sample: Number(sample), seed: SEED });
  const totals = { documents: 0, operations: 0, characters: 0, comments: 0 };
  for (const document of documents) {
    const { operations, shipped } = await generateDocument(document, 'Bench', () => false);
    totals.documents++;
    totals.operations += operations;
    for (const { text } of shipped) {
      totals.characters += text.length;
      totals.comments += commentsOf(text);
    }
  }
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const usage = {
    seconds: performance.now() / 1000,
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    peakMegabytes: maxRSS / 1024,
  };
  print(JSON.stringify({ ...totals, ...usage }));
}

void main(process.argv.slice(2));
