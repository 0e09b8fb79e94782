/**
 * What is weighed while use is restricted by itself (GDPR art. 18(1)(a) and (d)), as SQL about a row `k` of `rights_claim`: contested accuracy, or an
 * objection, until two people have decided.
 */
export const IS_WEIGHED = `(k.state in ('open', 'decided') and (k.right_kind = 'rectification' and k.contested or k.right_kind = 'objection'))`;

/** The ground of the restriction that such a claim begins. */
export const GROUND_OF_CLAIM = `(case k.right_kind when 'objection' then '18-1-d' else '18-1-a' end)`;

/**
 * That a case has a recording which was restricted by itself, as SQL about a row `c` of `rights_case`, and that nothing is weighed of it any more:
 * the person is told, and the restriction is lifted (GDPR art. 18(3)). A lifting ends all of a recording's, so one that still has another ground
 * does not count.
 */
export const STANDS_UNWEIGHED = `exists (select from rights_recording r
  join restriction s on s.recording_id = r.recording_id and s.reference = c.number and s.lifted_at is null
  where r.case_id = c.id and r.state = 'included' group by r.recording_id
  having bool_and(s.restricted_by is null and not exists (
    select from rights_claim k where k.case_id = c.id and ${IS_WEIGHED} and ${GROUND_OF_CLAIM} = s.ground)))`;

/**
 * That an erasure was granted by two people and has not begun, as SQL about a row `k` of `rights_claim`. Of what is granted in part for another
 * reason than a hold, people say which recordings it is about.
 */
export const ERASURE_IS_DUE = `(k.right_kind = 'erasure' and k.state = 'confirmed' and k.effect_id is null
  and (k.outcome = 'granted' or k.outcome = 'partly-granted' and k.ground = 'under-hold-17'))`;
