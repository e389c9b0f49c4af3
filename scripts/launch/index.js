#!/usr/bin/env node
/**
 * Starts the command line: `scripts/courier.ts` and all it stands on as one script, made when a source has changed and
 * kept beside what the local org keeps. Hundreds of modules looked up and transpiled one by one are half of a short
 * command. It is JavaScript because nothing has read TypeScript yet.
 */
const { isAscii } = require('node:buffer');
const { existsSync, readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join } = require('node:path');
const { Script } = require('node:vm');
const { cacheFolder } = require('../local-org/project/cache-folder');
const { KeptFiles } = require('./kept-files');
const { Sources } = require('./sources');
const { translateStacks } = require('./stacks');

const SCRIPTS = join(__dirname, '..');
const ENTRY = join(SCRIPTS, 'courier.ts');
/** What the script is called in stacks that the source map does not translate. It need not exist. */
const SCRIPT_NAME = join(SCRIPTS, 'courier.js');
/** Says which packages there are: some are part of the script. */
const PACKAGES = join(SCRIPTS, '..', 'package-lock.json');
/** Packages of one idea that the first steps of every command take: as files of their own each is looked up and compiled. */
const PART_OF_THE_SCRIPT = /^(?:commander|picocolors|picomatch)$/;
/** What Node puts before a module, too. */
const HEAD = '(function (exports, require, module) {';
/** As `ExitCode.internal`. */
const INTERNAL_FAULT = 70;

void start();

async function start() {
  const cache = cacheFolder();
  const seen = join(cache, 'toolchain-seen', `${SCRIPTS.replace(/\W+/g, '-')}.json`);
  const sources = new Sources(SCRIPTS, [PACKAGES].filter(existsSync), seen);
  const kept = new KeptFiles(join(cache, 'toolchain'), sources.fingerprint());
  const code = kept.read('script.js') ?? (await bundle(kept));
  if (code === null) {
    process.exitCode = INTERNAL_FAULT;
    return;
  }
  translateStacks(SCRIPT_NAME, () => kept.read('script.js.map'));
  run(code, kept);
}

/** @returns the script; null when the sources are none, which has then been said */
async function bundle(kept) {
  let outputFiles;
  try {
    ({ outputFiles } = await require('esbuild').build({
      entryPoints: [ENTRY],
      outfile: SCRIPT_NAME,
      bundle: true,
      write: false,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      // Node imports on behalf of modules, not of a script; `require` takes ES modules, too.
      supported: { 'dynamic-import': false },
      sourcemap: 'external',
      sourcesContent: false,
      // Without comments it is ASCII, which is read at once.
      legalComments: 'none',
      minifyWhitespace: true,
      plugins: [
        { name: 'packages', setup: leavePackages },
        { name: 'own place', setup: keepOwnPlace },
      ],
    }));
  } catch {
    // It has named file, line and problem.
    return null;
  }
  const [map, script] = outputFiles;
  kept.write('script.js.map', map.contents);
  kept.write('script.js', script.contents);
  kept.trim();
  return Buffer.from(script.contents);
}

/** Packages load their own files and workers: they stay outside. */
function leavePackages(build) {
  build.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
    kind === 'entry-point' || PART_OF_THE_SCRIPT.test(path) ? undefined : { path, external: true },
  );
}

/** A module of the script finds the files beside its source, on the same line as before. */
function keepOwnPlace(build) {
  build.onLoad({ filter: /\.[jt]s$/ }, ({ path }) => {
    const place = `const __filename = ${JSON.stringify(path)}, __dirname = ${JSON.stringify(join(path, '..'))};`;
    return {
      contents: place + readFileSync(path, 'utf8').replace(/^#!.*/, ''),
      loader: path.endsWith('.ts') ? 'ts' : 'js',
    };
  });
}

/** Compiled code is kept by command: each calls other functions, and V8 keeps those that were called. */
function run(code, kept) {
  const compiled = `code-${/^[a-z-]+$/.exec(process.argv[2])?.[0] ?? 'none'}`;
  const cachedData = kept.read(compiled) ?? undefined;
  const text = code.toString(isAscii(code) ? 'latin1' : 'utf8');
  const script = new Script(`${HEAD}${text}\n})`, { filename: SCRIPT_NAME, columnOffset: -HEAD.length, cachedData });
  if (!cachedData || script.cachedDataRejected)
    process.once('exit', () => kept.write(compiled, script.createCachedData()));
  const made = { exports: {} };
  script.runInThisContext()(made.exports, createRequire(ENTRY), made);
}
