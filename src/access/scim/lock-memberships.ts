import type { EntityManager } from '../../platform/database/index.js';

/**
 * Waits until no other transaction changes who is in which group or what members are proposed for: two groups may ask for the same of
 * one person. Taken after a group's row and before any proposal's, so that nobody waits for who waits for them.
 */
export async function lockMemberships(em: EntityManager): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(7207)');
}
