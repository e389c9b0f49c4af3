#!/usr/bin/env node
/**
 * Starts the command line: `scripts/courier.ts` and all it stands on as one script, made when a source has changed and
 * kept beside what the local org keeps. Hundreds of modules looked up and transpiled one by one are half of a short
 * command. It is JavaScript because nothing has read TypeScript yet.
 */
const { createHash } = require('node:crypto');
const { readdirSync, readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join, relative } = require('node:path');
const { Script } = require('node:vm');
const { cacheFolder } = require('../local-org/project/cache-folder');
const { KeptFiles } = require('./kept-files');
const { translateStacks } = require('./stacks');

const SCRIPTS = join(__dirname, '..');
const ENTRY = join(SCRIPTS, 'courier.ts');
/** What the script is called in stacks that the source map does not translate. It need not exist. */
const SCRIPT_NAME = join(SCRIPTS, 'courier.js');
const SOURCE = /(?<!\.test)\.([cm]?[jt]s|json)$/;
/** As `ExitCode.internal`. */
const INTERNAL_FAULT = 70;

void start();

async function start() {
  const kept = new KeptFiles(join(cacheFolder(), 'toolchain'), fingerprint());
  const code = kept.read('script.js') ?? (await bundle(kept));
  if (code === null) {
    process.exitCode = INTERNAL_FAULT;
    return;
  }
  translateStacks(SCRIPT_NAME, () => kept.read('script.js.map'));
  run(code, kept);
}

/** Changes with every byte of every source, and with what makes the script. */
function fingerprint() {
  const hash = createHash('sha256').update(`${SCRIPTS}\0${require('esbuild/package.json').version}\0`);
  const files = readdirSync(SCRIPTS, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && SOURCE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) {
    const content = readFileSync(file);
    hash.update(`${relative(SCRIPTS, file)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex').slice(0, 32);
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
      // Packages load their own files and workers.
      packages: 'external',
      // Node imports on behalf of modules, not of a script; `require` takes ES modules, too.
      supported: { 'dynamic-import': false },
      sourcemap: 'external',
      sourcesContent: false,
      plugins: [{ name: 'own place', setup: keepOwnPlace }],
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
  const script = new Script(`(function (exports, require, module) {${code.toString('utf8')}\n})`, {
    filename: SCRIPT_NAME,
    cachedData,
  });
  if (!cachedData || script.cachedDataRejected)
    process.once('exit', () => kept.write(compiled, script.createCachedData()));
  const made = { exports: {} };
  script.runInThisContext()(made.exports, createRequire(ENTRY), made);
}
