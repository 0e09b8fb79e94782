import { defineEntity, p } from '@mikro-orm/core';

/** What may be corrected of a call (GDPR art. 16): the fields of a party, its ticket, its unit. Audio is never changed. */
export const CORRECTABLE_FIELDS = [
  'name',
  'phone',
  'email',
  'organisation',
  'personalIdentityCode',
  'ticket',
  'unit',
] as const;
export type CorrectableField = (typeof CORRECTABLE_FIELDS)[number];

const correctionSchema = defineEntity({
  name: 'PartyCorrection',
  tableName: 'party_correction',
  indexes: [{ name: 'party_correction_of_contact', properties: ['contactId'] }],
  properties: {
    id: p.uuid().primary(),
    contactId: p.uuid(),
    /** The recording that it was asked for; the unit is that of this one alone. */
    recordingId: p.uuid(),
    /** Null for ticket and unit. */
    partyId: p.uuid().nullable(),
    field: p.enum(CORRECTABLE_FIELDS),
    /** Of the field, counted from 1. */
    version: p.integer(),
    /** Number of the case. */
    reference: p.text(),
    /** JSON of what was there, what is there now, and why; under the contact's data key. */
    sealedChange: p.blob(),
    correctedBy: p.uuid().nullable(),
    correctedAt: p.datetime(3),
  },
});

/** A version of a corrected field (oikaisu). */
export class PartyCorrection extends correctionSchema.class {}

correctionSchema.setClass(PartyCorrection);

const statementSchema = defineEntity({
  name: 'SupplementaryStatement',
  tableName: 'supplementary_statement',
  indexes: [{ name: 'supplementary_statement_of_recording', properties: ['recordingId'] }],
  properties: {
    id: p.uuid().primary(),
    recordingId: p.uuid(),
    /** Number of the case. */
    reference: p.text(),
    /** Under the recording's data key. */
    sealedText: p.blob(),
    addedBy: p.uuid().nullable(),
    addedAt: p.datetime(3),
  },
});

/** What a person in a recording has to say to it (lisäselvitys): shown wherever it is played or taken out. */
export class SupplementaryStatement extends statementSchema.class {}

statementSchema.setClass(SupplementaryStatement);
