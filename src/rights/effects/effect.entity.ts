import { defineEntity, p } from '@mikro-orm/core';

/** What a right does (domain.md §3). */
export const EFFECT_KINDS = [
  'restriction',
  'restriction-exception',
  'restriction-lifting',
  'correction',
  'statement',
  'purpose-block',
  'purpose-unblock',
  'erasure',
] as const;
export type EffectKind = (typeof EFFECT_KINDS)[number];

/** `waiting` for its second person; `begun`: it is being brought about, and goes on by itself after a crash; `refused`: it could not be. */
export const EFFECT_STATES = ['waiting', 'begun', 'done', 'refused', 'sent-back'] as const;
export type EffectState = (typeof EFFECT_STATES)[number];

const effectSchema = defineEntity({
  name: 'Effect',
  tableName: 'rights_effect',
  indexes: [
    { name: 'rights_effect_begun', properties: ['preparedAt'], where: { state: 'begun' } },
    { name: 'rights_effect_of_case', properties: ['caseId', 'id'] },
  ],
  checks: [
    {
      name: 'rights_effect_second_person_check',
      expression: '"confirmed_by" is null or "confirmed_by" <> "prepared_by"',
    },
  ],
  properties: {
    id: p.uuid().primary(),
    caseId: p.uuid(),
    kind: p.enum(EFFECT_KINDS),
    state: p.enum(EFFECT_STATES),
    recordingIds: p.uuid().array(),
    /** JSON of what was asked for and what came of it, under the dossier's data key. */
    sealedDetail: p.blob(),
    /** Null for one that begins by itself. */
    preparedBy: p.uuid().nullable(),
    preparedAt: p.datetime(3),
    confirmedBy: p.uuid().nullable(),
    confirmedAt: p.datetime(3).nullable(),
    doneAt: p.datetime(3).nullable(),
  },
});

/** Something that is done to recordings for the right of a person in them. */
export class Effect extends effectSchema.class {}

effectSchema.setClass(Effect);

/** Whom recordings went to: an export of everything, an authority, somebody else who asked for a copy. */
export const RECIPIENT_KINDS = ['departure', 'disclosure', 'package'] as const;
export type RecipientKind = (typeof RECIPIENT_KINDS)[number];

/** How a recipient is told; none of it leaves by the system itself. */
export const NOTICE_CHANNELS = ['secure-mail', 'suomi-fi', 'post', 'handed-over', 'e-mail', 'telephone'] as const;

const noticeSchema = defineEntity({
  name: 'RecipientNotice',
  tableName: 'rights_recipient_notice',
  indexes: [{ name: 'rights_recipient_notice_of_case', properties: ['caseId', 'id'] }],
  properties: {
    id: p.uuid().primary(),
    caseId: p.uuid(),
    recipientKind: p.enum(RECIPIENT_KINDS),
    /** Of the departure, or of the other case. */
    recipientId: p.uuid(),
    channel: p.enum(NOTICE_CHANNELS),
    sentOn: p.date(),
    notedBy: p.uuid(),
    notedAt: p.datetime(3),
  },
});

/** That a recipient was told of a rectification, erasure or restriction (GDPR art. 19): of what had been done by then. */
export class RecipientNotice extends noticeSchema.class {}

noticeSchema.setClass(RecipientNotice);
