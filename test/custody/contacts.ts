import type { Day } from '../../src/kernel/calendar.js';
import type { DataKey } from '../../src/platform/crypto/data-key.js';
import { openField } from '../../src/platform/crypto/field-cipher.js';
import { indexValues, noteContext, openParty } from '../../src/recordings/party-fields.js';
import type { Party } from '../../src/recordings/index.js';
import type { KeptServer } from '../support/server.js';
import type { ContactRow, Kept } from './kept.js';

interface IndexRow {
  readonly value: Buffer;
  readonly party_id: string;
  readonly due_on: Day;
}

const PARTIES = `
  select id, contact_id as "contactId", sealed_name as "sealedName", sealed_phone as "sealedPhone", sealed_email as "sealedEmail",
    sealed_organisation as "sealedOrganisation", sealed_personal_identity_code as "sealedPersonalIdentityCode"
  from contact_party`;

/** A contact lives as long as the longest of its recordings, and its fields and indexes open under its day alone. */
export async function contactFindings(server: KeptServer, kept: Kept): Promise<string[]> {
  const parties = await server.sql<Party>(PARTIES);
  const index = await server.sql<IndexRow>('select value, party_id, due_on from party_index');
  const contacts = new Set(kept.contacts.map(({ id }) => id));
  const findings = [
    ...kept.recordings.filter(leg => !contacts.has(leg.contact_id)).map(leg => `recording ${leg.id} has no contact`),
    ...parties.filter(party => !contacts.has(party.contactId)).map(party => `party ${party.id} has no contact`),
    ...index.filter(row => !parties.some(party => party.id === row.party_id)).map(() => 'an index value has no party'),
    ...kept.contacts.flatMap(contact => lifeFindings(contact, kept)),
  ];
  for (const contact of kept.contacts) {
    if (kept.destroyedDays.has(contact.due_on)) continue;
    const own = parties.filter(party => party.contactId === contact.id);
    findings.push(...(await fieldFindings(contact, own, index, kept)));
  }
  return findings;
}

function lifeFindings({ id, due_on }: ContactRow, { recordings }: Kept): string[] {
  const legs = recordings.filter(leg => leg.contact_id === id);
  const last = legs
    .map(leg => leg.due_on)
    .sort()
    .at(-1);
  return last === undefined || last === due_on
    ? []
    : [`contact ${id} lives until ${due_on}, its recordings until ${last}`];
}

async function fieldFindings(
  contact: ContactRow,
  parties: readonly Party[],
  index: readonly IndexRow[],
  { ring }: Kept,
): Promise<string[]> {
  try {
    const key = await ring.open(contact.id, contact.due_on);
    if (contact.sealed_note) openField(key, noteContext(contact.id), contact.sealed_note);
    const indexKey = await ring.indexKey(contact.due_on);
    return parties.flatMap(party => {
      const wanted = indexValues(indexKey, openParty(key, party)).map(value => `${contact.due_on} ${hex(value)}`);
      const rows = index.filter(row => row.party_id === party.id).map(row => `${row.due_on} ${hex(row.value)}`);
      return same(wanted, rows) ? [] : [`the index of party ${party.id} is not that of its fields and day`];
    });
  } catch {
    return [`contact ${contact.id} does not decrypt`];
  }
}

/** Opens what an item of the quarantine was delivered with. */
export function itemMetadata(key: DataKey, id: string, sealed: Buffer): string {
  return openField(key, `quarantined-item/${id}/metadata`, sealed);
}

export async function itemFindings({ items, ring, destroyedDays }: Kept): Promise<string[]> {
  const findings: string[] = [];
  for (const { id, due_on, sealed_metadata } of items) {
    if (destroyedDays.has(due_on)) continue;
    const opened = await ring
      .open(id, due_on)
      .then(key => (sealed_metadata ? itemMetadata(key, id, sealed_metadata) : ''))
      .catch(() => null);
    if (opened === null) findings.push(`item ${id} does not decrypt`);
  }
  return findings;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return [...one].sort().join() === [...other].sort().join();
}
