import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { runningCluster } from '../../src/platform/database/cluster-urls.js';
import type { RunFolders } from './server-process.js';

/** Longer than any start, scan or verification takes on a machine that is shared with others. */
const LONGEST_MS = 600_000;
const ASKED_WITHIN_MS = 10_000;

/** A step that never ends is a fault as any other: nothing else would tell it from a slow machine. */
export class Standstill extends Error {}

/**
 * Does one step of a run. @throws Standstill where it has not ended after so long, with who waits for whom in the database: without
 * it a run that stands still would say no more than that its time is over.
 */
export async function step<T>(
  name: string,
  folders: RunFolders,
  work: Promise<T>,
  longestMs: number = LONGEST_MS,
): Promise<T> {
  const ended = new AbortController();
  const over = sleep(longestMs, null, { signal: ended.signal }).then(async () => {
    throw new Standstill(`${name} stands still: ${await whoWaits(folders)}`);
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    over.catch(() => undefined); // it is told to stop by the next line
    ended.abort();
  }
}

/** What each connection to the embedded PostgreSQL does, without the values of its statement. */
async function whoWaits({ data }: RunFolders): Promise<string> {
  const urls = await runningCluster(data).catch(() => null);
  if (!urls) return 'PostgreSQL does not run';
  const limits = { connectionTimeoutMillis: ASKED_WITHIN_MS, query_timeout: ASKED_WITHIN_MS };
  const client = new pg.Client({ connectionString: urls.ownerUrl, ...limits });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query(ACTIVITY);
    return JSON.stringify(rows);
  } catch (error) {
    return `PostgreSQL does not say: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    await client.end().catch(() => undefined);
  }
}

const ACTIVITY = `
  select pid, application_name, state, wait_event_type, wait_event, pg_blocking_pids(pid) as behind, left(query, 120) as query,
    round(extract(epoch from now() - state_change)) as seconds
  from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`;
