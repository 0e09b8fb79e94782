import { setTimeout as wait } from 'node:timers/promises';

const LOOK_EVERY_MS = 10;

interface Wait {
  readonly waits: string;
  readonly holds: string;
  readonly query: string;
}

/** Looks again and again who waits for a lock that another application's connection holds. */
export class LockWaits {
  /** How often it has looked. */
  looks = 0;
  readonly #seen = new Map<string, Wait>();
  #stopped = false;
  readonly #looking: Promise<void>;

  /** @param prefix of the names of the applications that are told apart */
  constructor(
    private readonly sql: <Row extends object>(text: string, values?: readonly unknown[]) => Promise<Row[]>,
    private readonly prefix: string,
  ) {
    this.#looking = this.#look();
  }

  /** What was seen, each once. */
  async stop(): Promise<Wait[]> {
    this.#stopped = true;
    await this.#looking;
    return [...this.#seen.values()];
  }

  async #look(): Promise<void> {
    while (!this.#stopped) {
      for (const seen of await this.sql<Wait>(WAITS, [this.prefix])) this.#seen.set(JSON.stringify(seen), seen);
      this.looks += 1;
      await wait(LOOK_EVERY_MS);
    }
  }
}

const WAITS = `
  select w.application_name as waits, h.application_name as holds, left(w.query, 200) as query
  from pg_stat_activity w, unnest(pg_blocking_pids(w.pid)) as blocking (pid) join pg_stat_activity h on h.pid = blocking.pid
  where w.datname = current_database() and w.wait_event_type = 'Lock' and w.application_name like $1 || '%'
    and h.application_name like $1 || '%' and h.application_name <> w.application_name`;
