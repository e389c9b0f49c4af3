/** The rules PMD holds Apex to: few, about security, bulk and complexity, each with its reason. */

export interface PmdRule {
  /** `<category>/<rule>` as PMD names it: https://docs.pmd-code.org/pmd-doc-7.26.0/pmd_rules_apex.html */
  readonly name: string;
  /** What to do about a finding, and so why the rule is here. */
  readonly remedy: string;
  /** Settings other than PMD's own, by property. */
  readonly properties?: Readonly<Record<string, string>>;
}

export const PMD_RULES: readonly PmdRule[] = [
  // Security
  { name: 'security/ApexBadCrypto', remedy: 'Use Crypto.generateAesKey and a random initialisation vector.' },
  { name: 'security/ApexDangerousMethods', remedy: 'Leave it out: it switches a protection of the platform off.' },
  { name: 'security/ApexInsecureEndpoint', remedy: 'Call over https.' },
  { name: 'security/ApexOpenRedirect', remedy: 'Redirect to addresses the code knows, not to what a caller passes.' },
  { name: 'security/ApexSharingViolations', remedy: 'Say with, without or inherited sharing on the class.' },
  { name: 'security/ApexSOQLInjection', remedy: 'Bind the value, or pass it to Database.queryWithBinds.' },
  { name: 'security/ApexSuggestUsingNamedCred', remedy: 'Leave credentials to a named credential.' },
  { name: 'security/ApexXSSFromEscapeFalse', remedy: 'Escape what is shown.' },
  { name: 'security/ApexXSSFromURLParam', remedy: 'Escape what comes from a request before it is used.' },
  {
    name: 'errorprone/ApexCSRF',
    remedy: 'Change data on a request of the user, not when a page or controller is made.',
  },
  { name: 'errorprone/AvoidHardcodingId', remedy: 'Look the record up: Ids differ from org to org.' },
  { name: 'errorprone/InaccessibleAuraEnabledGetter', remedy: 'Make the getter public: components cannot read it.' },
  // Bulk
  { name: 'performance/OperationWithLimitsInLoop', remedy: 'Gather in the loop, do it once after it.' },
  { name: 'performance/OperationWithHighCostInLoop', remedy: 'Do it once before the loop.' },
  { name: 'performance/AvoidNonRestrictiveQueries', remedy: 'Give the query a WHERE or a LIMIT.' },
  { name: 'errorprone/AvoidDirectAccessTriggerMap', remedy: 'Go over Trigger.new: there may be 200 records.' },
  { name: 'bestpractices/AvoidLogicInTrigger', remedy: 'Call a class: a trigger cannot be tested apart.' },
  // What fails without a word
  {
    name: 'errorprone/EmptyCatchBlock',
    remedy: 'Say in a comment why nothing is to be done, or do it.',
    properties: { allowCommentedBlocks: 'true' },
  },
  {
    name: 'errorprone/AvoidStatefulDatabaseResult',
    remedy: 'Keep what you need of it: the result itself cannot be serialised.',
  },
  { name: 'errorprone/OverrideBothEqualsAndHashcode', remedy: 'Declare the other one, too: sets and maps need both.' },
  { name: 'errorprone/TestMethodsMustBeInTestClasses', remedy: 'Move it to a class with @IsTest.' },
  { name: 'bestpractices/ApexUnitTestShouldNotUseSeeAllDataTrue', remedy: 'Make the test its own data.' },
  { name: 'bestpractices/UnusedLocalVariable', remedy: 'Remove it.' },
  // Complexity: one measure, the one that counts what a reader has to keep in mind
  { name: 'design/CognitiveComplexity', remedy: 'Take a part out into a method with a name.' },
  { name: 'design/AvoidDeeplyNestedIfStmts', remedy: 'Return early, or take the inner part out.' },
];

/**
 * What a reader may miss, and why it is not here: these contradict how this project works, or say what another checker
 * says better.
 */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  'security/ApexCRUDViolation':
    'Courier reads and writes its own rows in system mode on purpose; that each statement says its access mode is a policy.',
  'bestpractices/QueueableWithoutFinalizer':
    'An alarm or a drain holds nothing a finalizer could save: the watchdog makes up for it. The worker has one, held by tests.',
  'bestpractices/ApexUnitTestClassShouldHaveAsserts':
    'It does not see assertions in helper methods, where many of ours are.',
  'bestpractices/ApexUnitTestClassShouldHaveRunAs': 'Only tests about access need another user.',
  'design/CyclomaticComplexity': 'Counts flat guard clauses like nested branches; CognitiveComplexity does not.',
  'design/ExcessiveParameterList': 'Its threshold is four; constructors of values have more.',
  'performance/AvoidDebugStatements': 'A matter of taste that costs nothing a deployment or a user would notice.',
};

/** The rules as PMD reads them. Source: https://docs.pmd-code.org/pmd-doc-7.26.0/pmd_userdocs_making_rulesets.html */
export function ruleSetXml(rules: readonly PmdRule[]): string {
  const references = rules.map(({ name, properties = {} }) => {
    const [category, rule] = name.split('/');
    const settings = Object.entries(properties).map(([key, value]) => `<property name="${key}" value="${value}"/>`);
    return `<rule ref="category/apex/${category}.xml/${rule}"><properties>${settings.join('')}</properties></rule>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<ruleset name="verify" xmlns="http://pmd.sourceforge.net/ruleset/2.0.0">
<description>Security, bulk, complexity</description>
${references.join('\n')}
</ruleset>
`;
}
