import type { EntityManager } from '../../platform/database/index.js';
import type { NamedAgent } from '../agents/agent-rows.js';
import { agentNameOf } from '../agents/find-agent.js';
import type { RecordingMetadata } from './metadata.schemas.js';
import type { DeliveryName } from './tombstones.js';

/**
 * What filing, keeping and mapping wait for where there may be no row yet to wait for. The order of locks: the name of an agent, the
 * name of the delivery, the item to be sorted out, the due days, the contact, the recordings. So whoever takes one of these takes it
 * first in the transaction, and at most one of each kind. What is looked for under them is looked for in a later statement: each
 * sees what was committed before it began.
 *
 * Calls of one agent are filed at once; only a mapping of the name waits for them, and they for it.
 */
export async function lockToFile(em: EntityManager, call: Filed): Promise<void> {
  await em.execute(`select ${SHARED_NAME}, ${DELIVERY}`, [
    agentKey({ ...call, ...agentNameOf(call.agent) }),
    keyOf(call),
  ]);
}

/** Waits until nothing else of this name is being filed or kept to be sorted out; nothing is until the transaction ends. */
export async function lockToKeep(em: EntityManager, delivery: DeliveryName): Promise<void> {
  await em.execute(`select ${DELIVERY}`, [keyOf(delivery)]);
}

/** Waits until no call of this agent is being filed; none is until the transaction ends. */
export async function lockToMap(em: EntityManager, agent: NamedAgent): Promise<void> {
  await em.execute(`select ${NAME}`, [agentKey(agent)]);
}

type Filed = Pick<RecordingMetadata, 'source' | 'externalId' | 'agent'>;

/** Two names of one hash wait for each other, and that is all. */
const NAME = 'pg_advisory_xact_lock(7205, hashtext(?))';
const SHARED_NAME = 'pg_advisory_xact_lock_shared(7205, hashtext(?))';
const DELIVERY = 'pg_advisory_xact_lock(7206, hashtext(?))';

function agentKey({ source, kind, name }: NamedAgent): string {
  return JSON.stringify([source, kind, name]);
}

function keyOf({ source, externalId }: DeliveryName): string {
  return JSON.stringify([source, externalId]);
}
