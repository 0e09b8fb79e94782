import { defineEntity, p } from '@mikro-orm/core';

export const RULE_KINDS = ['days', 'earlier-of'] as const;
export const RULE_STATES = ['proposed', 'adopted', 'discarded'] as const;

const schema = defineEntity({
  name: 'RetentionRuleVersion',
  tableName: 'retention_rule',
  uniques: [{ name: 'retention_rule_one_waits', properties: ['state'], where: { state: 'proposed' } }],
  properties: {
    version: p.integer().primary().autoincrement(false),
    kind: p.enum(RULE_KINDS),
    days: p.integer(),
    /** Of the kind `earlier-of` alone. */
    months: p.integer().nullable(),
    /** Where the rule comes from: the clause of the privacy notice. */
    clause: p.text(),
    inForceFrom: p.date(),
    /** Also for calls that ended before `inForceFrom`; otherwise those keep the rule that they have. */
    appliesToEarlier: p.boolean(),
    state: p.enum(RULE_STATES),
    proposedBy: p.uuid(),
    proposedAt: p.datetime(3),
    decidedBy: p.uuid().nullable(),
    decidedAt: p.datetime(3).nullable(),
    /** When everything that it changes had been moved. */
    appliedAt: p.datetime(3).nullable(),
    movedEarlier: p.integer().default(0),
    movedLater: p.integer().default(0),
  },
});

/** A version of the rule that says how long calls are kept: proposed by one administrator, adopted by another. */
export class RetentionRuleVersion extends schema.class {}

schema.setClass(RetentionRuleVersion);
