/** One run of the demo in a process of its own: prints its figures and the process's peak memory as JSON. */
import { print } from '../cli/output';
import { runDemo } from '../demo/run';

async function main([orders, seed]: readonly string[]): Promise<void> {
  const { figures } = await runDemo({ orders: Number(orders), seed: Number(seed) });
  print(JSON.stringify({ figures, peakKilobytes: process.resourceUsage().maxRSS }));
}

void main(process.argv.slice(2));
