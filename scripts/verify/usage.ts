/** What a checker costs: time, and with `--timings` processor time and memory. */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** Tells a run which processes a checker started. */
export interface Meter {
  /** Counts another process as part of the checker, until it ends. */
  watch(pid: number): void;
}

export interface Usage {
  /** On the clock. */
  readonly seconds: number;
  /** Of all processors; null where it cannot be told: that of other processes is known on Linux only. */
  readonly cpuSeconds: number | null;
  /** Highest resident memory: of the checker's own process, or of this one up to its end. Null as above. */
  readonly peakMegabytes: number | null;
}

/** A measurement under way. */
export interface OpenUsage extends Meter {
  /** Whether the checker started a process of its own. */
  readonly isElsewhere: boolean;
  end(): Usage;
}

/** Begins to measure. @param measured whether to look at other processes, which costs a thread each */
export function startUsage(measured: boolean): OpenUsage {
  const began = performance.now();
  const cpuBefore = process.cpuUsage();
  const watched: Watch[] = [];
  let isElsewhere = false;
  return {
    get isElsewhere() {
      return isElsewhere;
    },
    watch(pid) {
      isElsewhere = true;
      if (measured && process.platform === 'linux') watched.push(watch(pid));
    },
    end() {
      const seconds = (performance.now() - began) / 1000;
      if (!isElsewhere) {
        const { user, system } = process.cpuUsage(cpuBefore);
        return { seconds, cpuSeconds: (user + system) / 1e6, peakMegabytes: process.resourceUsage().maxRSS / 1024 };
      }
      if (watched.length === 0) return { seconds, cpuSeconds: null, peakMegabytes: null };
      const seen = watched.map((each) => each.stop());
      return {
        seconds,
        cpuSeconds: seen.reduce((sum, each) => sum + each.cpuSeconds, 0),
        peakMegabytes: Math.max(...seen.map((each) => each.peakMegabytes)),
      };
    },
  };
}

interface Watch {
  stop(): { readonly cpuSeconds: number; readonly peakMegabytes: number };
}

/** A thread of its own looks, because checkers keep this one busy for seconds. */
function watch(pid: number): Watch {
  const seen = new Float64Array(new SharedArrayBuffer(16));
  const worker = new Worker(join(__dirname, 'process-usage.js'), { workerData: { pid, seen } });
  worker.unref();
  return {
    stop() {
      void worker.terminate();
      return { cpuSeconds: seen[0] ?? 0, peakMegabytes: seen[1] ?? 0 };
    },
  };
}
