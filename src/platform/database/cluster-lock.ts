import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { messageOf } from './embedded-error-facts.js';
import { StartRefused } from './embedded-start-refused.js';

/**
 * The right to run the embedded cluster of one data folder, held by one process at a time. It is SQLite's lock on the
 * file `postgres.lock`: the kernel gives it back when the process ends, however it ends, so it is never stale and two
 * simultaneous starts cannot both get it. A pid file could not promise either.
 */
export class ClusterLock {
  readonly #database: DatabaseSync;

  private constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Takes the lock; throws `StartRefused` while another process has it. */
  static acquire(dataDir: string): ClusterLock {
    const database = new DatabaseSync(join(dataDir, 'postgres.lock'));
    try {
      database.exec('PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    } catch (error) {
      database.close();
      throw messageOf(error).includes('database is locked') ? inUse(dataDir, error) : error;
    }
    return new ClusterLock(database);
  }

  release(): void {
    if (this.#database.isOpen) this.#database.close();
  }
}

function inUse(dataDir: string, cause: unknown): StartRefused {
  return new StartRefused(
    `Another Tallenne is running on ${dataDir}: stop it first, or set TALLENNE_DATA_DIR to another folder.`,
    { cause },
  );
}
