import type { EntityManager } from '../../platform/database/index.js';
import { boardDays, clockOf } from './case-clock.js';
import { Stop } from './case-rows.entity.js';
import type { RightsCase } from './rights-case.entity.js';

/** Computes anew the days by which the board sorts a case that is locked; after anything that its clock goes by has changed. */
export async function refreshClock(em: EntityManager, rightsCase: RightsCase): Promise<void> {
  await em.flush();
  const stops = await em.find(Stop, { caseId: rightsCase.id });
  em.assign(rightsCase, boardDays(clockOf(rightsCase, stops)));
}
