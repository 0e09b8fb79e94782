import { defineEntity, p } from '@mikro-orm/core';

/** How a finding can end. */
export const OUTCOMES = ['no-fault', 'corrected', 'instructed', 'sanctioned', 'reported'] as const;
export type FindingOutcome = (typeof OUTCOMES)[number];

const schema = defineEntity({
  name: 'Finding',
  tableName: 'finding',
  indexes: [
    { name: 'finding_newest', properties: ['recordedAt', 'id'] },
    { name: 'finding_owner', properties: ['ownerId', 'recordedAt', 'id'] },
  ],
  properties: {
    id: p.uuid().primary(),
    roundId: p.uuid().index('finding_round'),
    /** What was found. */
    eventId: p.uuid(),
    /** Who did it; the id of nobody where that is no staff member. */
    actorId: p.uuid(),
    /** Who answers for it. */
    ownerId: p.uuid(),
    dueOn: p.date(),
    recordedAt: p.datetime(3),
    recordedBy: p.uuid(),
    /** The events of the log that hold the texts: of the finding, of the last answer, of the outcome. */
    textEventId: p.uuid(),
    answeredAt: p.datetime(3).nullable(),
    answerEventId: p.uuid().nullable(),
    outcome: p.enum(OUTCOMES).nullable(),
    settledAt: p.datetime(3).nullable(),
    settledBy: p.uuid().nullable(),
    outcomeEventId: p.uuid().nullable(),
  },
});

/** What a review found, who answers for it until when, and how it ended. Its words are in the log's texts. */
export class Finding extends schema.class {}

schema.setClass(Finding);
