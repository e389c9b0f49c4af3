/** Required by a process that is measured: writes what it used to the file named, when it ends. */
const { writeFileSync } = require('node:fs');

const file = process.env.COURIER_BENCH_USAGE;
if (file)
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const usage = { processorSeconds: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 };
    writeFileSync(file, JSON.stringify(usage));
  });
