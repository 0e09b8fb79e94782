import type { EntityManager } from '../../platform/database/index.js';
import type { DutyBatchFacts } from '../subjects.js';
import type { DutyBatch } from './duty-batch.entity.js';
import { DutyChange } from './duty-change.entity.js';

/** The facts of a batch that the rules judge by. */
export async function batchFacts(em: EntityManager, { id, enteredBy }: DutyBatch): Promise<DutyBatchFacts> {
  const changes = await em.find(DutyChange, { batchId: id }, { fields: ['staffId'] });
  return { enteredBy, staffIds: [...new Set(changes.map(({ staffId }) => staffId))] };
}
