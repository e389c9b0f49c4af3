/** What the TypeScript compiler says of generated types, in strict mode. */
import { join } from 'node:path';
import ts from 'typescript';

const HERE = join(__dirname, '..');

/** Of the compiler's own library, the same for every test. */
const libraryFiles = new Map<string, ts.SourceFile | undefined>();

/** Definitions are libraries to the compiler, which would pass them over with skipLibCheck; they are what is under test. */
const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: [],
};

/**
 * Compiles sources that exist in memory alone.
 *
 * @param sources text by file name; `.d.ts` files are checked like all others
 * @returns one line a complaint
 */
export function complaints(sources: Readonly<Record<string, string>>): string[] {
  const host = ts.createCompilerHost(OPTIONS);
  const own = new Map(Object.entries(sources).map(([name, text]) => [join(HERE, name), text]));
  const program = ts.createProgram([...own.keys()], OPTIONS, {
    ...host,
    getSourceFile(name, ...rest) {
      const text = own.get(name);
      if (text !== undefined) return ts.createSourceFile(name, text, ts.ScriptTarget.ES2022);
      if (!libraryFiles.has(name)) libraryFiles.set(name, host.getSourceFile(name, ...rest));
      return libraryFiles.get(name);
    },
    fileExists: (name) => own.has(name) || host.fileExists(name),
    readFile: (name) => own.get(name) ?? host.readFile(name),
  });
  return [...program.getOptionsDiagnostics(), ...[...own.keys()].flatMap((name) => of(program, name))].map(
    ({ file, messageText }) =>
      `${file ? file.fileName.slice(HERE.length + 1) : ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
  );
}

function of(program: ts.Program, name: string): readonly ts.Diagnostic[] {
  const file = program.getSourceFile(name);
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
}
