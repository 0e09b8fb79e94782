import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Operation } from './measure.js';

/** About what the leaf of an event takes. */
const LEAF_BYTES = 600;

/** The cheapest durable trace that PostgreSQL can be asked for: a row, a commit, on one connection. */
export class RawInserts {
  private constructor(
    private readonly client: pg.Client,
    private readonly leafBytes: number,
  ) {}

  /** Connects as the owner, and makes a table with a primary key and nothing else. */
  static async open(ownerUrl: string, leafBytes = LEAF_BYTES): Promise<RawInserts> {
    const client = new pg.Client({ connectionString: ownerUrl, options: '-c synchronous_commit=on' });
    await client.connect();
    await client.query(
      'create table if not exists bench_insert (id uuid primary key, at timestamptz not null, leaf bytea not null)',
    );
    return new RawInserts(client, leafBytes);
  }

  readonly insert: Operation = async () => {
    const values = [randomUUID(), new Date(), randomBytes(this.leafBytes)];
    const startedAtMs = performance.now();
    await this.client.query({ ...INSERT, values });
    return performance.now() - startedAtMs;
  };

  close(): Promise<void> {
    return this.client.end();
  }
}

const INSERT = { name: 'bench-insert', text: 'insert into bench_insert (id, at, leaf) values ($1, $2, $3)' };
