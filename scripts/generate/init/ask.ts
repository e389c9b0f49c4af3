/** Asks in a terminal. */
import { counted } from '../../cli/numbers';
import { visible } from '../../cli/output';
import type { Group } from './groups';

/** What a person is asked; null is an answer that ends it. */
export interface Asker {
  prefix(proposal: string, check: (prefix: string) => string | undefined): Promise<string | null>;
  groups(groups: readonly Group[]): Promise<readonly Group[] | null>;
  /** Whether to write the configuration, to choose again, or to leave it. */
  decision(): Promise<'write' | 'again' | null>;
}

/** Loaded when there is somebody to ask. */
export async function terminalAsker(): Promise<Asker> {
  const { isCancel, multiselect, select, text } = await import('@clack/prompts');
  const answered = <T>(answer: T): Exclude<T, symbol> | null =>
    isCancel(answer) ? null : (answer as Exclude<T, symbol>);
  return {
    prefix: async (proposal, check) =>
      answered(
        await text({
          message: 'What should names of generated classes begin with?',
          initialValue: proposal,
          validate: (value) => check(value ?? ''),
        }),
      ),
    groups: async (groups) => {
      const names = answered(
        await multiselect({
          message: 'Which operations do you need? Space chooses, enter goes on.',
          options: groups.map(({ name, operations }) => ({
            value: name,
            label: visible(name),
            hint: counted(operations, 'operation'),
          })),
          required: true,
          maxItems: 15,
        }),
      );
      return names && groups.filter(({ name }) => names.includes(name));
    },
    decision: async () => {
      const answer = answered(
        await select({
          message: 'Write this into the configuration?',
          options: [
            { value: 'write', label: 'Yes' },
            { value: 'again', label: 'Choose other operations' },
            { value: 'leave', label: 'No' },
          ],
        }),
      );
      return answer === 'write' || answer === 'again' ? answer : null;
    },
  };
}
