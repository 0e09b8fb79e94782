import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const LOOK_EVERY_MS = 50;
const PATIENCE_MS = 60_000;

/**
 * Waits until the jobs of a log have done what recorded events leave to be done, so that none of it falls on others.
 * Throws when that takes a minute.
 */
export async function waitForRest(applicationUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: applicationUrl });
  await client.connect();
  try {
    const endsAtMs = performance.now() + PATIENCE_MS;
    while (!(await isAtRest(client))) {
      if (performance.now() > endsAtMs) throw new Error('the jobs of the log do not come to rest');
      await sleep(LOOK_EVERY_MS);
    }
  } finally {
    await client.end();
  }
}

async function isAtRest(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ rest: boolean }>(AT_REST);
  return rows[0]?.rest === true;
}

/** Everything is integrated, and copied where a copy is kept. */
const AT_REST = `
  select not exists (select from audit_pending)
     and not exists (select from audit_copy c join audit_head h on c.size < h.size) as rest`;
