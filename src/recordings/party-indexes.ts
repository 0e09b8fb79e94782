import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/calendar.js';
import type { DataKey } from '../platform/crypto/data-key.js';
import { KeyRing } from '../platform/crypto/key-ring.js';
import type { EntityManager } from '../platform/database/index.js';
import { indexValues, openParty, type PartyFields } from './party-fields.js';
import { Party, PartyIndex } from './party.entity.js';

/** Writes the blind indexes that parties are found by, under the key of their contact's last day. */
@Injectable()
export class PartyIndexes {
  constructor(private readonly keyRing: KeyRing) {}

  /** Writes the values of one party. */
  async insert(
    em: EntityManager,
    party: { readonly id: string; readonly contactId: string },
    fields: PartyFields,
    dueOn: Day,
  ): Promise<void> {
    const values = indexValues(await this.keyRing.indexKey(dueOn), fields);
    const rows = values.map(value => ({ value, partyId: party.id, contactId: party.contactId, dueOn }));
    if (rows.length > 0) await em.insertMany(PartyIndex, rows);
  }

  /** The index is made anew under the later day's key: the old values would die, or outlive, with the wrong day. */
  async move(em: EntityManager, contactId: string, key: DataKey, dueOn: Day): Promise<void> {
    await em.nativeDelete(PartyIndex, { contactId });
    for (const party of await em.find(Party, { contactId })) {
      await this.insert(em, party, openParty(key, party), dueOn);
    }
  }
}
