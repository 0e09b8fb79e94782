import pg from 'pg';
import { POLICY_VERSION } from '../../src/kernel/policy-version.js';
import { INSERT_SEED_EVENTS } from './seed-log-statements.js';

/** Events of one statement: its claims do not walk over many dead rows before the upkeep has cleared them away. */
const SLICE = 50_000;

/**
 * Fills an empty log with `events` events of the last weeks, about as long as those that a day's work leaves, and has
 * the product build the tree. Ends with `vacuum analyze`.
 * @param ownerUrl how the database is reached as its owner
 * @param integrate gives what is pending its place in the tree; resolves to how many events that were
 */
export async function seedLog(ownerUrl: string, events: number, integrate: () => Promise<number>): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`set timezone = 'UTC'`);
    for (let first = 1; first <= events; first += SLICE) {
      const last = Math.min(first + SLICE - 1, events);
      await client.query(INSERT_SEED_EVENTS, [first, last, events, POLICY_VERSION]);
      await client.query('vacuum (analyze) audit_event, audit_leaf, audit_pending');
      const integrated = await integrate();
      if (integrated !== last - first + 1) throw new Error(`${integrated} seeded events came into the tree`);
    }
    await client.query('vacuum (analyze)');
  } finally {
    await client.end();
  }
}
