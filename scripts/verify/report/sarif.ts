/**
 * The report for code hosts: SARIF 2.1.0.
 *
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
import type { Finding } from '../finding';
import type { Verification } from '../run';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
/** What paths are relative to: whoever reads the log knows where the project is. */
const ROOT = 'PROJECTROOT';

/** Makes a log with one run: its rules, its findings and the checkers that could not run. */
export function sarifReport({ findings, checkers }: Verification): object {
  const rules = [...new Set(findings.map(({ rule }) => rule))].sort();
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Courier verify', rules: rules.map((id) => ruleOf(id, findings)) } },
        // Columns as JavaScript and every editor protocol count them.
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [ROOT]: { description: { text: 'The folder of sfdx-project.json.' } } },
        invocations: [
          {
            executionSuccessful: checkers.every(({ stop }) => stop === null),
            toolExecutionNotifications: checkers.flatMap(({ name, stop }) =>
              stop
                ? [{ level: 'error', message: { text: `${name} could not run: ${stop.message} ${stop.remedy}` } }]
                : [],
            ),
          },
        ],
        results: findings.map((each) => resultOf(each, rules.indexOf(each.rule))),
      },
    ],
  };
}

function ruleOf(id: string, findings: readonly Finding[]): object {
  const [checker = id, rule = id] = id.split('/');
  const remedy = findings.find((each) => each.rule === id)?.remedy ?? '';
  return {
    id,
    shortDescription: { text: `${rule.replace(/-/g, ' ')} (${checker})` },
    help: { text: remedy },
    defaultConfiguration: { level: 'error' },
  };
}

function resultOf({ file, line, column, rule, message, remedy }: Finding, ruleIndex: number): object {
  return {
    ruleId: rule,
    ruleIndex,
    level: 'error',
    message: { text: `${message} ${remedy}`.trim() },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: ROOT },
          region: { startLine: line, startColumn: column },
        },
      },
    ],
  };
}
