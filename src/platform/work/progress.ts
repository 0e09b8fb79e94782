import type { Clock } from '../../kernel/clock.js';
import type { Database, Statement } from '../database/index.js';
import type { WorkKind } from './long-work.entity.js';

/** What is begun, and for whom. */
export interface BegunWork {
  readonly kind: WorkKind;
  /** Who waits for it; null: the house itself. */
  readonly ownerId: string | null;
  /** The id of what it is about, such as a case. */
  readonly about?: string;
}

/** Says how far work is. @param total null where nobody knows before the end */
export type Reached = (done: number, total?: number | null) => void;

/** What takes less time than this leaves no row. */
const MOMENT_MS = 1_000;
/** A row is written so often at most, and so often also when the work says nothing. */
const WRITTEN_EVERY_MS = 500;
const ALIVE_EVERY_MS = 20_000;
const FORGOTTEN_AFTER_MS = 24 * 3_600_000;

/** How far one piece of work is: written now and then, never waited for, and of no consequence to the work. */
export class Progress {
  #done = 0;
  #total: number | null = null;
  #writing: Promise<unknown> = Promise.resolve();
  #isWriting = false;
  #isBegun = false;
  #writtenAt = 0;
  readonly #first: NodeJS.Timeout;
  #alive: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly work: BegunWork & { readonly id: string },
  ) {
    this.#first = setTimeout(() => {
      this.#begin();
    }, MOMENT_MS).unref();
  }

  reached(done: number, total: number | null = null): void {
    this.#done = done;
    this.#total = total;
    if (this.#isBegun && performance.now() - this.#writtenAt >= WRITTEN_EVERY_MS) this.#write();
  }

  /** The last word; what never had a row needs none. */
  async end(failed: boolean): Promise<void> {
    clearTimeout(this.#first);
    clearInterval(this.#alive);
    if (!this.#isBegun) return;
    await this.#writing;
    await this.#attempt(() =>
      this.database.query(END, [this.work.id, this.#done, this.#total, this.clock.now(), failed]),
    );
  }

  #begin(): void {
    this.#isBegun = true;
    const { id, kind, ownerId, about = '' } = this.work;
    this.#writing = this.#attempt(async () => {
      const now = this.clock.now();
      await this.database.query(FORGET, [new Date(now.getTime() - FORGOTTEN_AFTER_MS)]);
      await this.database.query(BEGIN, [id, kind, ownerId, about, this.#done, this.#total, now]);
    });
    this.#alive = setInterval(() => {
      this.#write();
    }, ALIVE_EVERY_MS).unref();
  }

  /** One at a time: what comes meanwhile is told by the next. */
  #write(): void {
    if (this.#isWriting) return;
    this.#isWriting = true;
    this.#writtenAt = performance.now();
    this.#writing = this.#writing
      .then(() =>
        this.#attempt(() => this.database.query(REACHED, [this.work.id, this.#done, this.#total, this.clock.now()])),
      )
      .finally(() => {
        this.#isWriting = false;
      });
  }

  async #attempt(write: () => Promise<unknown>): Promise<void> {
    try {
      await write();
    } catch {
      // Nobody sees how far it is; the work itself goes on.
    }
  }
}

const FORGET: Statement = {
  name: 'long-work-forget',
  text: 'delete from long_work where seen_at < $1',
};

const BEGIN: Statement = {
  name: 'long-work-begin',
  text: `
    insert into long_work (id, kind, owner_id, about, done, total, began_at, seen_at)
    values ($1, $2, $3, $4, $5, $6, $7, $7)`,
};

const REACHED: Statement = {
  name: 'long-work-reached',
  text: 'update long_work set done = $2, total = $3, seen_at = $4 where id = $1 and ended_at is null',
};

const END: Statement = {
  name: 'long-work-end',
  text: 'update long_work set done = $2, total = $3, seen_at = $4, ended_at = $4, failed = $5 where id = $1',
};
