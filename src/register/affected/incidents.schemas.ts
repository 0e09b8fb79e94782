import { z } from 'zod';
import { format, pageOf } from '../../platform/http/index.js';
import { PARTY_CATEGORIES } from '../../recordings/index.js';
import { PERSON_KINDS, RISKS, SCOPE_CALLS } from './incident-listing.entity.js';
import { COMMUNICATION_GROUNDS, COMMUNICATIONS, NOTIFICATIONS } from './incident.entity.js';

const MOST_NAMED = 1000;
const reason = format.text(2000);

const awareness = { awareAt: format.instant, awareBy: format.id };

export const newIncident = z.strictObject({
  ...awareness,
  /** What happened, as art. 33(5) asks to be documented. */
  description: format.text(4000),
  /** A finding of a review that it begins with. */
  findingId: format.id.optional(),
});
export type NewIncident = z.output<typeof newIncident>;

/** Its id alone: who registers one about themselves does not read it. */
export const incidentRegistered = z.strictObject({ id: format.id });
export type IncidentRegistered = z.infer<typeof incidentRegistered>;

export const correctedAwareness = z.strictObject({ ...awareness, reason });
export type CorrectedAwareness = z.output<typeof correctedAwareness>;

/** At least a span of time or recordings: without either it would be everybody. */
export const wantedScope = z
  .strictObject({
    calls: z.enum(SCOPE_CALLS),
    from: format.instant.nullable().default(null),
    to: format.instant.nullable().default(null),
    staffIds: z.array(format.id).max(MOST_NAMED).default([]),
    recordingIds: z.array(format.id).max(MOST_NAMED).default([]),
  })
  .refine(({ from, to }) => (from === null) === (to === null), { path: ['to'], message: 'goes together with from' })
  .refine(({ from, to }) => !from || !to || from < to, { path: ['to'], message: 'is after from' })
  .refine(({ from, recordingIds }) => from !== null || recordingIds.length > 0, {
    path: ['from'],
    message: 'or recordings are needed',
  });
export type WantedScope = z.output<typeof wantedScope>;

export const newNotification = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('notified'),
    at: format.instant,
    reference: format.line(120),
    /** Needed where it was later than 72 hours (art. 33(1)). */
    reason: reason.optional(),
  }),
  z.strictObject({ outcome: z.literal('not-notified'), reason }),
]);
export type NewNotification = z.output<typeof newNotification>;

export const notificationDecision = z.strictObject({ outcome: z.enum(['confirmed', 'sent-back']), reason });
export type NotificationDecision = z.output<typeof notificationDecision>;

export const newCommunication = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('told'), at: format.instant, reason }),
  z.strictObject({ outcome: z.literal('not-told'), ground: z.enum(COMMUNICATION_GROUNDS), reason }),
]);
export type NewCommunication = z.output<typeof newCommunication>;

const count = z.int();

/** How many people, by what matters; one person may bear several risks. */
export const affectedCounts = z.strictObject({
  people: count,
  byGroup: z.array(z.strictObject({ kind: z.enum(PERSON_KINDS), category: z.enum(PARTY_CATEGORIES), count })),
  byRisk: z.array(z.strictObject({ risk: z.enum(RISKS), count })),
  recordings: count,
  /** Recordings that the log tells of and that are gone: whom they were about cannot be told any more. */
  gone: count,
});
export type AffectedCounts = z.infer<typeof affectedCounts>;

export const scopeView = z.strictObject({
  calls: z.enum(SCOPE_CALLS),
  from: format.instantOut.nullable(),
  to: format.instantOut.nullable(),
  staff: z.array(z.strictObject({ id: format.id, name: z.string().nullable() })),
  recordingIds: z.array(format.id),
});

export const listingView = z.strictObject({
  number: count,
  scope: scopeView,
  counts: affectedCounts,
  makerName: z.string().nullable(),
  madeAt: format.instantOut,
});
export type ListingView = z.infer<typeof listingView>;

/** What was said, by whom and when; the words are null once they are gone from the log. */
const said = z.strictObject({ by: z.string().nullable(), at: format.instantOut, words: z.string().nullable() });

/** The row of an incident in the list. */
export const incidentItem = z.strictObject({
  id: format.id,
  number: count,
  awareAt: format.instantOut,
  deadlineAt: format.instantOut,
  /** Whole hours until the deadline; negative after it; null once the authority was told, or two people have said why not. */
  hoursLeft: count.nullable(),
  notification: z.enum(NOTIFICATIONS),
  communication: z.enum(COMMUNICATIONS),
  registeredAt: format.instantOut,
});
export type IncidentItem = z.infer<typeof incidentItem>;
export const incidentPage = pageOf(incidentItem);

export const incidentView = incidentItem.extend({
  awareOf: z.string().nullable(),
  awareBy: format.id,
  described: said,
  findingId: format.id.nullable(),
  notified: z.strictObject({ at: format.instantOut, reference: z.string(), late: z.boolean() }).nullable(),
  notificationSaid: said.nullable(),
  confirmationSaid: said.nullable(),
  communicationGround: z.enum(COMMUNICATION_GROUNDS).nullable(),
  toldAt: format.instantOut.nullable(),
  communicationSaid: said.nullable(),
  /** What a finding suggests to begin with; null where there is none. */
  suggestedScope: scopeView.nullable(),
  listings: z.array(listingView),
  mayHandle: z.boolean(),
  mayConfirm: z.boolean(),
  mayReveal: z.boolean(),
  mayExport: z.boolean(),
});
export type IncidentView = z.infer<typeof incidentView>;

export const affectedPerson = z.strictObject({
  id: format.id,
  place: count,
  kind: z.enum(PERSON_KINDS),
  category: z.enum(PARTY_CATEGORIES),
  /** Of an agent: staff are named, others only when somebody says why. */
  staffName: z.string().nullable(),
  risks: z.array(z.enum(RISKS)),
  recordingIds: z.array(format.id),
  playbacks: count,
  reveals: count,
  exports: count,
});
export type AffectedPerson = z.infer<typeof affectedPerson>;

export const peopleQuery = z.strictObject({
  /** The place after which the page begins. */
  cursor: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type PeopleQuery = z.output<typeof peopleQuery>;
export const affectedPage = pageOf(affectedPerson);

/** A recording of a list that is still there, without anything of the people in it. */
export const affectedRecording = z.strictObject({
  id: format.id,
  startedAt: format.instantOut,
  queue: z.string(),
  unit: z.string(),
  agentName: z.string(),
  dueOn: format.day,
  /** Whether who asks may open it. */
  readable: z.boolean(),
});

/** Those that go first, by their last day; `kept` is how many of the list are there in all. */
export const affectedRecordings = z.strictObject({
  items: z.array(affectedRecording),
  nextCursor: z.null(),
  kept: count,
});
export type AffectedRecordings = z.infer<typeof affectedRecordings>;

export const revealPerson = z.strictObject({ reason });
export type RevealPerson = z.output<typeof revealPerson>;
/** What somebody is called and reached by; all null where nothing of them is kept any more. */
export const revealedPerson = z.strictObject({
  name: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  organisation: z.string().nullable(),
});
export type RevealedPerson = z.infer<typeof revealedPerson>;

export const exportQuery = z.strictObject({ form: z.enum(['csv', 'json']) });
export type ExportQuery = z.output<typeof exportQuery>;

/** Who can be named: by whom the controller became aware, and whose acts it is about. */
export const incidentStaff = z.strictObject({
  items: z.array(z.strictObject({ id: format.id, displayName: z.string(), unit: z.string() })),
  nextCursor: z.null(),
});
export type IncidentStaff = z.infer<typeof incidentStaff>;

export const listingNumber = z.coerce
  .number()
  .int()
  .min(1)
  .max(2 ** 31 - 1);
