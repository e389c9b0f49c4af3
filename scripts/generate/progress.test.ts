/** Progress: on a terminal, and nowhere else. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordOutput } from '../cli/recorded-output.testing';
import { disposeProjects, project } from '../local-org/runner/project.test.helper';
import { generateCommand } from './command';
import { Progress } from './progress';

const said = recordOutput();

afterEach(disposeProjects);

function shown(isTTY: boolean, isWanted: boolean): string {
  let written = '';
  const progress = new Progress(isWanted, { isTTY, write: (text) => (written += text) });
  progress.say('reading api.json');
  progress.say('writing');
  progress.end();
  return written;
}

test('takes one line of a terminal and gives it back', () => {
  const clear = '\r\u001b[K';
  expect(shown(true, true)).toBe(`${clear}reading api.json …${clear}writing …${clear}`);
});

test.each([
  ['what is no terminal', false, true],
  ['those who asked for JSON', true, false],
])('writes nothing for %s', (_, isTTY, isWanted) => expect(shown(isTTY, isWanted)).toBe(''));

test.each([[[]], [['--json']]])('leaves the errors of a run in a pipe empty: %j', async (more: string[]) => {
  const { folder } = project();
  const document = {
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1' },
    paths: { '/a': { get: { operationId: 'a', responses: { 204: { description: '' } } } } },
  };
  writeFileSync(join(folder, 'shop.json'), JSON.stringify(document));
  const args = ['--all', '--prefix', 'Shop', '--output', join(folder, 'shop'), '--metadata', join(folder, 'beside')];
  await generateCommand()
    .exitOverride()
    .parseAsync([join(folder, 'shop.json'), ...args, ...more], { from: 'user' });
  expect(said.errors).toBe('');
});
