/** Imported into a process that is measured: writes what it used to the file named, when it ends. */
import { writeFileSync } from 'node:fs';

export interface Usage {
  /** Of all its threads. */
  readonly processorSeconds: number;
  /** The most memory it ever held. */
  readonly megabytes: number;
}

const file = process.env.COURIER_BENCH_USAGE;
if (file)
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const usage: Usage = { processorSeconds: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 };
    writeFileSync(file, JSON.stringify(usage));
  });
