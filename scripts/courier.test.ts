/** The command line as a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

test('output that nobody reads to its end is no fault', async () => {
  const command = spawn(process.execPath, [join(__dirname, 'launch'), '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
  command.stdout.destroy();
  const ended = once(command, 'close');
  expect([await text(command.stderr), ...((await ended) as unknown[])]).toEqual(['', 0, null]);
});
