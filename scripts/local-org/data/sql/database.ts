/**
 * SQLite, in memory, behind the few things the store needs: prepared statements that are kept, rows as arrays, and a
 * stack of savepoints.
 */
import { Database, type Statement } from 'node-sqlite3-wasm';

/** What a column holds. Integers beyond 2^53 travel as text in rows and as bigint in parameters. */
export type SqlValue = null | number | bigint | string | Uint8Array;

/** A row as JSON carries it. */
export type SqlRow = (null | number | string)[];

/** A savepoint: its depth in the stack, counted from 1. */
export type SavepointMark = number;

/** Told when savepoints move, so that what is known about the database can move along. */
export interface SavepointListener {
  /** Everything since the savepoint was opened is undone; the savepoint itself stays open. */
  rolledBackTo(mark: SavepointMark): void;
  /** The savepoint and those above it are gone; what they did belongs to the level below. */
  released(mark: SavepointMark): void;
}

const STATEMENT_CACHE_SIZE = 512;

/** A statement that wrote. */
interface Write {
  readonly sql: string;
  readonly parameters: SqlValue[];
}

export class SqlDatabase {
  private readonly database = new Database(':memory:');
  private readonly statements = new Map<string, Statement>();
  private readonly listeners: SavepointListener[] = [];
  private openSavepoints = 0;
  /** What stopped a function of ours inside the statement that runs. */
  private failure: unknown = null;
  /** What was written within the open savepoints, as far as it is remembered. */
  private writes: Write[] = [];
  /** How many writes there were when each of the open savepoints was opened. */
  private readonly writesBefore: number[] = [];
  private remembers = false;

  /** Whether writes are remembered from now on, so that {@link setAside} can do them again. */
  set isRemembering(on: boolean) {
    this.remembers = on;
  }

  /** How many savepoints are open. */
  get depth(): number {
    return this.openSavepoints;
  }

  listen(listener: SavepointListener): void {
    this.listeners.push(listener);
  }

  /** Makes a JavaScript function of one or two arguments callable from SQL; within a statement it has to answer the same for the same arguments. */
  define(name: string, implementation: (...values: SqlValue[]) => SqlValue): void {
    const guarded = (...values: SqlValue[]): SqlValue => {
      try {
        return implementation(...values);
      } catch (error) {
        // SQLite keeps nothing of an error but its text.
        this.failure = error;
        throw error;
      }
    };
    // SQLite takes as many arguments as the function declares.
    const declared =
      implementation.length === 1
        ? (only: SqlValue): SqlValue => guarded(only)
        : (first: SqlValue, second: SqlValue): SqlValue => guarded(first, second);
    this.database.function(name, declared, { deterministic: true });
  }

  /** Runs statements that take no parameters and answer nothing. */
  execute(sql: string): void {
    this.database.exec(sql);
  }

  /** Runs one statement; answers the number of rows it changed. */
  run(sql: string, parameters: SqlValue[] = []): number {
    const changes = this.using(sql, (statement) => statement.run(parameters).changes);
    if (this.remembers) this.writes.push({ sql, parameters });
    return changes;
  }

  /** Runs the body without remembering what it writes: it is not what somebody did, and is there for everybody. */
  unremembered(body: () => void): void {
    const before = this.remembers;
    this.remembers = false;
    try {
      body();
    } finally {
      this.remembers = before;
    }
  }

  /**
   * The rows of a statement whose only column is a `json_array(…)`. One text per row crosses from WebAssembly instead
   * of one value per column, which is several times faster.
   */
  rows(sql: string, parameters: SqlValue[] = []): SqlRow[] {
    return this.texts(sql, parameters).map((text) => JSON.parse(text) as SqlRow);
  }

  /** The only column of a statement, as text. */
  texts(sql: string, parameters: SqlValue[] = []): string[] {
    return this.using(sql, (statement) => {
      const texts: string[] = [];
      for (const row of statement.iterate(parameters)) {
        const values: readonly unknown[] = Object.values(row);
        const [only] = values;
        texts.push(typeof only === 'string' ? only : JSON.stringify(only));
      }
      return texts;
    });
  }

  /** What SQLite plans to do, one line a step: for tests and for finding missing indexes. */
  explain(sql: string, parameters: SqlValue[] = []): string[] {
    const statement = this.database.prepare(`EXPLAIN QUERY PLAN ${sql}`);
    try {
      return statement.all(parameters).map((row) => String((row as Record<string, SqlValue>).detail));
    } finally {
      statement.finalize();
    }
  }

  /** Opens a savepoint. The first one begins a transaction. */
  savepoint(): SavepointMark {
    this.openSavepoints += 1;
    this.database.exec(`SAVEPOINT s${this.openSavepoints}`);
    this.writesBefore.push(this.writes.length);
    return this.openSavepoints;
  }

  /** Undoes everything since `mark` was opened. It stays open; those above it are gone. */
  rollbackTo(mark: SavepointMark): void {
    this.mustBeOpen(mark);
    this.database.exec(`ROLLBACK TO s${mark}`);
    this.openSavepoints = mark;
    this.writesBefore.length = mark;
    this.writes.length = this.writesBefore[mark - 1]!;
    for (const listener of this.listeners) listener.rolledBackTo(mark);
  }

  /** Closes `mark` and those above it and keeps what was done. */
  release(mark: SavepointMark): void {
    this.mustBeOpen(mark);
    this.database.exec(`RELEASE s${mark}`);
    this.openSavepoints = mark - 1;
    this.writesBefore.length = mark - 1;
    for (const listener of this.listeners) listener.released(mark);
  }

  /**
   * Runs the body as if nothing had been done since `mark` was opened, then does that again. The mark and those above it are open
   * as before. Nobody may write in the body what was written since the mark.
   */
  setAside<T>(mark: SavepointMark, body: () => T): T {
    this.mustBeOpen(mark);
    const first = this.writesBefore[mark - 1]!;
    const writes = this.writes.slice(first);
    const opened = this.writesBefore.slice(mark - 1).map((count) => count - first);
    this.rollbackTo(mark);
    this.release(mark);
    try {
      return body();
    } finally {
      writes.forEach(({ sql, parameters }, index) => {
        for (; opened[0] === index; opened.shift()) this.savepoint();
        this.run(sql, parameters);
      });
      opened.forEach(() => this.savepoint());
    }
  }

  /** Runs the body in a savepoint of its own, which is undone when the body throws or answers `undo`. */
  nested<T>(body: () => { readonly value: T; readonly undo: boolean }): T {
    const mark = this.savepoint();
    let undo = true;
    try {
      const answer = body();
      ({ undo } = answer);
      return answer.value;
    } finally {
      if (undo) this.rollbackTo(mark);
      this.release(mark);
    }
  }

  /** Frees the memory: nothing of it is garbage-collected. */
  close(): void {
    for (const statement of this.statements.values()) statement.finalize();
    this.statements.clear();
    this.database.close();
  }

  private mustBeOpen(mark: SavepointMark): void {
    if (mark < 1 || mark > this.openSavepoints) throw new Error(`savepoint ${mark} is not open`);
  }

  /** A statement that failed is not used again: SQLite repeats the error when it is finalised. */
  private using<T>(sql: string, body: (statement: Statement) => T): T {
    const statement = this.prepared(sql);
    try {
      return body(statement);
    } catch (error) {
      this.statements.delete(sql);
      try {
        statement.finalize();
      } catch {
        // The error that is being thrown already.
      }
      const { failure } = this;
      this.failure = null;
      throw failure ?? error;
    }
  }

  /** Least recently used goes first. Statements are always run to their end, so none that goes is in use. */
  private prepared(sql: string): Statement {
    const known = this.statements.get(sql);
    if (known) {
      this.statements.delete(sql);
      this.statements.set(sql, known);
      return known;
    }
    const statement = this.database.prepare(sql);
    this.statements.set(sql, statement);
    if (this.statements.size > STATEMENT_CACHE_SIZE) {
      const [oldest, least] = this.statements.entries().next().value!;
      this.statements.delete(oldest);
      least.finalize();
    }
    return statement;
  }
}
