/**
 * How Courier's queries reach their rows: by an index, however many messages there are. The indexes are those the platform keeps by
 * itself or that metadata declares; which of them it chooses, and whether a filter is selective enough, only an org can tell.
 *
 * @see https://developer.salesforce.com/docs/platform/salesforce-large-data-volumes-bp/guide/ldv-deployments-infrastructure-indexes.html
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { withPackageOrg } from '../bench/package-org';

const PACKAGE = join(__dirname, '..', '..', 'force-app', 'main');
const QUERY = /\[\s*(SELECT\b[^\]]*\bFROM CourierMessage__c\b[^\]]*)\]/g;

/** The queries of messages in the package's Apex, with something in the place of what is bound. */
function queries(): [string, string][] {
  const classes = readdirSync(PACKAGE, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.cls'));
  return classes.flatMap((file) =>
    [...readFileSync(join(PACKAGE, file), 'utf8').matchAll(QUERY)].map(([, soql]): [string, string] => [
      soql!
        .replace(/\s+/g, ' ')
        .replace(/\bIN :[\w.]+/g, "IN ('x', 'y')")
        .replace(/LIMIT :[\w.]+/g, 'LIMIT 100')
        .replace(/(<|<=|>|>=) :[\w.]+/g, '$1 2026-11-25T10:00:00Z')
        .replace(/(Epoch__c) = :[\w.]+/g, '$1 = 1')
        .replace(/= :[\w.]+/g, "= 'x'")
        .replace(/\b(Id(?: NOT)?) IN \('x', 'y'\)/g, "$1 IN ('a00000000000001', 'a00000000000002')")
        .replace(/\bId = 'x'/g, "Id = 'a00000000000001'")
        .trim(),
      file,
    ]),
  );
}

it('should reach messages by an index in every query', () => {
  const all = queries();
  expect(all.length).toBeGreaterThan(15);
  const scans = withPackageOrg([], (org) =>
    all.flatMap(([soql, file]) => {
      const plan = org.explain(soql);
      return plan.some((step) => step.startsWith('SCAN t')) ? [`${file}: ${soql}: ${plan.join('; ')}`] : [];
    }),
  );
  expect(scans).toEqual([]);
});

it('should find what is old by the day it was made and look at no row twice to sort it', () => {
  const [ended] = queries().find(([soql]) => soql.includes('ORDER BY CreatedDate'))!;
  const plan = withPackageOrg([], (org) => org.explain(ended)).join('; ');
  expect(plan).toContain('USING INDEX CourierMessage__c.CreatedDate (CreatedDate<?)');
  expect(plan).not.toContain('TEMP B-TREE');
});
