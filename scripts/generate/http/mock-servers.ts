/** A process of its own with a mock server for each document it is told: the local org waits for answers and could give none. */
import { createLogger } from '@stoplight/prism-core';
import { getHttpOperationsFromSpec } from '@stoplight/prism-http';
import { createServer } from '@stoplight/prism-http-server';

process.once('message', (files: readonly string[]) => {
  Promise.all(files.map(serve)).then(
    (addresses) => process.send?.(addresses),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});
process.once('disconnect', () => process.exit());

async function serve(file: string): Promise<string> {
  const server = createServer(await getHttpOperationsFromSpec(file), {
    cors: false,
    config: {
      isProxy: false,
      validateRequest: true,
      validateResponse: false,
      checkSecurity: false,
      errors: false,
      upstreamProxy: undefined,
      mock: { dynamic: false },
    },
    components: { logger: createLogger('mock', { level: 'silent' }) },
  });
  return server.listen(0, '127.0.0.1');
}
