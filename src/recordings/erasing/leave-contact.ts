import { Injectable } from '@nestjs/common';
import { helsinkiDay, parseDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { latest } from '../../kernel/retention-rule.js';
import { KeyGone } from '../../platform/crypto/key-gone.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import type { EntityManager } from '../../platform/database/index.js';
import { Contact } from '../contact.entity.js';
import { UnitKeys } from '../custody/unit-keys.js';
import { PartyIndexes } from '../party-indexes.js';
import { Party, PartyIndex } from '../party.entity.js';
import { Recording } from '../recording.entity.js';

/** A contact lives as long as the longest of its recordings (design §1): when legs are erased it goes earlier, or goes. */
@Injectable()
export class LeaveContact {
  constructor(
    private readonly keys: UnitKeys,
    private readonly keyRing: KeyRing,
    private readonly indexes: PartyIndexes,
    private readonly clock: Clock,
  ) {}

  /**
   * In the transaction that has the contact locked and has taken legs away.
   * @returns the day that the contact has now; null where no leg is left and it is gone
   * @throws DomainError `day-closed` where the purge of either day has begun
   */
  async execute(em: EntityManager, contact: Contact): Promise<Day | null> {
    const legs = await em.find(Recording, { contactId: contact.id });
    if (legs.length === 0) return this.#remove(em, contact.id);
    const from = parseDay(contact.dueOn);
    const left = latest([helsinkiDay(this.clock.now()), ...legs.map(({ dueOn }) => parseDay(dueOn))]);
    const to = left < from ? left : from; // it goes earlier or stays: what is over stays over
    const key = await this.keys.copy(em, contact.id, from, to);
    if (from === to) return to;
    em.assign(contact, { dueOn: to });
    await em.flush();
    await this.indexes.move(em, contact.id, key, to);
    return to;
  }

  /** After the commit: the wrapping on the day that was left goes. A crash before leaves it to the nightly reconciliation. */
  async settle(contactId: string, days: readonly Day[]): Promise<void> {
    await this.keys.settle('contact', contactId, days);
  }

  /** After a restored backup: the contact is where the erasure had brought it, and so is its key. */
  async again(em: EntityManager, contactId: string, to: Day | null): Promise<void> {
    const legs = await em.count(Recording, { contactId });
    if (legs === 0) await this.#remove(em, contactId);
    if (legs === 0 || !to) return;
    await em.nativeUpdate(Contact, { id: contactId }, { dueOn: to });
    try {
      await this.indexes.move(em, contactId, await this.keyRing.open(contactId, to), to);
    } catch (error) {
      if (!(error instanceof KeyGone)) throw error;
      await em.nativeDelete(PartyIndex, { contactId }); // a later event has moved the key on, and makes the index
    }
  }

  async #remove(em: EntityManager, contactId: string): Promise<null> {
    await em.nativeDelete(PartyIndex, { contactId });
    await em.nativeDelete(Party, { contactId });
    await em.nativeDelete(Contact, { id: contactId });
    return null;
  }
}
