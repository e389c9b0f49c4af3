import { recordOutput } from '../cli/recorded-output.testing';
import { chaosCommand } from './command';

const said = recordOutput();

function run(...words: string[]): Promise<unknown> {
  return chaosCommand()
    .exitOverride()
    .configureOutput({ writeErr: (text) => process.stderr.write(text) })
    .parseAsync(words, { from: 'user' });
}

describe('the command chaos', () => {
  it.each(['foo', '41:', ':3', '41:x', ''])('should_refuse_the_path_%j_that_no_failure_named', async (path) => {
    await expect(run('--path', path)).rejects.toThrow();
    expect(said.errors).toContain('It must be numbers with colons between, as 41:3:0.');
  });

  it('should_replay_one_schedule_when_its_path_is_given', async () => {
    await run('--seed', '3', '--path', '29:0:0');
    expect(said.output).toMatch(
      /^Everything held in 1 schedule: \d+ messages, \d+ requests, \d+ faults \(seed 3\)\.\n$/,
    );
  });
});
