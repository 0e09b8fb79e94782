import type { EntityManager } from '../../platform/database/index.js';
import { ERASURE_IS_DUE, STANDS_UNWEIGHED } from './weighed.js';

/** What a case has begun, or was granted in it, and is not over. */
export interface LeftUndone {
  /** An effect waits for its second person, or is being brought about. */
  readonly underWay: boolean;
  /** An erasure that two people have granted waits until the person has the copy. */
  readonly erasure: boolean;
  /** A restriction that began by itself stands, though nothing is weighed any more. */
  readonly restriction: boolean;
}

export async function leftUndone(em: EntityManager, caseId: string): Promise<LeftUndone> {
  const [left] = await em.execute<LeftUndone[]>(LEFT, [caseId]);
  return left ?? { underWay: false, erasure: false, restriction: false };
}

const LEFT = `
  select
    exists (select from rights_effect e where e.case_id = c.id and e.state in ('waiting', 'begun')) as "underWay",
    exists (select from rights_claim k where k.case_id = c.id and ${ERASURE_IS_DUE})
      and exists (select from rights_recording r where r.case_id = c.id and r.state = 'included') as erasure,
    ${STANDS_UNWEIGHED} as restriction
  from rights_case c where c.id = ?`;
