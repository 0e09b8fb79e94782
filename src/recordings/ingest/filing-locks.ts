import type { EntityManager } from '../../platform/database/index.js';
import type { NamedAgent } from '../agents/agent-rows.js';

/**
 * What filing and mapping wait for where there may be no row yet to wait for. The order of locks: a name of an agent, then
 * the item to be sorted out, the due days, the contact, the recordings. So whoever takes one of these takes it first in the
 * transaction, and at most one of each kind.
 *
 * Calls of one name are filed at once; only a mapping of it waits for them, and they for it. Who looks for the mapping after
 * this finds the one that stands until the transaction ends: a statement of its own, since each sees what was committed before it began.
 */
export async function lockToFile(em: EntityManager, agent: NamedAgent): Promise<void> {
  await em.execute(`select pg_advisory_xact_lock_shared(${AGENT_NAME}, hashtext(?))`, [keyOf(agent)]);
}

/** Waits until no call of this name is being filed; none is until the transaction ends. */
export async function lockToMap(em: EntityManager, agent: NamedAgent): Promise<void> {
  await em.execute(`select pg_advisory_xact_lock(${AGENT_NAME}, hashtext(?))`, [keyOf(agent)]);
}

/** Two names of one hash wait for each other, and that is all. */
function keyOf({ source, kind, name }: NamedAgent): string {
  return JSON.stringify([source, kind, name]);
}

const AGENT_NAME = 7205;
