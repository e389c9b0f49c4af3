/** The page that says, behaviour by behaviour, which documentation a test in Apex holds the local org to. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const CLASSES = join(__dirname, '..', 'behaviour', 'force-app', 'classes');
const TEST = /((?:^ *\/\/.*\n)*)^ *@IsTest(?:\(.*\))?\n *static void (\w+)\(/gim;
const PAGE = /https:\/\/\S+/;

/** A test method and the page of the documentation directly above it, where there is one. */
export interface Behaviour {
  readonly area: string;
  readonly method: string;
  readonly page: string | null;
}

/** @returns every test method of one class of behaviours, in the order of the source */
export function behavioursOf(className: string, source: string): Behaviour[] {
  const area = words(className.replace(/Behaviour$/, ''));
  return [...source.matchAll(TEST)].map(([, comments = '', method = '']) => ({
    area,
    method,
    page: PAGE.exec(comments)?.[0] ?? null,
  }));
}

/** @returns every test method of the project of behaviours, by the names of its classes */
export function behaviours(): Behaviour[] {
  return readdirSync(CLASSES)
    .filter((file) => file.endsWith('Behaviour.cls'))
    .sort()
    .flatMap((file) => behavioursOf(file.replace('.cls', ''), readFileSync(join(CLASSES, file), 'utf8')));
}

export function behavioursPage(all: readonly Behaviour[]): string {
  const areas = [...new Set(all.map((each) => each.area))];
  const head = `# What the local org is held to

Generated from the Apex tests of \`scripts/local-org/behaviour\` by \`npm run support\`; a test fails when this page is stale or a
behaviour has no page of the documentation. Never edit it by hand.

Each behaviour stands here as its test says it, with the page it follows. What is held by no test in Apex stands in
[local-org.md](local-org.md).`;
  const sections = areas.map((area) => {
    const lines = all.filter((each) => each.area === area).map(line);
    return `## ${area}\n\n${lines.join('\n')}`;
  });
  return `${[head, ...sections].join('\n\n')}\n`;
}

function line({ method, page }: Behaviour): string {
  const says = sentence(method);
  return page === null ? `- ${says}` : `- ${says} — [${titleOf(page)}](${page})`;
}

/** `should_put_nulls_first` says "Put nulls first". */
function sentence(method: string): string {
  const text = method.replace(/^should_/, '').replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `SoqlRules` is "Soql rules". */
function words(name: string): string {
  return name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function titleOf(page: string): string {
  const { pathname, searchParams } = new URL(page);
  return (searchParams.get('id') ?? pathname.split('/').at(-1) ?? pathname).replace(/\.htm.*$/, '');
}
