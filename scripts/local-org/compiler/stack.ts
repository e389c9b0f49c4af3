/**
 * From JavaScript stacks to Apex stacks. V8 takes note of where it is when an error is made; which Apex line and method
 * that is, is looked up only when somebody asks.
 */
import type { ApexFrame } from '../values/errors';
import type { EffectiveSharing } from './declare/model';
import type { Frame } from './emit/module';

/** What of a module a stack needs. */
export interface LineMap {
  readonly lines: readonly number[];
  readonly frames: readonly number[];
  readonly frameTable: readonly Frame[];
}

/** How many JavaScript frames V8 keeps: library frames between Apex ones count too. */
const STACK_DEPTH = 150;

/** Beginning of the file names of emitted scripts. */
export const SCRIPT_SCHEME = 'apex:';

interface Located {
  readonly frame: Frame;
  readonly line: number;
}

export class StackMapper {
  private readonly scripts = new Map<string, LineMap>();
  private readonly known = new WeakMap<object, readonly Located[]>();

  constructor() {
    Error.stackTraceLimit = Math.max(Error.stackTraceLimit, STACK_DEPTH);
  }

  /** Makes a script known by its file name. */
  add(fileName: string, map: LineMap): void {
    this.scripts.set(fileName, map);
  }

  /** The Apex frames of an error, innermost first. Column is always 1, as Salesforce mostly prints it. */
  apexStack(error: object): readonly ApexFrame[] {
    return this.locate(error).map(({ frame, line }) => ({ where: frame.name, line, column: 1 }));
  }

  /**
   * The sharing mode of the code that runs, where its class leaves it to the caller: the nearest class with a mode of
   * its own decides; where there is none, `inherited` is with sharing and no keyword (API 66 and before) without.
   * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_keywords_sharing.htm
   */
  callerSharing(): 'with' | 'without' {
    let last: EffectiveSharing = 'inherited';
    for (const { frame } of this.locate(new Error())) {
      if (frame.sharing === 'with' || frame.sharing === 'without') return frame.sharing;
      last = frame.sharing;
    }
    return last === 'omitted' ? 'without' : 'with';
  }

  private locate(error: object): readonly Located[] {
    const before = this.known.get(error);
    if (before) return before;
    const found = this.frames(callSites(error));
    this.known.set(error, found);
    return found;
  }

  private frames(sites: readonly Site[]): readonly Located[] {
    const found: Located[] = [];
    // A function inside a method (`runAs`, a query's variables) is no frame of its own, but knows the line better.
    let inner: Located | null = null;
    for (const site of sites) {
      const map = this.scripts.get(site.file);
      const frame = map?.frameTable[map.frames[site.line - 1] ?? -1];
      if (!map || !frame) continue;
      const line = map.lines[site.line - 1] ?? 0;
      if (site.isNested) {
        inner ??= { frame, line };
        continue;
      }
      found.push(inner?.frame === frame ? inner : { frame, line });
      inner = null;
    }
    return found;
  }
}

interface Site {
  readonly file: string;
  readonly line: number;
  readonly isNested: boolean;
}

/** The call sites V8 kept with an error. */
function callSites(error: object): readonly Site[] {
  let sites: readonly Site[] | null = null;
  const hook: { prepareStackTrace?: unknown } = Error;
  const before = hook.prepareStackTrace;
  Error.prepareStackTrace = (_, trace) => {
    sites = trace.map((each) => ({
      file: each.getFileName() ?? '',
      line: each.getLineNumber() ?? 0,
      isNested: !each.getFunctionName(),
    }));
    return '';
  };
  try {
    const { stack } = error as { readonly stack?: string };
    return sites ?? parsed(stack ?? '');
  } finally {
    hook.prepareStackTrace = before;
  }
}

/** Somebody has read the stack before: V8 then has the text alone. */
function parsed(stack: string): readonly Site[] {
  const found: Site[] = [];
  for (const [, name, file, line] of stack.matchAll(/^\s+at (?:(.*) \()?(apex:[^\n]*?):(\d+):\d+\)?$/gm)) {
    found.push({ file: file ?? '', line: Number(line), isNested: !name });
  }
  return found;
}
