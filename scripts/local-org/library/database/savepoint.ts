import { current } from '../../platform/current';
import type { Savepoint } from '../../platform/services';
import { nullArgument } from '../../values/errors';
import { libraryClass, type MemberTable } from '../declare';
import { PlatformObject } from '../platform-object';

/** A `System.Savepoint`. */
class SavepointObject extends PlatformObject {
  protected readonly typeName = 'System.Savepoint';

  constructor(readonly savepoint: Savepoint) {
    super();
  }
}

function savepointOf(value: SavepointObject | null): Savepoint {
  if (!value) throw nullArgument();
  return value.savepoint;
}

/** `System.Savepoint`. */
export const savepointClass = libraryClass('System.Savepoint', {});

/** Members of `System.Database`: savepoints. */
export const SAVEPOINT_MEMBERS: MemberTable = {
  'static System.Savepoint setSavepoint()': () => new SavepointObject(current().database.setSavepoint()),
  'static void rollback(System.Savepoint savepoint)': (value: SavepointObject | null) =>
    current().database.rollback(savepointOf(value)),
  'static void releaseSavepoint(System.Savepoint savepoint)': (value: SavepointObject | null) =>
    current().database.release(savepointOf(value)),
};
