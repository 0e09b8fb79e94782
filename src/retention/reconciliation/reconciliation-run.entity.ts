import { defineEntity, p } from '@mikro-orm/core';

/** What a run looks at, in this order. */
export const RECONCILIATION_STEPS = ['keys', 'blobs', 'audio', 'over', 'none'] as const;
export type ReconciliationStep = (typeof RECONCILIATION_STEPS)[number];

/** `given-up`: its instance ended before it did. */
export const RECONCILIATION_STATES = ['running', 'finished', 'given-up'] as const;

const schema = defineEntity({
  name: 'ReconciliationRun',
  tableName: 'reconciliation_run',
  indexes: [{ name: 'reconciliation_run_newest', properties: ['startedAt', 'id'] }],
  uniques: [
    { name: 'reconciliation_run_one_at_a_time', properties: ['state'], where: `"state" = 'running'` },
    { name: 'reconciliation_run_night', properties: ['night'], where: `"state" <> 'given-up'` },
  ],
  properties: {
    id: p.uuid().primary(),
    /** The Helsinki day in whose night it ran; null where somebody asked for it. */
    night: p.date().nullable(),
    state: p.enum(RECONCILIATION_STATES).default('running'),
    step: p.enum(RECONCILIATION_STEPS),
    startedAt: p.datetime(3),
    /** When its instance last gave a sign of life. */
    seenAt: p.datetime(3),
    finishedAt: p.datetime(3).nullable(),
    /** How many things of each kind were looked at and found. */
    counts: p.json().$type<Readonly<Record<string, number>>>(),
  },
});

/** One comparison of rows, keys and blobs with each other. */
export class ReconciliationRun extends schema.class {}

schema.setClass(ReconciliationRun);
