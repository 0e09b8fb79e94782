import { Injectable } from '@nestjs/common';
import { THE_COMMAND_LINE } from '../../access/index.js';
import { AuditTrail } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { BlobStore } from '../../platform/blobs/blob-store.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import { Database, firstRow, type Statement } from '../../platform/database/index.js';
import { emptinessOf, type Emptiness, type Left } from './emptiness.js';
import { reasonToKeep } from './what-stays.js';

/** Counts what is left after a controller has left and everything is over, and puts the result on record. */
@Injectable()
export class ProveEmpty {
  constructor(
    private readonly database: Database,
    private readonly blobs: BlobStore,
    private readonly keyRing: KeyRing,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<Emptiness> {
    const found = [...(await this.#tables()), ...(await this.#blobs()), ...(await this.#keys())];
    const proved = emptinessOf(found, this.clock.now());
    await this.#record(proved, found);
    return proved;
  }

  async #record({ isEmpty, sha256 }: Emptiness, found: readonly Left[]): Promise<void> {
    const wrong = found.filter(({ reason }) => reason === null);
    await this.trail.recordAlone({
      action: 'emptiness.proved',
      actor: THE_COMMAND_LINE,
      ...(isEmpty ? {} : { outcome: 'failed', reason: 'not-empty' }),
      facts: { sha256, left: Object.fromEntries(wrong.map(({ what, count }) => [what, count])) },
    });
  }

  async #tables(): Promise<Left[]> {
    const tables = await this.database.query<{ name: string }>(TABLES);
    const left: Left[] = [];
    for (const { name } of tables) {
      const { count } = firstRow(await this.database.query<{ count: number }>(countOf(name)));
      if (count > 0) left.push({ what: `table ${name}`, count, reason: reasonToKeep(name) });
    }
    return left;
  }

  async #blobs(): Promise<Left[]> {
    let count = 0;
    // eslint-disable-next-line @typescript-eslint/no-unused-vars -- they are counted
    for await (const _blob of this.blobs.list()) count += 1;
    return count > 0 ? [{ what: 'blobs', count, reason: null }] : [];
  }

  /** The only wrappings that may stay are those of the log's texts, one a month. */
  async #keys(): Promise<Left[]> {
    const months = new Set((await this.database.query<{ id: string }>(MONTHS)).map(({ id }) => id));
    let [texts, others] = [0, 0];
    for (const day of await this.keyRing.days()) {
      for await (const unit of this.keyRing.unitsOf(day)) {
        if (months.has(unit)) texts += 1;
        else others += 1;
      }
    }
    return [
      { what: 'keys of the log’s texts', count: texts, reason: reasonToKeep('audit_text') },
      ...(others > 0 ? [{ what: 'other keys', count: others, reason: null }] : []),
    ];
  }
}

const TABLES: Statement = {
  name: 'prove-empty-tables',
  text: `
    select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    and c.relname not like 'mikro_orm%' and not c.relispartition order by 1`,
};

const MONTHS: Statement = { name: 'prove-empty-months', text: 'select unit_id as id from audit_month' };

/** The name is one of the catalogue's own. */
function countOf(table: string): Statement {
  return { name: `prove-empty-${table}`, onceOnly: true, text: `select count(*)::int as count from "${table}"` };
}
