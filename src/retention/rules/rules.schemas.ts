import { z } from 'zod';
import { format } from '../../platform/http/index.js';

/** The longest that a rule may keep: nobody promises more to a caller. */
const MOST_DAYS = 400;
const MOST_MONTHS = 13;

/** Words that name a clause of the privacy notice, such as `Tietosuojaseloste 6 §, 12 §`; nothing else fits in. */
const clause = z
  .string()
  .trim()
  .regex(/^[\p{L}\d §.,:;()/-]{1,120}$/u, 'must name a clause');

const days = z.int().min(1).max(MOST_DAYS);
const months = z.int().min(1).max(MOST_MONTHS);
const terms = {
  clause,
  inForceFrom: format.day,
  /** Also moves calls that ended before; otherwise those keep the rule that they have. */
  appliesToEarlier: z.boolean(),
  reason: format.text(1000),
};

export const newRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('days'), days, ...terms }),
  z.strictObject({ kind: z.literal('earlier-of'), days, months, ...terms }),
]);
export type NewRule = z.output<typeof newRule>;

export const ruleDecision = z.strictObject({ outcome: z.enum(['adopted', 'discarded']), reason: format.text(1000) });
export type RuleDecision = z.output<typeof ruleDecision>;

/** The number of a version, in a path. */
export const ruleVersion = z.coerce
  .number()
  .int()
  .min(1)
  .max(2 ** 31 - 1);

/** What the notice itself leaves open; settled once a rule in force does not need both of its promises. */
const openQuestion = z.strictObject({ conflict: z.string(), settled: z.boolean() });

export const ruleView = z.strictObject({
  version: z.int(),
  kind: z.enum(['days', 'earlier-of']),
  days: z.int(),
  months: z.int().nullable(),
  clause: z.string(),
  inForceFrom: format.day,
  appliesToEarlier: z.boolean(),
  state: z.enum(['proposed', 'adopted', 'discarded']),
  /** Whether a call that ends today is kept by it. */
  inForce: z.boolean(),
  openQuestion,
  proposedBy: format.id,
  proposerName: z.string().nullable(),
  proposedAt: format.instantOut,
  decidedBy: format.id.nullable(),
  deciderName: z.string().nullable(),
  decidedAt: format.instantOut.nullable(),
  appliedAt: format.instantOut.nullable(),
  movedEarlier: z.int(),
  movedLater: z.int(),
  mayDecide: z.boolean(),
});
export type RuleView = z.infer<typeof ruleView>;
export const ruleList = z.strictObject({ items: z.array(ruleView), nextCursor: z.null() });
export type RuleList = z.infer<typeof ruleList>;

/** What a version would do to what is there, if it counted on `asOf`. */
export const rulePreview = z.strictObject({
  /** null: nobody has proposed it yet. */
  version: z.int().nullable(),
  asOf: format.day,
  /** Recordings whose ordinary last day would be earlier, later, or the same. */
  earlier: z.int(),
  later: z.int(),
  unchanged: z.int(),
  /** Of the earlier ones: those whose last day would be today. */
  tonight: z.int(),
  /** How many would go from one last day, holds included, to another. */
  moves: z.array(z.strictObject({ from: format.day, to: format.day, recordings: z.int() })),
  /** The first calls, from today or the rule's first day on, that would have another last day; null where none of the coming years would. */
  firstCalls: z.strictObject({ endedOn: format.day, without: format.day, with: format.day }).nullable(),
});
export type RulePreview = z.infer<typeof rulePreview>;

export const proposedRule = z.strictObject({ rule: ruleView, preview: rulePreview });
export type ProposedRuleView = z.infer<typeof proposedRule>;
