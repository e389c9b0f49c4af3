/** Imported into a process that is measured: writes the most memory it ever held, in kilobytes, to the file named. */
import { writeFileSync } from 'node:fs';

const file = process.env.COURIER_BENCH_PEAK;
if (file) process.on('exit', () => writeFileSync(file, String(process.resourceUsage().maxRSS)));
