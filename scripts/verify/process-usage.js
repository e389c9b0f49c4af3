/**
 * Looks at a process of Linux until it has ended: processor seconds and highest resident megabytes so far, written to
 * `seen`. A thread: nothing else in here may wait.
 */
const { readFileSync } = require('node:fs');
const { workerData } = require('node:worker_threads');

/** What the kernel counts in, whatever the machine (proc(5), sysconf(_SC_CLK_TCK)). */
const TICKS_A_SECOND = 100;
const EVERY_MILLISECONDS = 50;

const { pid, seen } = workerData;
const pause = new Int32Array(new SharedArrayBuffer(4));

function look() {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The fields after the name, which may hold anything but ends at the last bracket: the first is the state.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    seen[0] = (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
    const peak = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    if (peak) seen[1] = Number(peak[1]) / 1024;
    return fields[0] !== 'Z';
  } catch {
    return false;
  }
}

while (look()) Atomics.wait(pause, 0, 0, EVERY_MILLISECONDS);
