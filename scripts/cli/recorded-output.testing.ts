/** For tests of commands: what they write is kept instead of written. */
import { stripVTControlCharacters } from 'node:util';

export interface RecordedOutput {
  /** Standard output of the running test, without colours. */
  output: string;
  /** Standard error, likewise. */
  errors: string;
}

/** Keeps what each test of the file writes from now on. */
export function recordOutput(): RecordedOutput {
  const said: RecordedOutput = { output: '', errors: '' };
  const keep = (stream: NodeJS.WriteStream, as: keyof RecordedOutput): void => {
    said[as] = '';
    jest.spyOn(stream, 'write').mockImplementation((text) => {
      said[as] += stripVTControlCharacters(String(text));
      return true;
    });
  };
  beforeEach(() => {
    keep(process.stdout, 'output');
    keep(process.stderr, 'errors');
  });
  afterEach(() => jest.restoreAllMocks());
  return said;
}
