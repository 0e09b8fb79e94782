import { defineEntity, p } from '@mikro-orm/core';

const finding = defineEntity({
  name: 'GoingLiveFinding',
  tableName: 'going_live_finding',
  properties: {
    finding: p.text().primary(),
    ownerId: p.uuid(),
    dueOn: p.date(),
    assignedBy: p.uuid(),
    assignedAt: p.datetime(3),
  },
});

/** Who is to decide an open finding, and by when; the list itself is in the code. */
export class GoingLiveFinding extends finding.class {}

finding.setClass(GoingLiveFinding);

export const DECISION_STATES = ['proposed', 'settled', 'discarded'] as const;
export type DecisionState = (typeof DECISION_STATES)[number];

const decision = defineEntity({
  name: 'GoingLiveDecision',
  tableName: 'going_live_decision',
  uniques: [{ name: 'going_live_decision_one_waits', properties: ['finding'], where: { state: 'proposed' } }],
  checks: [
    { name: 'going_live_decision_by_two', expression: '"confirmed_by" is null or "confirmed_by" <> "decided_by"' },
  ],
  properties: {
    finding: p.text().primary(),
    version: p.integer().primary(),
    state: p.enum(DECISION_STATES),
    /** Empty where the finding has no options. */
    option: p.text(),
    /** The dated document; empty and null where none stands for it. */
    reference: p.text(),
    referenceOn: p.date().nullable(),
    /** Why; nothing of anybody. */
    reason: p.text(),
    /** The version of the retention rule that it proposes, or that says it already. */
    ruleVersion: p.integer().nullable(),
    decidedBy: p.uuid(),
    decidedAt: p.datetime(3),
    confirmedBy: p.uuid().nullable(),
    confirmedAt: p.datetime(3).nullable(),
  },
});

/** What was decided on an open finding, by version: the newest that is not discarded counts. */
export class GoingLiveDecision extends decision.class {}

decision.setClass(GoingLiveDecision);
