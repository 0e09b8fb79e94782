import { defineEntity, p } from '@mikro-orm/core';

export const PARTY_KINDS = ['caller', 'patient'] as const;
export type PartyKind = (typeof PARTY_KINDS)[number];

/** Groups of data subjects of privacy notice §8; `unknown` where the source does not say. */
export const PARTY_CATEGORIES = ['own-staff', 'customer-staff', 'partner', 'unknown'] as const;
export type PartyCategory = (typeof PARTY_CATEGORIES)[number];

const schema = defineEntity({
  name: 'Party',
  tableName: 'contact_party',
  properties: {
    id: p.uuid().primary(),
    contactId: p.uuid().index('contact_party_contact'),
    kind: p.enum(PARTY_KINDS),
    category: p.enum(PARTY_CATEGORIES),
    sealedName: p.blob().nullable(),
    sealedPhone: p.blob().nullable(),
    sealedEmail: p.blob().nullable(),
    sealedOrganisation: p.blob().nullable(),
    sealedPersonalIdentityCode: p.blob().nullable(),
    /** The code does not fit domain.md §4 and was kept as the text that came. */
    codeInvalid: p.boolean().default(false),
    /** Which channel of provenance the fields came by (privacy notice §9). */
    provenance: p.text(),
  },
});

/** A person in a contact: fields encrypted under the contact's data key, each by itself. */
export class Party extends schema.class {}

schema.setClass(Party);

const indexSchema = defineEntity({
  name: 'PartyIndex',
  tableName: 'party_index',
  indexes: [{ name: 'party_index_contact', properties: ['contactId'] }],
  properties: {
    value: p.blob().primary(),
    partyId: p.uuid().primary(),
    contactId: p.uuid(),
    dueOn: p.date().index('party_index_due_on'),
  },
});

/** A blind index value of a party's field: HMAC under a key of its due day, so that it dies with the day. */
export class PartyIndex extends indexSchema.class {}

indexSchema.setClass(PartyIndex);
