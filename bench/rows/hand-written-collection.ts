import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { columnTypes } from '../../src/platform/database/column-types.js';
import type { Operation } from '../harness/measure.js';

/** About what a search, an entry of the journal and the leaf of an event take. */
const ROW_BYTES = [250, 700, 600];

/**
 * The collection of a person's calls that a good programmer writes by hand: the case locked, the calls looked up by values that are known
 * already, what the case knows of them, and the rows that say so, in one transaction on one connection; no rules, nothing sealed.
 */
export class HandWrittenCollection {
  private constructor(
    private readonly client: pg.Client,
    private readonly caseId: string,
    private readonly values: readonly Buffer[],
  ) {}

  /** @param contactIds of the calls that are looked for: their index values are read beforehand */
  static async open(ownerUrl: string, caseId: string, contactIds: readonly string[]): Promise<HandWrittenCollection> {
    const client = new pg.Client({ connectionString: ownerUrl, options: '-c synchronous_commit=on' });
    await client.connect();
    await client.query(
      'create table if not exists bench_insert (id uuid primary key, at timestamptz not null, leaf bytea not null)',
    );
    const { rows } = await client.query<{ value: Buffer }>(
      'select distinct value from party_index where contact_id = any($1)',
      [contactIds],
    );
    return new HandWrittenCollection(
      client,
      caseId,
      rows.map(({ value }) => value),
    );
  }

  readonly collect: Operation = async () => {
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Helsinki' }).format();
    const startedAtMs = performance.now();
    await this.client.query('begin');
    await this.client.query({ ...LOCK, values: [this.caseId] });
    const found = await this.client.query({ ...CALLS, values: [today, this.values], types: columnTypes });
    await this.client.query({ ...KNOWN, values: [this.caseId] });
    for (const bytes of ROW_BYTES) {
      await this.client.query({ ...INSERT, values: [randomUUID(), new Date(), randomBytes(bytes)] });
    }
    await this.client.query('commit');
    const tookMs = performance.now() - startedAtMs;
    if (found.rows.length !== 50) throw new Error(`the hand-written collection has ${found.rows.length} rows`);
    return tookMs;
  };

  close(): Promise<void> {
    return this.client.end();
  }
}

const LOCK = { name: 'bench-lock', text: 'select * from rights_case where id = $1 for update' };
const KNOWN = { name: 'bench-known', text: 'select * from rights_recording where case_id = $1' };
const INSERT = { name: 'bench-insert', text: 'insert into bench_insert (id, at, leaf) values ($1, $2, $3)' };
const CALLS = {
  name: 'bench-calls',
  text: `
    select id, contact_id, ended_at, queue from recording
    where due_on >= $1 and contact_id = any(array(
      select contact_id from contact_party
      where kind = 'caller' and id = any(array(select party_id from party_index where value = any($2::bytea[])))))
    order by ended_at desc, id desc limit 2001`,
};
