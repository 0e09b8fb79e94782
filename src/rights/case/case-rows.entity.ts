import { defineEntity, p } from '@mikro-orm/core';
import { REFUSAL_GROUNDS } from './grounds.js';
import { OUTCOMES, RIGHTS } from './rights.js';

/** `waiting`: decided in part; what a hold keeps waits for its end and returns by itself. */
export const CLAIM_STATES = ['open', 'decided', 'confirmed', 'waiting'] as const;

const claimSchema = defineEntity({
  name: 'Claim',
  tableName: 'rights_claim',
  checks: [
    {
      name: 'rights_claim_second_person_check',
      expression: '"confirmed_by" is null or "confirmed_by" <> "decided_by"',
    },
    {
      name: 'rights_claim_direct_marketing_check',
      expression: `not "direct_marketing" or "right_kind" = 'objection'`,
    },
  ],
  indexes: [{ name: 'rights_claim_of_case', properties: ['caseId', 'id'] }],
  uniques: [{ name: 'rights_claim_one', properties: ['caseId', 'rightKind'] }],
  properties: {
    id: p.uuid().primary(),
    caseId: p.uuid(),
    rightKind: p.enum(RIGHTS),
    state: p.enum(CLAIM_STATES).default('open'),
    outcome: p.enum(OUTCOMES).nullable(),
    ground: p.enum(REFUSAL_GROUNDS).nullable(),
    /** Stating them would defeat the purpose of a restriction (Data Protection Act 1050/2018 §34). */
    reasonsLeftOut: p.boolean().default(false),
    sealedReasons: p.blob().nullable(),
    decidedBy: p.uuid().nullable(),
    decidedAt: p.datetime(3).nullable(),
    confirmedBy: p.uuid().nullable(),
    confirmedAt: p.datetime(3).nullable(),
    /** Of rectification: the person says that what is kept is wrong, which restricts it meanwhile (GDPR art. 18(1)(a)). */
    contested: p.boolean().default(false),
    /** Of objection: to direct marketing, which nothing outweighs (GDPR art. 21(3)). */
    directMarketing: p.boolean().default(false),
    /** Of erasure: the effect that the decision has begun by itself; null before. */
    effectId: p.uuid().nullable(),
  },
});

/** One of the rights that a request is about, with its own outcome. */
export class Claim extends claimSchema.class {}

claimSchema.setClass(Claim);

const stopSchema = defineEntity({
  name: 'Stop',
  tableName: 'rights_stop',
  indexes: [{ name: 'rights_stop_of_case', properties: ['caseId', 'id'] }],
  properties: {
    id: p.uuid().primary(),
    caseId: p.uuid(),
    kind: p.enum(['identity', 'clarification']),
    stoppedAt: p.datetime(3),
    stoppedOn: p.date(),
    stoppedBy: p.uuid(),
    resumedAt: p.datetime(3).nullable(),
    resumedOn: p.date().nullable(),
    resumedBy: p.uuid().nullable(),
  },
});

/** A doubt about identity, or a needed clarification: from one moment to the other the clock stands. */
export class Stop extends stopSchema.class {}

stopSchema.setClass(Stop);

const entrySchema = defineEntity({
  name: 'JournalEntry',
  tableName: 'rights_entry',
  indexes: [{ name: 'rights_entry_of_case', properties: ['caseId', 'id'] }],
  properties: {
    id: p.uuid().primary(),
    caseId: p.uuid(),
    at: p.datetime(3),
    /** Null where nobody did it: by itself. */
    actorId: p.uuid().nullable(),
    /** The action of its event. */
    action: p.text(),
    eventId: p.uuid(),
    /** JSON of what was done and said, under the dossier's data key. */
    sealedDetail: p.blob(),
  },
});

/** What was done in a case, in the order of time: the case file. Never changed. */
export class JournalEntry extends entrySchema.class {}

entrySchema.setClass(JournalEntry);

const searchSchema = defineEntity({
  name: 'PersonSearch',
  tableName: 'rights_search',
  indexes: [{ name: 'rights_search_of_case', properties: ['caseId', 'id'] }],
  properties: {
    id: p.uuid().primary(),
    caseId: p.uuid(),
    at: p.datetime(3),
    /** Null for the search at receipt, which happens by itself. */
    by: p.uuid().nullable(),
    hits: p.integer(),
    sealedCriteria: p.blob(),
  },
});

/** A search for the person, also one that found nothing: evidence. */
export class PersonSearch extends searchSchema.class {}

searchSchema.setClass(PersonSearch);

export const CANDIDATE_STATES = ['candidate', 'included', 'released'] as const;
export const COPY_DECISIONS = ['copy', 'redacted-copy', 'withheld'] as const;

const recordingSchema = defineEntity({
  name: 'CaseRecording',
  tableName: 'rights_recording',
  checks: [
    {
      name: 'rights_recording_second_person_check',
      expression: '"confirmed_by" is null or "confirmed_by" <> "assessed_by"',
    },
  ],
  indexes: [{ name: 'rights_recording_recording', properties: ['recordingId'] }],
  properties: {
    caseId: p.uuid().primary(),
    recordingId: p.uuid().primary(),
    contactId: p.uuid(),
    callOn: p.date(),
    queue: p.text(),
    foundAt: p.datetime(3),
    state: p.enum(CANDIDATE_STATES).default('candidate'),
    /** The hold that keeps it for the case. */
    holdId: p.uuid().nullable(),
    heldUntilOn: p.date().nullable(),
    /** Why it could not be held: a code. */
    holdRefusal: p.text().nullable(),
    decision: p.enum(COPY_DECISIONS).nullable(),
    ground: p.enum(REFUSAL_GROUNDS).nullable(),
    /** Patient data in it belong to a customer's register, who was informed. */
    forwarded: p.boolean().default(false),
    /** JSON: whose data are heard, and the reasons. */
    sealedAssessment: p.blob().nullable(),
    assessedBy: p.uuid().nullable(),
    assessedAt: p.datetime(3).nullable(),
    confirmedBy: p.uuid().nullable(),
    confirmedAt: p.datetime(3).nullable(),
  },
});

/** A recording that may be of the person: found, taken up or released, assessed. */
export class CaseRecording extends recordingSchema.class {}

recordingSchema.setClass(CaseRecording);
