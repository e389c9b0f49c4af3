import { behavioursOf, behavioursPage } from './behaviours';

const PAGE = 'https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_limit.htm';
const CLASS = `@IsTest
private class SoqlRulesBehaviour {
    // ${PAGE} (bounds)
    // What is more is refused.
    @IsTest
    static void should_refuse_more_rows() {
    }

    @IsTest
    static void should_have_a_page() {
    }
}`;

it('says each behaviour of an area with the page directly above it', () => {
  const page = behavioursPage(behavioursOf('SoqlRulesBehaviour', CLASS));
  expect(page).toContain(`## Soql rules\n\n- Refuse more rows — [sforce_limit](${PAGE})\n- Have a page\n`);
});

it('takes no page of a test further up', () => {
  expect(behavioursOf('SoqlRulesBehaviour', CLASS).map(({ page }) => page)).toEqual([PAGE, null]);
});
