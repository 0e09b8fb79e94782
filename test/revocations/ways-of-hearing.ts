import { setTimeout as wait } from 'node:timers/promises';
import { LISTENER } from '../../src/platform/database/listen-for-changes.js';
import type { Installation } from './installation.js';

const AGAIN_AFTER_MS = 20;
const TELLING = ['staff', 'session', 'recording'] as const;

/** How the instances hear of changes: as they should; with their connections for it cut all the time; or not at all. */
export const WAYS = ['told', 'cut', 'silent'] as const;
export type Way = (typeof WAYS)[number];

/** Brings the way about; what is returned ends it. */
export async function begin(way: Way, installation: Installation): Promise<() => Promise<void>> {
  const { beside } = installation;
  if (way === 'silent') {
    const each = (change: string) =>
      Promise.all(TELLING.map(table => beside.sql(`alter table ${table} ${change} trigger ${table}_tells_change`)));
    await each('disable');
    return () => each('enable').then(() => undefined);
  }
  if (way === 'told') return () => Promise.resolve();
  const over = new AbortController();
  const cutting = cutUntil(over.signal, installation);
  return () => {
    over.abort();
    return cutting;
  };
}

async function cutUntil(signal: AbortSignal, { beside }: Installation): Promise<void> {
  while (!signal.aborted) {
    await beside.sql(CUT, [beside.database.name, LISTENER]);
    await wait(AGAIN_AFTER_MS);
  }
}

const CUT = `
  select pg_terminate_backend(pid) from pg_stat_activity
  where datname = $1 and application_name = $2`;
