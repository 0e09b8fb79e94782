import { defineEntity, p } from '@mikro-orm/core';
import { PURPOSES } from '../../access/index.js';

/** The grounds of GDPR art. 18(1): accuracy contested, unlawful, needed for claims, objection being weighed. */
export const RESTRICTION_GROUNDS = ['18-1-a', '18-1-b', '18-1-c', '18-1-d'] as const;
export type RestrictionGround = (typeof RESTRICTION_GROUNDS)[number];

const restrictionSchema = defineEntity({
  name: 'Restriction',
  tableName: 'restriction',
  indexes: [{ name: 'restriction_of_recording', properties: ['recordingId'] }],
  uniques: [
    { name: 'restriction_once', properties: ['recordingId', 'reference', 'ground'], where: { liftedAt: null } },
  ],
  properties: {
    id: p.uuid().primary(),
    recordingId: p.uuid(),
    ground: p.enum(RESTRICTION_GROUNDS),
    /** Number of the case. */
    reference: p.text(),
    /** Null for one that began by itself. */
    restrictedBy: p.uuid().nullable(),
    restrictedAt: p.datetime(3),
    liftedBy: p.uuid().nullable(),
    liftedAt: p.datetime(3).nullable(),
  },
});

/** The use of a recording is restricted (käsittelyn rajoittaminen) on a ground of a case; the recording is while any of them lasts. */
export class Restriction extends restrictionSchema.class {}

restrictionSchema.setClass(Restriction);

/** Why a purpose is blocked (GDPR arts. 21(1), 7(3) and 21(2)). */
export const BLOCK_CAUSES = ['objection', 'consent-withdrawal', 'direct-marketing'] as const;
export type BlockCause = (typeof BLOCK_CAUSES)[number];

const blockSchema = defineEntity({
  name: 'PurposeBlock',
  tableName: 'purpose_block',
  indexes: [{ name: 'purpose_block_of_recording', properties: ['recordingId'] }],
  uniques: [
    { name: 'purpose_block_once', properties: ['recordingId', 'purpose', 'reference'], where: { endedAt: null } },
  ],
  properties: {
    id: p.uuid().primary(),
    recordingId: p.uuid(),
    purpose: p.enum(PURPOSES),
    because: p.enum(BLOCK_CAUSES),
    /** Number of the case. */
    reference: p.text(),
    blockedBy: p.uuid().nullable(),
    blockedAt: p.datetime(3),
    endedBy: p.uuid().nullable(),
    endedAt: p.datetime(3).nullable(),
  },
});

/** A recording is not used for a purpose any more; `recording.blockedPurposes` is what its blocks in force say. */
export class PurposeBlock extends blockSchema.class {}

blockSchema.setClass(PurposeBlock);
