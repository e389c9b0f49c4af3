/** What a static query selects, or its problems, in the words of the schema. */
import { checkSoql, describeSelect } from '../../data/soql/check';
import type { SoqlQuery } from '../../data/soql/query';
import type { ApexType } from '../../values/types';
import type { BodyContext } from './context';

export type Selection = { readonly kind: 'count' } | { readonly kind: 'rows'; readonly rowType: ApexType };

/** Types a query; null after reporting what does not fit the schema. */
export function selectionOf(query: SoqlQuery, context: BodyContext): Selection | null {
  const { types } = context;
  const problems = checkSoql(query, types.schema);
  for (const each of problems) context.report(each.at, each.message, 'query');
  if (query.access === 'securityEnforced' && context.init.apiVersion >= 67) {
    context.report(
      query.at,
      'WITH SECURITY_ENFORCED is not supported in API version 67.0 and later. Use WITH USER_MODE.',
      'security-enforced',
    );
    return null;
  }
  if (problems.length > 0) return null;
  const { kind, object } = describeSelect(query, types.schema);
  if (kind === 'count') return { kind };
  const rowType = kind === 'aggregate' ? types.lookup('AggregateResult') : types.sobject(object.name);
  return { kind: 'rows', rowType: rowType ?? types.sobjectBase };
}
