import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/calendar.js';
import type { DataKey } from '../platform/crypto/data-key.js';
import { KeyRing } from '../platform/crypto/key-ring.js';
import type { EntityManager } from '../platform/database/index.js';
import { indexValues, openParty, type PartyFields } from './party-fields.js';
import { Party, PartyIndex, type PartyKind } from './party.entity.js';
import { CallerMarks } from './studied-calls/caller-marks.js';

/** Writes the blind indexes that parties are found by, under the key of their contact's last day. */
@Injectable()
export class PartyIndexes {
  constructor(
    private readonly keyRing: KeyRing,
    private readonly marks: CallerMarks,
  ) {}

  /** Writes the values of one party, and the mark of its contact where it is the caller. */
  async insert(em: EntityManager, party: IndexedParty, fields: PartyFields, dueOn: Day): Promise<void> {
    await this.#insertValues(em, party, fields, dueOn);
    if (party.kind === 'caller') await this.marks.mark(em, party.contactId, fields.phone, dueOn);
  }

  /** The index is made anew under the later day's key: the old values would die, or outlive, with the wrong day. */
  async move(em: EntityManager, contactId: string, key: DataKey, dueOn: Day): Promise<void> {
    await em.nativeDelete(PartyIndex, { contactId });
    for (const party of await em.find(Party, { contactId })) {
      await this.#insertValues(em, party, openParty(key, party), dueOn);
    }
    await this.marks.leaveAfter(em, contactId, dueOn);
  }

  async #insertValues(em: EntityManager, party: IndexedParty, fields: PartyFields, dueOn: Day): Promise<void> {
    const values = indexValues(await this.keyRing.indexKey(dueOn), fields);
    const rows = values.map(value => ({ value, partyId: party.id, contactId: party.contactId, dueOn }));
    if (rows.length > 0) await em.insertMany(PartyIndex, rows);
  }
}

interface IndexedParty {
  readonly id: string;
  readonly contactId: string;
  readonly kind: PartyKind;
}
