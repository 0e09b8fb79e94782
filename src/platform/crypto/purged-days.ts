import type { Day } from '../../kernel/calendar.js';
import type { EntityManager } from '../database/index.js';

/**
 * Locks `day` for its purge (design §3): until the end of the caller's transaction nothing comes to it or leaves it.
 * Throws an Error where the day has no row, which means that it never had a unit.
 */
export async function lockToPurge(em: EntityManager, day: Day): Promise<void> {
  const rows = await em.execute<object[]>('select day from due_day where day = ? for update', [day]);
  if (rows.length === 0) throw new Error("couldn't lock a day that has no row");
}

/** From the commit of the caller's transaction on, nothing can be added to `day`. */
export async function markClosing(em: EntityManager, day: Day, at: Date): Promise<void> {
  await em.execute(`update due_day set state = 'closing', closing_at = ? where day = ?`, [at, day]);
}

/** The key of `day` is destroyed. */
export async function markDestroyed(em: EntityManager, day: Day, at: Date): Promise<void> {
  await em.execute(`update due_day set state = 'destroyed', destroyed_at = ? where day = ?`, [at, day]);
}

/** Whether the key of `day` is known to be destroyed. */
export async function isDestroyed(em: EntityManager, day: Day): Promise<boolean> {
  const rows = await em.execute<object[]>(`select day from due_day where day = ? and state = 'destroyed'`, [day]);
  return rows.length > 0;
}
