import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { PURPOSES } from '../access/index.js';
import { dayFact, Replays, textFact, type LoggedEvent } from '../audit/index.js';
import type { Day } from '../kernel/calendar.js';
import { DomainError } from '../kernel/errors.js';
import { DueDays } from '../platform/crypto/due-days.js';
import { KeyGone } from '../platform/crypto/key-gone.js';
import { KeyRing } from '../platform/crypto/key-ring.js';
import type { EntityManager } from '../platform/database/index.js';
import { Contact } from './contact.entity.js';
import { QuarantinedItem } from './quarantine/quarantined-item.entity.js';
import { LeaveContact } from './erasing/leave-contact.js';
import { PartyIndexes } from './party-indexes.js';
import { PartyIndex } from './party.entity.js';
import { Recording } from './recording.entity.js';

/**
 * After a restored backup: what was moved to another last day since is there again. The keys are there already. A recording that the
 * backup has as an item that waits still was filed since: its key is on that day alone, and the item goes there. A leg that came since is
 * lost, but where it has taken its contact to a later day, the key of the earlier legs' contact is there alone.
 */
@Injectable()
export class ReplayDueDays {
  readonly #movedByLegs = new Set<string>();

  constructor(
    replays: Replays,
    private readonly keyRing: KeyRing,
    private readonly dueDays: DueDays,
    private readonly indexes: PartyIndexes,
    private readonly contacts: LeaveContact,
  ) {
    replays.on('due-day.moved', (em, event) => this.#move(em, event));
    replays.inPart('recording.ingested', (em, event) => this.#moveContact(em, event));
    replays.afterwards(em => this.#endWithLegs(em));
  }

  async #move(em: EntityManager, event: LoggedEvent): Promise<void> {
    const [to, contactTo] = [dayFact(event, 'to'), dayFact(event, 'contactTo')];
    if (!to || !contactTo) return;
    await this.dueDays.ensure(to, contactTo);
    const id = event.recordingId ?? '';
    const recording = await em.findOne(Recording, { id });
    if (!recording) {
      await em.nativeUpdate(QuarantinedItem, { id }, { dueOn: to });
      return;
    }
    const heldThroughOn = dayFact(event, 'heldThroughOn') ?? to;
    em.assign(recording, { dueOn: to, holdPurposes: holdPurposesOf(event), heldThroughOn });
    await em.nativeUpdate(Contact, { id: recording.contactId }, { dueOn: contactTo });
    await em.flush();
    await this.#moveIndex(em, recording.contactId, contactTo);
  }

  async #moveContact(em: EntityManager, event: LoggedEvent): Promise<void> {
    const [id, dueOn] = [textFact(event, 'contactId'), dayFact(event, 'contactMovedTo')];
    if (id === undefined || !dueOn) return;
    await this.dueDays.ensure(dueOn);
    if ((await em.nativeUpdate(Contact, { id }, { dueOn })) === 0) return;
    await this.#moveIndex(em, id, dueOn);
    this.#movedByLegs.add(id);
  }

  /**
   * A contact ends with the longest of its recordings that are there (design §1), not with one that is lost. Its key is copied back;
   * the nightly reconciliation drops the one that is left on the later day.
   */
  async #endWithLegs(em: EntityManager): Promise<void> {
    const moved = [...this.#movedByLegs];
    this.#movedByLegs.clear();
    for (const { id } of await em.execute<{ id: string }[]>(OUTLIVING, [`{${moved.join(',')}}`])) {
      const lockMode = LockMode.PESSIMISTIC_WRITE;
      const contact = await em.findOneOrFail(Contact, { id }, { lockMode, refresh: true });
      await this.contacts.execute(em, contact).catch((error: unknown) => {
        if (!(error instanceof DomainError && error.kind === 'gone')) throw error; // the purge of its legs has begun: it waits for its own
      });
    }
  }

  /** A later event may have moved the key on: that one makes the index. */
  async #moveIndex(em: EntityManager, contactId: string, day: Day): Promise<void> {
    try {
      await this.indexes.move(em, contactId, await this.keyRing.open(contactId, day), day);
    } catch (error) {
      if (!(error instanceof KeyGone)) throw error;
      await em.nativeDelete(PartyIndex, { contactId });
    }
  }
}

const OUTLIVING = `
  select c.id from contact c where c.id = any(?::uuid[])
    and c.due_on > (select max(r.due_on) from recording r where r.contact_id = c.id) order by c.id`;

function holdPurposesOf({ facts }: LoggedEvent) {
  const said: unknown = facts?.holdPurposes;
  return PURPOSES.filter(purpose => Array.isArray(said) && said.includes(purpose));
}
