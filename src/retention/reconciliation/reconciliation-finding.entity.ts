import { defineEntity, p } from '@mikro-orm/core';

/**
 * `incident`: something is lost, damaged or kept too long, and a person must look. `removed`: it belonged to nothing and is
 * gone. `left`: it belongs to nothing that Tallenne knows, and Tallenne does not touch it.
 */
export const FINDING_OUTCOMES = ['incident', 'removed', 'left'] as const;
export type FindingOutcome = (typeof FINDING_OUTCOMES)[number];

/** What can be found; each has one outcome. */
export const FINDING_KINDS = {
  'blob-missing': 'incident',
  'key-missing': 'incident',
  /** Restored keys had it on its day of then alone; it was brought to its day of now. */
  'key-behind': 'incident',
  'size-wrong': 'incident',
  'audio-damaged': 'incident',
  'past-due': 'incident',
  'blob-orphan': 'removed',
  'key-orphan': 'removed',
  'key-stray': 'removed',
  'blob-foreign': 'left',
} as const satisfies Record<string, FindingOutcome>;
export type FindingKind = keyof typeof FINDING_KINDS;

/** How many of the findings that `counts` tells of are incidents. */
export function incidentsIn(counts: Readonly<Record<string, number>>): number {
  const kinds = Object.entries(FINDING_KINDS).filter(([, outcome]) => outcome === 'incident');
  return kinds.reduce((sum, [kind]) => sum + (counts[kind] ?? 0), 0);
}

const schema = defineEntity({
  name: 'ReconciliationFinding',
  tableName: 'reconciliation_finding',
  indexes: [{ name: 'reconciliation_finding_run', properties: ['runId', 'id'] }],
  properties: {
    id: p.uuid().primary(),
    runId: p.uuid(),
    kind: p.text().$type<FindingKind>(),
    outcome: p.enum(FINDING_OUTCOMES),
    /** The kind of custody unit; `unknown` where there is no row to tell. */
    unitKind: p.text(),
    unitId: p.uuid().nullable(),
    day: p.date().nullable(),
    foundAt: p.datetime(3),
  },
});

/** Something that a reconciliation found; ids and days alone, nothing personal. Never changed. */
export class ReconciliationFinding extends schema.class {}

schema.setClass(ReconciliationFinding);
