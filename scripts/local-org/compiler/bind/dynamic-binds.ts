/**
 * Variables that dynamic queries and searches name: `Database.query('… WHERE Id IN :ids')` sees what stands around the
 * call. The call gets a closure that finds them by name, run only if the query has such a name.
 */
import type { ExpressionOf } from '../ast';
import { quote } from '../emit/text';
import type { MethodMember } from '../../values/types';
import type { BodyContext } from './context';
import { readInstance, readStatic } from './fields';
import type { Typed } from './typed';

const QUERYING: ReadonlySet<string> = new Set([
  'query',
  'countquery',
  'getquerylocator',
  'getcursor',
  'getpaginationcursor',
]);

/** The call, with the variables in scope at hand where the method takes the text of a query. */
export function withDynamicBinds(
  member: MethodMember,
  expression: ExpressionOf<'call'>,
  args: readonly Typed[],
  call: Typed,
  context: BodyContext,
): Typed {
  const isSearch = member.owner === context.types.lookupQualified('System.Search');
  if (!isSearch && member.owner !== context.types.lookupQualified('System.Database')) return call;
  const name = member.name.toLowerCase();
  // As with `[SELECT …]`, a record may be assigned the only row.
  if (name === 'querywithbinds') return { ...call, rowType: context.types.sobjectBase };
  if (!QUERYING.has(name) || args[0]?.type !== context.types.string) return call;
  const bound = name === 'query' && !isSearch ? { ...call, rowType: context.types.sobjectBase } : call;
  const [text] = expression.arguments;
  if (text?.kind === 'literal' && text.literal.type === 'string' && !text.literal.value.includes(':')) return bound;
  return { ...bound, js: `F.withBinds(${resolver(context)},()=>${call.js})` };
}

function resolver(context: BodyContext): string {
  const cases = new Map<string, string>();
  const at = { line: context.line, column: 1 };
  for (let type = context.enclosing; type; type = type.outer) {
    for (let each: typeof type | null = type; each; each = each.superType) {
      for (const [name, member] of each.members.fields) {
        if (cases.has(name) || !context.resolver.isReadable(member, context.scope) || member.implementation) continue;
        if (member.isStatic) cases.set(name, readStatic(member, context, at).js);
        else if (type === context.enclosing && !context.init.isStatic)
          cases.set(name, readInstance('this', member, context, at).js);
      }
    }
  }
  for (const local of context.locals.visible()) cases.set(local.name.toLowerCase(), local.js);
  const body = [...cases].map(([name, js]) => `case ${quote(name)}:return ${js};`).join('');
  return `n=>{switch(n){${body}}}`;
}
