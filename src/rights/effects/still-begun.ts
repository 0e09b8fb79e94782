import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '../../platform/database/index.js';
import { Effect } from './effect.entity.js';

/** Another instance has brought an effect about meanwhile: nothing is left to do. */
export class BroughtAboutMeanwhile extends Error {}

/**
 * That an effect is being brought about still. Nobody settles it before the transaction ends, so what is done in it stands on a decision
 * that stands as well. After the recordings that the transaction locks. @throws BroughtAboutMeanwhile
 */
export async function assertStillBegun(em: EntityManager, id: string): Promise<void> {
  const effect = await em.findOne(Effect, { id, state: 'begun' }, { lockMode: LockMode.PESSIMISTIC_READ });
  if (!effect) throw new BroughtAboutMeanwhile();
}
