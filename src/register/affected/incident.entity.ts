import { defineEntity, p } from '@mikro-orm/core';
import { NOBODY } from '../../kernel/ids.js';

/** Whether the authority is told (art. 33). `proposed`: somebody says that it is not, and nobody else has agreed yet. */
export const NOTIFICATIONS = ['open', 'proposed', 'not-notified', 'notified'] as const;
export type Notification = (typeof NOTIFICATIONS)[number];

/** Whether the people are told (art. 34). */
export const COMMUNICATIONS = ['open', 'told', 'not-told'] as const;
export type Communication = (typeof COMMUNICATIONS)[number];

/** Why they are not: art. 34(1) and (3)(a) to (c). */
export const COMMUNICATION_GROUNDS = [
  'no-high-risk',
  'unintelligible',
  'risk-averted',
  'public-communication',
] as const;
export type CommunicationGround = (typeof COMMUNICATION_GROUNDS)[number];

const schema = defineEntity({
  name: 'Incident',
  tableName: 'incident',
  uniques: [{ name: 'incident_number', properties: ['number'] }],
  checks: [
    {
      name: 'incident_not_notified_by_two',
      expression: `("notification" = 'not-notified') <= ("confirmed_by" is not null and "confirmed_by" <> "prepared_by")`,
    },
    { name: 'incident_notified_when', expression: `("notification" = 'notified') = ("notified_at" is not null)` },
    {
      name: 'incident_not_told_why',
      expression: `("communication" = 'not-told') = ("communication_ground" is not null)`,
    },
  ],
  properties: {
    id: p.uuid().primary(),
    /** What people call it by. */
    number: p.integer(),
    /** The finding that it began with. */
    findingId: p.uuid().nullable(),
    /** Whose acts it is about: they neither see nor answer for it. */
    staffIds: p.uuid().array().default([]),
    /** When the controller became aware, by whom: the 72 hours run from here. */
    awareAt: p.datetime(3),
    awareBy: p.uuid(),
    registeredBy: p.uuid(),
    registeredAt: p.datetime(3),
    /** The events that hold what was written: what happened, and of each decision why. */
    describedIn: p.uuid(),
    notification: p.enum(NOTIFICATIONS).default('open'),
    preparedBy: p.uuid().default(NOBODY),
    preparedAt: p.datetime(3).nullable(),
    notifiedAt: p.datetime(3).nullable(),
    authorityReference: p.text().default(''),
    notificationIn: p.uuid().nullable(),
    confirmedBy: p.uuid().nullable(),
    confirmedAt: p.datetime(3).nullable(),
    confirmedIn: p.uuid().nullable(),
    communication: p.enum(COMMUNICATIONS).default('open'),
    communicationGround: p.enum(COMMUNICATION_GROUNDS).nullable(),
    toldAt: p.datetime(3).nullable(),
    communicationBy: p.uuid().nullable(),
    communicationAt: p.datetime(3).nullable(),
    communicationIn: p.uuid().nullable(),
  },
});

/** A breach of personal data (GDPR art. 4(12)): when it became known, and who was told of it. */
export class Incident extends schema.class {}

schema.setClass(Incident);
