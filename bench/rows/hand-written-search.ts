import pg from 'pg';
import { columnTypes } from '../../src/platform/database/column-types.js';
import type { Operation } from '../harness/measure.js';
import { listSql } from './hand-written-list.js';

/** The search that a good programmer writes by hand for a person who sees everything, its index values known; no rules, no event; prepared, on one connection. */
export class HandWrittenSearch {
  private constructor(
    private readonly client: pg.Client,
    private readonly contacts: number,
    private readonly values: readonly Buffer[],
  ) {}

  /** @param contactIds of the calls that are looked for: their index values are read beforehand */
  static async open(applicationUrl: string, contactIds: readonly string[]): Promise<HandWrittenSearch> {
    const client = new pg.Client({ connectionString: applicationUrl });
    await client.connect();
    const text = 'select distinct value from party_index where contact_id = any($1)';
    const { rows } = await client.query<{ value: Buffer }>(text, [contactIds]);
    const values = rows.map(({ value }) => value);
    return new HandWrittenSearch(client, contactIds.length, values);
  }

  readonly search: Operation = async () => {
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Helsinki' }).format();
    const startedAtMs = performance.now();
    const { rows } = await this.client.query({ ...SEARCH, values: [today, this.values], types: columnTypes });
    if (rows.length !== this.contacts) throw new Error(`the hand-written search has ${rows.length} rows`);
    return performance.now() - startedAtMs;
  };

  close(): Promise<void> {
    return this.client.end();
  }
}

const SEARCH = {
  name: 'bench-search',
  text: listSql('contact_id = any(array(select contact_id from party_index where value = any($2::bytea[])))'),
};
