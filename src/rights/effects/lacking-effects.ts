import type { EntityManager } from '../../platform/database/index.js';
import { CaseRecording } from '../case/case-rows.entity.js';
import type { Right } from '../case/rights.js';
import { awaitsPackage } from './package-first.js';

/**
 * The rights that two people have granted in a case and that nothing was done for, as far as recordings are still here: a letter that says
 * otherwise would be wrong. What is granted whole is done to each recording that the case has taken up, what is granted in part to one at
 * least; a rectification is of one. An erasure may wait until the person has the copy, and for the end of a hold.
 */
export async function lackingEffects(em: EntityManager, caseId: string): Promise<Right[]> {
  const rows = await em.execute<{ right: Right }[]>(LACKING, [caseId]);
  const lacking = rows.map(({ right }) => right);
  if (!lacking.includes('erasure') || !(await erasureWaits(em, caseId))) return lacking;
  return lacking.filter(right => right !== 'erasure');
}

async function erasureWaits(em: EntityManager, caseId: string): Promise<boolean> {
  const included = await em.find(CaseRecording, { caseId, state: 'included' });
  return awaitsPackage(
    em,
    caseId,
    included.map(({ recordingId }) => recordingId),
  );
}

const HERE = `rights_recording r join recording x on x.id = r.recording_id where r.case_id = c.id and r.state = 'included'`;
const DONE = `rights_effect e where e.case_id = c.id and e.state = 'done'`;

/** Whether a right was brought about for a recording: blocks bear the number of their case. */
const IS_BROUGHT_ABOUT = `(case k.right_kind
  when 'restriction' then exists (select from ${DONE} and e.kind = 'restriction' and r.recording_id = any(e.recording_ids))
  else exists (select from purpose_block b where b.recording_id = r.recording_id and b.reference = c.number) end)`;

const LACKING = `
  select k.right_kind as "right" from rights_case c join rights_claim k on k.case_id = c.id
  where c.id = ? and k.state in ('confirmed', 'waiting') and k.outcome in ('granted', 'partly-granted')
    and case k.right_kind
      when 'rectification' then exists (select from ${HERE}) and not exists (select from ${DONE} and e.kind in ('correction', 'statement'))
      when 'erasure' then not exists (select from ${DONE} and e.kind = 'erasure' and e.prepared_at >= k.confirmed_at)
      when 'access' then false
      when 'portability' then false
      else exists (select from ${HERE} and not ${IS_BROUGHT_ABOUT})
        and (k.outcome = 'granted' or not exists (select from ${HERE} and ${IS_BROUGHT_ABOUT})) end
  order by k.id`;
