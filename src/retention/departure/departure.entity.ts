import { defineEntity, p } from '@mikro-orm/core';

/** What has been said; that nobody said anything in time is computed (`departure-state.ts`). */
export const DEPARTURE_OUTCOMES = ['pending', 'approved', 'refused'] as const;
export type DepartureOutcome = (typeof DEPARTURE_OUTCOMES)[number];

const schema = defineEntity({
  name: 'Departure',
  tableName: 'departure',
  indexes: [{ name: 'departure_newest', properties: ['proposedAt', 'id'] }],
  checks: [{ name: 'departure_by_two', expression: '"decided_by" is null or "decided_by" <> "proposed_by"' }],
  properties: {
    id: p.uuid().primary(),
    outcome: p.enum(DEPARTURE_OUTCOMES).default('pending'),
    proposedBy: p.uuid(),
    proposedAt: p.datetime(3),
    /** The event that holds what was said: to whom, and why. */
    proposedIn: p.uuid(),
    decidedBy: p.uuid().nullable(),
    decidedAt: p.datetime(3).nullable(),
    decidedIn: p.uuid().nullable(),
    /** Until then it may be decided, and once approved be carried out. */
    lapsesAt: p.datetime(3),
    exportedAt: p.datetime(3).nullable(),
    exportedUnits: p.integer().nullable(),
    /** SHA-256 of the manifest of what was taken out, in hexadecimal. */
    manifestSha256: p.text().nullable(),
  },
});

/** The controller leaves for another system: one person proposes to take everything out, another decides. */
export class Departure extends schema.class {}

schema.setClass(Departure);
