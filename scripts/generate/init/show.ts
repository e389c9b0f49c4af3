/** What `generate init` shows of a document: its groups of operations, its problems, and what a choice costs. */
import Table from 'cli-table3';
import { counted } from '../../cli/numbers';
import { print, printError, visible } from '../../cli/output';
import { CLASS_LIMIT, ORG_LIMIT, type Budget } from './budget';
import type { Group } from './groups';
import type { Proposal } from './init';

/** How many classes and problems are shown. */
const SHOWN = 10;

export function show({ read, types, budget }: Proposal): void {
  const { model, problems, warnings } = read;
  const told = [
    ...problems.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`),
    ...warnings,
  ];
  for (const each of told.slice(0, SHOWN)) printError(visible(each));
  if (told.length > SHOWN) printError(`… and ${told.length - SHOWN} more problems of the document`);
  for (const { what, reason } of model.omitted.slice(0, SHOWN)) printError(visible(`${what}: ${reason}`));
  print(
    `${visible(`${model.title} ${model.version}`)}: ${counted(model.operations.length, 'operation')}, ${counted(types, 'type')}`,
  );
  print(budgetTable(budget));
}

function budgetTable({ classes, counted, share }: Budget): string {
  const table = new Table({
    head: ['Class', 'Characters', 'of what it may have'],
    colAligns: ['left', 'right', 'right'],
    style: { head: [], border: [] },
  });
  for (const { name, characters } of classes.slice(0, SHOWN))
    table.push([name, characters.toLocaleString('en-US'), percent((characters / CLASS_LIMIT) * 100)]);
  const rest = classes.slice(SHOWN);
  if (rest.length > 0) {
    const sum = rest.reduce((total, { characters }) => total + characters, 0);
    table.push([`${rest.length} smaller ones`, sum.toLocaleString('en-US'), '']);
  }
  const [all, limit] = [counted, ORG_LIMIT].map((each) => each.toLocaleString('en-US'));
  const advice =
    share > 50
      ? '\nThat is much: choose fewer operations, or cut properties that lead far (see cut in docs/generate.md).'
      : '';
  return `${table.toString()}\nWithout comments ${all} of the ${limit} characters that all Apex of an org may have: ${percent(share)}.${advice}`;
}

function percent(value: number): string {
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} %`;
}

export function showGroups(groups: readonly Group[]): void {
  printError('The document has:');
  for (const { name, operations } of groups) printError(`  ${visible(name)}: ${counted(operations, 'operation')}`);
}
