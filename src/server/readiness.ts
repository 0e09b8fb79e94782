import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { LogGate } from '../audit/index.js';
import { MIGRATION_NAMES } from '../mikro-orm.config.js';
import { BlobStore } from '../platform/blobs/blob-store.js';
import { KeyRing } from '../platform/crypto/key-ring.js';
import { SharedRun } from '../platform/crypto/shared-run.js';
import { Database, Standby, type Statement } from '../platform/database/index.js';

/** What an instance cannot do its work without. */
export const PARTS = ['database', 'standby', 'migrations', 'key-ring', 'blob-store', 'log'] as const;
export type Part = (typeof PARTS)[number];

/** A part that does not answer for so long is not there. */
const ANSWERED_WITHIN_MS = 3000;

/**
 * Looks whether each part is there by using it. Whoever asks while somebody looks shares the next look: anybody may ask, and
 * nobody makes work by asking often.
 */
@Injectable()
export class Readiness {
  readonly #looks = new SharedRun(() => this.#look());

  constructor(
    private readonly database: Database,
    private readonly standby: Standby,
    private readonly keyRing: KeyRing,
    private readonly blobs: BlobStore,
    private readonly gate: LogGate,
  ) {}

  /** The parts that are not ready, in the order of {@link PARTS}; empty where everything is. */
  missing(): Promise<Part[]> {
    return this.#looks.join();
  }

  async #look(): Promise<Part[]> {
    const uses: Record<Part, () => Promise<boolean>> = {
      database: () => this.#asked(ANY, []),
      standby: () => this.standby.isThere(),
      migrations: () => this.#asked(UNAPPLIED, [MIGRATION_NAMES]),
      'key-ring': async () => (await this.keyRing.days()).length >= 0,
      'blob-store': async () => !(await this.blobs.exists(randomUUID())),
      log: () => Promise.resolve(!this.gate.isLateByItself()),
    };
    const ready = await Promise.all(PARTS.map(part => isThere(uses[part])));
    return PARTS.filter((_part, place) => ready[place] === false);
  }

  async #asked(statement: Statement, values: readonly unknown[]): Promise<boolean> {
    const [row] = await this.database.query<{ ready: boolean }>(statement, values, { timeoutMs: ANSWERED_WITHIN_MS });
    return row?.ready === true;
  }
}

async function isThere(use: () => Promise<boolean>): Promise<boolean> {
  const waiting = new AbortController();
  try {
    return await Promise.race([use(), after(ANSWERED_WITHIN_MS, false, { signal: waiting.signal, ref: false })]);
  } catch {
    return false; // why stands in the output of whoever needs the part
  } finally {
    waiting.abort();
  }
}

const ANY: Statement = { name: 'ready', text: 'select true as ready' };

/** A newer instance may have brought migrations that this one does not know; all of its own must be there. */
const UNAPPLIED: Statement = {
  name: 'ready-migrations',
  text: `
    select not exists (select from unnest($1::text[]) wanted (name)
      where not exists (select from mikro_orm_migrations m where m.name = wanted.name)) as ready`,
};
