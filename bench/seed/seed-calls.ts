import pg from 'pg';
import { SEED_STATEMENTS } from './seed-statements.js';

/** What the calls are spread over. */
export interface SeedOptions {
  /** How many calls: each one contact with its caller and one recording. */
  readonly recordings: number;
  /** Staff ids of people with accounts, who took their share of the calls. */
  readonly agentIds: readonly string[];
  readonly ingestedBy: string;
}

/**
 * Fills an empty database with calls of the last weeks, as rows only: their personal fields are random bytes of the
 * right size and have no keys, and there is no audio. Ends with `vacuum analyze`, so that the database is in the state
 * in which its own upkeep leaves it.
 * @param ownerUrl how the database is reached as its owner
 */
export async function seedCalls(ownerUrl: string, options: SeedOptions): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`set timezone = 'UTC'`);
    for (const { text, values } of SEED_STATEMENTS) await client.query(text, values(options));
    await client.query('vacuum (analyze)');
  } finally {
    await client.end();
  }
}
