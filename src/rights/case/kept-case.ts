import type { Day } from '../../kernel/calendar.js';
import type { EntityManager } from '../../platform/database/index.js';
import { RightsCase } from './rights-case.entity.js';

/** That a row `c` of `rights_case` is still kept on a day: over is over, whether the purge has run or not (design.md §1). */
export function isKeptOn(day: string): string {
  return `exists (select from dossier o where o.id = c.id and o.due_on >= ${day}::date)`;
}

/** A case, unless there is none or its last day is over. */
export async function findKept(em: EntityManager, id: string, today: Day): Promise<RightsCase | null> {
  const found = await em.findOne(RightsCase, { id });
  return found && (await isKept(em, found, today)) ? found : null;
}

export async function isKept(em: EntityManager, { id }: Pick<RightsCase, 'id'>, today: Day): Promise<boolean> {
  return (
    (await em.execute(`select c.id from rights_case c where c.id = ? and ${isKeptOn('?')}`, [id, today])).length > 0
  );
}
