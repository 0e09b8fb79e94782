/**
 * What is weighed while use is restricted by itself (GDPR art. 18(1)(a) and (d)), as SQL about a row `k` of `rights_claim`: contested accuracy, or an
 * objection, until two people have decided.
 */
export const IS_WEIGHED = `(k.state in ('open', 'decided') and (k.right_kind = 'rectification' and k.contested or k.right_kind = 'objection'))`;

/** The ground of the restriction that such a claim begins. */
export const GROUND_OF_CLAIM = `(case k.right_kind when 'objection' then '18-1-d' else '18-1-a' end)`;
