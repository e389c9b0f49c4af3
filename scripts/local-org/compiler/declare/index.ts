/** Declares the project's types: from syntax trees to completed {@link ApexType}s, with every class-level check. */
import type { ProblemCollector } from '../problems';
import type { TypeTable } from '../type-table';
import type { Declarations, SourceUnit } from './model';

export type * from './model';

/**
 * Declares all units at once: types may refer to each other in any order. Types are added to the table.
 *
 * @param units every class, trigger and anonymous block of the program
 * @param table where library and schema types come from and the project's types go
 * @param problems takes everything found wrong; declarations are completed as far as they make sense
 */
export function declare(_units: readonly SourceUnit[], _table: TypeTable, _problems: ProblemCollector): Declarations {
  throw new Error('declare: body follows');
}
