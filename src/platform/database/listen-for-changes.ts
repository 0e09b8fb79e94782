import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Client } from 'pg';
import { backoffMs } from './backoff.js';
import { Database } from './database.js';

/** The name of the listening connection in `pg_stat_activity`. */
export const LISTENER = 'tallenne-listener';
/** What the triggers of migration 0010 notify on. */
const CHANNEL = 'tallenne_access';
/** How long connecting, or a statement on the connection, may take. */
const ANSWERS_WITHIN_MS = 5_000;
/** A connection that is lost without a word is found out by asking it something. */
const ASK_EVERY_MS = 30_000;
const ENDS_WITHIN_MS = 1_000;

/** What has changed, as `<table>:<id>`; null where anything may have: notifications may have been missed. */
export type Change = string | null;

/**
 * Hears, on a connection of its own, of changes that other instances have committed. A notification is a hint and can be
 * lost, behind a pooler all of them: whoever must know looks by itself as well.
 */
@Injectable()
export class ListenForChanges implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger('database');
  readonly #listeners: ((change: Change) => void)[] = [];
  readonly #ending = new AbortController();
  #listening = Promise.resolve();

  constructor(private readonly database: Database) {}

  /** Calls `listener` at each change from now on; it must not throw. */
  onChange(listener: (change: Change) => void): void {
    this.#listeners.push(listener);
  }

  onApplicationBootstrap(): void {
    this.#listening = this.#keepListening();
  }

  async onModuleDestroy(): Promise<void> {
    this.#ending.abort();
    await this.#listening;
  }

  async #keepListening(): Promise<void> {
    const { signal } = this.#ending;
    for (let failures = 0; !signal.aborted;) {
      failures = (await this.#listenOnce(signal)) ? 0 : failures + 1;
      await wait(backoffMs(failures, Math.random()), undefined, { signal }).catch(() => undefined);
    }
  }

  /** Listens until the connection is lost or `signal` says so; whether it came to listen at all. */
  async #listenOnce(signal: AbortSignal): Promise<boolean> {
    const client = this.database.dedicated(LISTENER, ANSWERS_WITHIN_MS);
    const ended = Promise.race([lossOf(client), aborted(signal)]);
    const began = await Promise.race([this.#begin(client), ended.then(() => false)]);
    if (began) await askUntil(ended, client);
    if (began && !signal.aborted) this.#logger.warn('the connection that hears of changes is lost; it is made anew');
    await end(client);
    return began;
  }

  /** Whether it listens now. What was missed before is made up for by looking at everything. */
  async #begin(client: Client): Promise<boolean> {
    client.on('notification', ({ payload }) => {
      this.#tell(payload ?? null);
    });
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
    } catch {
      return false;
    }
    this.#tell(null);
    return true;
  }

  #tell(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }
}

/** Settles when the connection is gone, however that comes about. */
function lossOf(client: Client): Promise<void> {
  return new Promise(resolve => {
    for (const event of ['error', 'end'] as const)
      client.on(event, () => {
        resolve();
      });
  });
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}

/** Waits until `ended`, or until the connection does not answer any more. */
async function askUntil(ended: Promise<void>, client: Client): Promise<void> {
  const over = ended.then(() => true);
  for (;;) {
    if (await Promise.race([over, wait(ASK_EVERY_MS, false, { ref: false })])) return;
    try {
      await client.query('select 1');
    } catch {
      return;
    }
  }
}

/** A connection that does not even end is left to its timeouts. */
async function end(client: Client): Promise<void> {
  await Promise.race([client.end().catch(() => undefined), wait(ENDS_WITHIN_MS, undefined, { ref: false })]);
}
