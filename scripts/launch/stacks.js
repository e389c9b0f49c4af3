/** Stacks of the script name the TypeScript it was made of. */
const { SourceMap } = require('node:module');
const { resolve } = require('node:path');

/**
 * Node's own translation knows modules, not a script that was compiled with what V8 had kept of it.
 *
 * @param script the name of the script's file
 * @param readMap its source map, or null; asked for when the first stack is read
 */
function translateStacks(script, readMap) {
  let map;
  Error.prepareStackTrace = (error, frames) => {
    map ??= parse(readMap());
    return [String(error), ...frames.map((frame) => `    at ${translated(frame, script, map)}`)].join('\n');
  };
}

function parse(content) {
  return content === null ? null : new SourceMap(JSON.parse(content.toString('utf8')));
}

function translated(frame, script, map) {
  const text = String(frame);
  if (map === null || frame.getFileName() !== script) return text;
  const found = map.findEntry(frame.getLineNumber() - 1, frame.getColumnNumber() - 1);
  if (!found.originalSource) return text;
  const source = resolve(script, '..', found.originalSource);
  const place = `${source}:${found.originalLine + 1}:${found.originalColumn + 1}`;
  const here = `${script}:${frame.getLineNumber()}:${frame.getColumnNumber()}`;
  return text.replace(here, () => place);
}

module.exports = { translateStacks };
