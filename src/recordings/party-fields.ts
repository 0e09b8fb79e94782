import type { KeyObject } from 'node:crypto';
import { nameTokens, normaliseEmail, normalisePhone } from '../kernel/contact-details.js';
import { blindIndex } from '../platform/crypto/blind-index.js';
import type { DataKey } from '../platform/crypto/data-key.js';
import { openField, sealField } from '../platform/crypto/field-cipher.js';
import type { Party } from './party.entity.js';

/** The personal fields of a party, in clear. Absent ones are left out. */
export interface PartyFields {
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly organisation?: string | undefined;
  readonly personalIdentityCode?: string | undefined;
}

export type PartyField = keyof PartyFields;

/** In which column a field is kept, sealed. */
export const SEALED_COLUMNS = {
  name: 'sealedName',
  phone: 'sealedPhone',
  email: 'sealedEmail',
  organisation: 'sealedOrganisation',
  personalIdentityCode: 'sealedPersonalIdentityCode',
} as const satisfies Record<PartyField, keyof Party>;

const FIELDS = ['name', 'phone', 'email', 'organisation', 'personalIdentityCode'] as const satisfies PartyField[];

interface PartyId {
  readonly id: string;
  readonly contactId: string;
}

/** Seals each field by itself under the contact's data key; a field cannot be moved to another party or column. */
export function sealParty(key: DataKey, party: PartyId, fields: PartyFields): Partial<Record<SealedColumn, Buffer>> {
  const sealed = FIELDS.flatMap(field => {
    const text = fields[field];
    return text === undefined ? [] : [[SEALED_COLUMNS[field], sealField(key, contextOf(party, field), text)] as const];
  });
  return Object.fromEntries(sealed);
}

type SealedColumn = (typeof SEALED_COLUMNS)[PartyField];

/** One field in clear; null where the party has none. */
export function openPartyField(key: DataKey, party: Party, field: PartyField): string | null {
  const sealed = party[SEALED_COLUMNS[field]];
  return sealed ? openField(key, contextOf(party, field), Buffer.from(sealed)) : null;
}

/** Every field of a party in clear: for a move of its index to another day, and for nothing that people see. */
export function openParty(key: DataKey, party: Party): PartyFields {
  return Object.fromEntries(FIELDS.map(field => [field, openPartyField(key, party, field) ?? undefined]));
}

/** The blind index values under which the party is found on its due day. */
export function indexValues(indexKey: KeyObject, fields: PartyFields): Buffer[] {
  return searchTerms(fields).map(([kind, term]) => blindIndex(indexKey, kind, term));
}

/** Kind and normalised text of each term that a party is found by; the search uses the same. */
export function searchTerms(
  fields: PartyFields,
): [kind: 'phone' | 'email' | 'name' | 'personal-identity-code', term: string][] {
  const phone = fields.phone === undefined ? null : normalisePhone(fields.phone);
  const email = fields.email === undefined ? null : normaliseEmail(fields.email);
  const code = fields.personalIdentityCode?.trim().toUpperCase();
  return [
    ...(phone ? [['phone', phone] as ['phone', string]] : []),
    ...(email ? [['email', email] as ['email', string]] : []),
    ...nameTokens(fields.name ?? '').map(token => ['name', token] as ['name', string]),
    ...(code ? [['personal-identity-code', code] as ['personal-identity-code', string]] : []),
  ];
}

function contextOf({ id, contactId }: PartyId, field: PartyField): string {
  return `contact/${contactId}/party/${id}/${field}`;
}

/** The context that a contact's note is sealed in. */
export function noteContext(contactId: string): string {
  return `contact/${contactId}/note`;
}
