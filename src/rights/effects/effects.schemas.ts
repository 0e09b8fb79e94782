import { z } from 'zod';
import { BLOCKABLE_PURPOSES, PURPOSES } from '../../access/index.js';
import { format } from '../../platform/http/index.js';
import { BLOCK_CAUSES, CORRECTABLE_FIELDS, reference, RESTRICTION_GROUNDS } from '../../recordings/index.js';
import { EXCEPTION_GROUNDS } from './effect-detail.js';
import { EFFECT_KINDS, EFFECT_STATES, NOTICE_CHANNELS, RECIPIENT_KINDS } from './effect.entity.js';
import { LEGAL_BASES } from './legal-bases.js';

const recordingIds = format.each(z.array(format.id).min(1).max(500));
const purposes = format.each(z.array(z.enum(BLOCKABLE_PURPOSES)).min(1).max(BLOCKABLE_PURPOSES.length));
const words = format.text(4000);

export const newRestriction = z.strictObject({ recordingIds, ground: z.enum(RESTRICTION_GROUNDS), words });
export type NewRestriction = z.output<typeof newRestriction>;

export const newException = z.strictObject({
  recordingIds,
  ground: z.enum(EXCEPTION_GROUNDS),
  until: format.day,
  words,
});
export type NewException = z.output<typeof newException>;

/** The person is informed first (art. 18(3)): by the delivery of a letter of this case, or another way on a day. */
export const newLifting = z.strictObject({
  recordingIds,
  words,
  informed: z.union([
    z.strictObject({ deliveryId: format.id }),
    z.strictObject({ on: format.day, channel: z.enum(NOTICE_CHANNELS) }),
  ]),
});
export type NewLifting = z.output<typeof newLifting>;

/** Of a party's field with the party; of the ticket, or of the recording's unit, without one. A unit is never taken away. */
export const newCorrection = z
  .strictObject({
    recordingId: format.id,
    partyId: format.id.nullable().default(null),
    field: z.enum(CORRECTABLE_FIELDS),
    value: format.line(254).nullable(),
    why: words,
  })
  .refine(({ field, partyId }) => (field === 'ticket' || field === 'unit') === (partyId === null), {
    message: 'a party is named for its own fields alone',
    path: ['partyId'],
  })
  .refine(({ field, value }) => field !== 'unit' || (value !== null && value.length <= 120), {
    message: 'a unit has a name',
    path: ['value'],
  })
  .refine(({ field, value }) => field !== 'ticket' || value === null || reference.safeParse(value).success, {
    message: 'must be a reference: letters, digits and . _ # -, and no number or code of a person',
    path: ['value'],
  });
export type NewCorrection = z.output<typeof newCorrection>;

export const newStatement = z.strictObject({ recordingId: format.id, text: format.text(4000) });
export type NewStatement = z.output<typeof newStatement>;

/** Of recordings, or of a contact with all its recordings. */
export const newBlock = z
  .strictObject({
    recordingIds: recordingIds.optional(),
    contactId: format.id.optional(),
    purposes,
    because: z.enum(BLOCK_CAUSES),
    words,
  })
  .refine(({ recordingIds: named, contactId }) => (named === undefined) !== (contactId === undefined), {
    message: 'names recordings or a contact',
    path: ['recordingIds'],
  });
export type NewBlock = z.output<typeof newBlock>;

export const newUnblock = z.strictObject({
  recordingIds,
  purposes,
  words,
});
export type NewUnblock = z.output<typeof newUnblock>;

/** Of the recordings that are named, or of all that the case has taken up. */
export const newErasureOfCase = z.strictObject({ recordingIds: recordingIds.optional() });
export type NewErasureOfCase = z.output<typeof newErasureOfCase>;

export const effectConfirmation = z.strictObject({ sendBack: format.text(1000).optional() });
export type EffectConfirmation = z.output<typeof effectConfirmation>;

const erasure = z.strictObject({
  recordingId: format.id,
  outcome: z.enum(['erased', 'held', 'gone']),
  erasureId: format.id.nullable(),
  finalOn: format.day.nullable(),
});

export const effectView = z.strictObject({
  id: format.id,
  kind: z.enum(EFFECT_KINDS),
  state: z.enum(EFFECT_STATES),
  recordingIds: z.array(format.id),
  /** What was asked for, by its kind. */
  wanted: z.record(z.string(), z.unknown()),
  result: z
    .strictObject({
      recordingIds: z.array(format.id),
      notHeld: z.array(z.strictObject({ recordingId: format.id, reason: z.string() })),
      erasures: z.array(erasure),
      /** The day on which the last backup of a key of what was erased has lapsed: for the letter. */
      finalOn: format.day.nullable(),
      /** What the person is offered for what is held. */
      offered: z.literal('restriction').nullable(),
      refusal: z.string().nullable(),
    })
    .nullable(),
  preparedBy: format.id.nullable(),
  preparedAt: format.instantOut,
  confirmedBy: format.id.nullable(),
  confirmedAt: format.instantOut.nullable(),
  doneAt: format.instantOut.nullable(),
  permitted: z.array(z.literal('confirm')),
});
export type EffectView = z.infer<typeof effectView>;
export const effectList = z.strictObject({ items: z.array(effectView) });

/** Which purposes the right to portability reaches (art. 20(1)(a)): those whose basis is consent or contract. */
export const portabilityView = z.strictObject({
  purposes: z.array(
    z.strictObject({ purpose: z.enum(PURPOSES), basis: z.enum(LEGAL_BASES).nullable(), portable: z.boolean() }),
  ),
  /** The ground of the refusal where none is; null otherwise. */
  refusal: z.literal('no-consent-or-contract-20').nullable(),
});
export type PortabilityView = z.infer<typeof portabilityView>;

const recipientName = { kind: z.enum(RECIPIENT_KINDS), id: format.id };

export const recipientsView = z.strictObject({
  items: z.array(
    z.strictObject({
      ...recipientName,
      /** Of the other case; null for a departure. */
      number: z.string().nullable(),
      recordingIds: z.array(format.id),
      /** When the last of them went there. */
      on: format.day,
      notice: z.strictObject({ channel: z.enum(NOTICE_CHANNELS), sentOn: format.day }).nullable(),
    }),
  ),
  /** Whether each has been told, or there are none. */
  complete: z.boolean(),
});
export type RecipientsView = z.infer<typeof recipientsView>;

export const newNotice = z.strictObject({
  recipient: z.strictObject(recipientName),
  channel: z.enum(NOTICE_CHANNELS),
  sentOn: format.day,
});
export type NewNotice = z.output<typeof newNotice>;
