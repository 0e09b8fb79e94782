import { Injectable } from '@nestjs/common';
import { PURPOSES } from '../access/index.js';
import { Replays, textFact, type LoggedEvent } from '../audit/index.js';
import { parseDay, type Day } from '../kernel/calendar.js';
import { DueDays } from '../platform/crypto/due-days.js';
import { KeyGone } from '../platform/crypto/key-gone.js';
import { KeyRing } from '../platform/crypto/key-ring.js';
import type { EntityManager } from '../platform/database/index.js';
import { Contact } from './contact.entity.js';
import { QuarantinedItem } from './quarantine/quarantined-item.entity.js';
import { PartyIndexes } from './party-indexes.js';
import { PartyIndex } from './party.entity.js';
import { Recording } from './recording.entity.js';

/**
 * After a restored backup: what was moved to another last day since is there again. The keys are there already. A recording that the
 * backup has as an item that waits still was filed since: its key is on that day alone, and the item goes there.
 */
@Injectable()
export class ReplayDueDays {
  constructor(
    replays: Replays,
    private readonly keyRing: KeyRing,
    private readonly dueDays: DueDays,
    private readonly indexes: PartyIndexes,
  ) {
    replays.on('due-day.moved', (em, event) => this.#move(em, event));
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

function dayFact(event: LoggedEvent, name: string): Day | null {
  const text = textFact(event, name);
  return text === undefined ? null : parseDay(text);
}

function holdPurposesOf({ facts }: LoggedEvent) {
  const said: unknown = facts?.holdPurposes;
  return PURPOSES.filter(purpose => Array.isArray(said) && said.includes(purpose));
}
