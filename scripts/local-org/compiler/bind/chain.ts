/**
 * Safe navigation. `a?.b().c` is null when `a` is, whatever follows: the chain is cut, not only the next step.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_SafeNavigationOperator.htm
 */
import type { BodyContext } from './context';
import { typed, type Typed } from './typed';

/** A value inside a chain: it is computed only if none of the guards holds. */
export interface Link {
  readonly value: Typed;
  /** JavaScript conditions; when one is true the whole chain is null. */
  readonly guards: readonly string[];
}

export function link(value: Typed, guards: readonly string[] = []): Link {
  return { value, guards };
}

/** The receiver of `?.`: kept in a temporary, tested before what follows. */
export function guarded(target: Link, context: BodyContext): Link {
  const temporary = context.temporary();
  return {
    value: { ...target.value, js: temporary, nonNull: true },
    guards: [...target.guards, `(${temporary}=${target.value.js})===null`],
  };
}

/** The value of the whole chain. */
export function closeChain({ value, guards }: Link): Typed {
  if (guards.length === 0) return value;
  return typed(`(${guards.join('||')}?null:${value.js})`, value.type, { isStatement: value.isStatement });
}
