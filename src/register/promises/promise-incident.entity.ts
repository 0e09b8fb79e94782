import { defineEntity, p } from '@mikro-orm/core';
import type { Figures } from './figures.js';

/** How an incident can end: what was wrong was put right, the check was wrong, or the authority was told (GDPR art. 33). */
export const INCIDENT_OUTCOMES = ['corrected', 'no-fault', 'reported'] as const;
export type IncidentOutcome = (typeof INCIDENT_OUTCOMES)[number];

const schema = defineEntity({
  name: 'PromiseIncident',
  tableName: 'promise_incident',
  indexes: [{ name: 'promise_incident_newest', properties: ['openedAt', 'id'] }],
  uniques: [{ name: 'promise_incident_one_open', properties: ['promise'], where: '"settled_at" is null' }],
  checks: [{ name: 'promise_incident_by_another', expression: '"settled_by" is null or "settled_by" <> "owner_id"' }],
  properties: {
    id: p.uuid().primary(),
    promise: p.text(),
    openedAt: p.datetime(3),
    /** The check that found it, and what it found. */
    eventId: p.uuid(),
    figures: p.json().$type<Figures>(),
    /** How many things did not hold: at the opening, and at the end when it was settled. */
    broken: p.integer(),
    /** Who answers for it; the id of nobody while nobody can. */
    ownerId: p.uuid(),
    answeredAt: p.datetime(3).nullable(),
    /** The events of the log that hold the texts. */
    answerEventId: p.uuid().nullable(),
    outcome: p.enum(INCIDENT_OUTCOMES).nullable(),
    settledAt: p.datetime(3).nullable(),
    settledBy: p.uuid().nullable(),
    outcomeEventId: p.uuid().nullable(),
  },
});

/** A promise was found not to hold: one at a time for each. Its words are in the log's texts. */
export class PromiseIncident extends schema.class {}

schema.setClass(PromiseIncident);
