import { z } from 'zod';
import { format } from '../../platform/http/index.js';
import { CLAIM_STATES, COPY_DECISIONS } from '../case/case-rows.entity.js';
import { REFUSAL_GROUNDS } from '../case/grounds.js';
import { OUTCOMES, RIGHTS } from '../case/rights.js';
import { CASE_STATES } from '../case/rights-case.entity.js';
import { preparedStamp } from '../case/prepared.schemas.js';
import { WHOSE } from '../case/stored-assessment.js';

/** Body of the assessment of a recording. */
export const newAssessment = z.strictObject({
  whose: format.each(z.array(z.enum(WHOSE)).min(1).max(WHOSE.length)),
  decision: z.enum(COPY_DECISIONS),
  ground: z.enum(REFUSAL_GROUNDS).optional(),
  reasons: format.text(4000).optional(),
  /** Patient data in it belong to a customer's register, who is to be informed. */
  forwardToCustomer: z.boolean(),
});
export type NewAssessment = z.output<typeof newAssessment>;

/** Body of a confirmation: the stamp of what was seen; with `sendBack` it says why it is not confirmed. */
export const confirmation = z.strictObject({ prepared: preparedStamp, sendBack: format.text(2000).optional() });
export type Confirmation = z.output<typeof confirmation>;

/** Body of a forwarding: to whom, and what. */
export const newForwarding = z.strictObject({ customer: format.line(200), what: format.text(4000) });
export type NewForwarding = z.output<typeof newForwarding>;

export const forwarded = z.strictObject({ forwardedAt: format.instantOut });
export type Forwarded = z.infer<typeof forwarded>;

/** Body of the decision about a right. */
export const newDecision = z.strictObject({
  outcome: z.enum(OUTCOMES),
  ground: z.enum(REFUSAL_GROUNDS).optional(),
  /** Of reasons that are left out of the answer: why stating them would defeat its purpose. Never in a letter then. */
  reasons: format.text(4000).optional(),
  reasonsLeftOut: z.boolean().default(false),
});
export type NewDecision = z.output<typeof newDecision>;

/** A right of a case, and where the case is. */
export const decidedClaim = z.strictObject({
  id: format.id,
  right: z.enum(RIGHTS),
  state: z.enum(CLAIM_STATES),
  outcome: z.enum(OUTCOMES).nullable(),
  ground: z.enum(REFUSAL_GROUNDS).nullable(),
  reasonsLeftOut: z.boolean(),
  decidedBy: format.id.nullable(),
  confirmedBy: format.id.nullable(),
  prepared: preparedStamp.nullable(),
  caseState: z.enum(CASE_STATES),
});
export type DecidedClaim = z.infer<typeof decidedClaim>;
