import { z } from 'zod';
import { format } from '../../platform/http/index.js';
import { FINDING_NAMES, FINDINGS } from './findings.js';
import { DECISION_STATES } from './going-live-finding.entity.js';

const inLanguages = z.strictObject({ fi: z.string(), sv: z.string(), en: z.string() });

const OPTIONS = [...new Set(Object.values(FINDINGS).flatMap(({ options }): readonly string[] => options))];

export const findingName = z.enum(FINDING_NAMES);

const decisionView = z.strictObject({
  version: z.int(),
  state: z.enum(DECISION_STATES),
  option: z.string().nullable(),
  optionText: inLanguages.nullable(),
  reference: z.string().nullable(),
  referenceOn: format.day.nullable(),
  reason: z.string(),
  ruleVersion: z.int().nullable(),
  deciderName: z.string().nullable(),
  decidedAt: format.instantOut,
  /** Who confirmed it or discarded it: of a rule, who adopted that. */
  confirmerName: z.string().nullable(),
  confirmedAt: format.instantOut.nullable(),
});

export const goingLiveFinding = z.strictObject({
  finding: findingName,
  of: z.enum(['notice', 'going-live']),
  sections: z.array(z.int()),
  title: inLanguages,
  question: inLanguages,
  options: z.array(z.strictObject({ option: z.string(), text: inLanguages })),
  needsReference: z.boolean(),
  decided: z.enum(['by-rule', 'by-two', 'at-once']),
  /** What the settings lack, without which it cannot be settled: names of purposes. */
  lacks: z.array(z.string()),
  ownerId: format.id.nullable(),
  ownerName: z.string().nullable(),
  dueOn: format.day.nullable(),
  overdue: z.boolean(),
  settled: z.boolean(),
  /** Newest first. */
  decisions: z.array(decisionView),
  mayAssign: z.boolean(),
  mayDecide: z.boolean(),
  mayConfirm: z.boolean(),
});
export type GoingLiveFindingView = z.infer<typeof goingLiveFinding>;

/** With what the system was taken into use, once everything is settled. */
const takenIntoUse = z.strictObject({
  at: format.instantOut,
  ruleVersion: z.int(),
  rule: inLanguages,
  /** null: none was public then. */
  noticeVersion: z.int().nullable(),
});

export const goingLive = z.strictObject({
  items: z.array(goingLiveFinding),
  nextCursor: z.null(),
  open: z.int(),
  takenIntoUse: takenIntoUse.nullable(),
});
export type GoingLive = z.infer<typeof goingLive>;

export const findingAssignment = z.strictObject({ ownerId: format.id, dueOn: format.day });
export type FindingAssignment = z.output<typeof findingAssignment>;

/** `rule`: from which day the rule counts that the decision proposes, and whether earlier calls move. */
export const newDecision = z.strictObject({
  option: z
    .enum(OPTIONS as [string, ...string[]])
    .nullable()
    .default(null), // the list has findings with options
  reference: format.line(200).nullable().default(null),
  referenceOn: format.day.nullable().default(null),
  reason: format.text(1000),
  rule: z.strictObject({ inForceFrom: format.day, appliesToEarlier: z.boolean() }).nullable().default(null),
});
export type NewDecision = z.output<typeof newDecision>;

/** A choice of retention, as its preview asks for it. */
export const decisionPreviewQuery = z.strictObject({
  option: z.string().max(40),
  inForceFrom: format.day,
  appliesToEarlier: z.enum(['true', 'false']).transform(text => text === 'true'),
});
export type DecisionPreviewQuery = z.output<typeof decisionPreviewQuery>;

export const decisionConfirmation = z.strictObject({
  outcome: z.enum(['settled', 'discarded']),
  reason: format.text(1000),
});
export type DecisionConfirmation = z.output<typeof decisionConfirmation>;
