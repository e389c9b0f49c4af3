/** Generates some documents in a process of its own: prints what it cost as JSON. */
import { print } from '../cli/output';
import { allDocuments, chosenDocuments } from '../generate/corpus/documents';
import { generateDocument } from '../generate/corpus/gate';

async function main([name = '']: readonly string[]): Promise<void> {
  const documents = name === 'corpus' ? allDocuments() : chosenDocuments().filter((each) => each.name === name);
  const totals = { documents: 0, operations: 0, characters: 0 };
  for (const document of documents) {
    const { operations, characters } = await generateDocument(document, 'Bench');
    totals.documents++;
    totals.operations += operations;
    totals.characters += characters;
  }
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  print(JSON.stringify({ ...totals, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMegabytes: maxRSS / 1024 }));
}

void main(process.argv.slice(2));
