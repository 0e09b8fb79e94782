import pg from 'pg';
import { POLICY_VERSION } from '../../src/kernel/policy-version.js';
import { INSERT_SEED_EVENTS } from './seed-log-statements.js';

/**
 * A batch of events behind the end of a log, which is integrated again and again: before each time the log goes back to
 * where it ended. Nobody but the owner of a database could do that to a log, after lifting what guards it.
 */
export class SeedLogBatch {
  private constructor(
    private readonly client: pg.Client,
    private readonly size: number,
  ) {}

  /** Inserts the events. @param ownerUrl how the database is reached as its owner */
  static async add(ownerUrl: string, events: number): Promise<SeedLogBatch> {
    const client = new pg.Client({ connectionString: ownerUrl });
    await client.connect();
    await client.query(`set timezone = 'UTC'`);
    for (const statement of LIFT_GUARDS) await client.query(statement);
    await client.query('create table bench_head as select * from audit_head');
    const { rows } = await client.query<{ size: string }>('select size from bench_head');
    const size = Number(rows[0]?.size);
    await client.query(INSERT_SEED_EVENTS, [size + 1, size + events, size + events, POLICY_VERSION]);
    await client.query('create table bench_batch as select event_id from audit_pending');
    await client.query('vacuum (analyze) audit_event');
    return new SeedLogBatch(client, size);
  }

  /** The log ends before the batch, which is pending; what that left behind is cleared away. */
  readonly makePending = async (): Promise<void> => {
    await this.client.query('begin');
    await this.client.query('delete from audit_leaf where index >= $1', [this.size]);
    await this.client.query('delete from audit_tile where (index + 1) * 256::bigint ^ (level + 1) > $1', [this.size]);
    for (const statement of GO_BACK) await this.client.query(statement);
    await this.client.query('commit');
    await this.client.query('vacuum audit_leaf, audit_tile, audit_head, audit_pending');
  };

  close(): Promise<void> {
    return this.client.end();
  }
}

const LIFT_GUARDS = ['audit_leaf', 'audit_tile', 'audit_head'].map(
  table => `alter table ${table} disable trigger user`,
);

const GO_BACK = [
  `update audit_head h set size = b.size, root = b.root, checkpoint = b.checkpoint, signed_at = b.signed_at from bench_head b`,
  'delete from audit_pending',
  'insert into audit_pending select event_id from bench_batch',
];
