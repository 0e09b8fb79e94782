import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { helsinkiDay, parseDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { queueDeletions } from '../../platform/blobs/blob-deletions.js';
import { DueDays } from '../../platform/crypto/due-days.js';
import type { EntityManager } from '../../platform/database/index.js';
import { Contact } from '../contact.entity.js';
import { Tombstones } from '../ingest/tombstones.js';
import { EndPlayback } from '../playback/end-playback.js';
import { Playback } from '../playback/playback.entity.js';
import { Arrival } from '../arrivals/arrival.entity.js';
import { RecordingWaveform } from '../audio/waveform/recording-waveform.entity.js';
import { QuarantinedItem } from '../quarantine/quarantined-item.entity.js';
import { removeRow } from '../quarantine/remove-item.js';
import { Recording } from '../recording.entity.js';
import {
  unitOfContact,
  unitOfCopy,
  unitOfItem,
  unitOfRecording,
  type CopyRow,
  type ErasedUnit,
} from './erased-unit.js';
import { LeaveContact } from './leave-contact.js';

/** What is to be erased: one recording, or a contact with all its recordings. */
export interface ErasureTarget {
  readonly kind: 'recording' | 'contact';
  readonly id: string;
}

/** The recordings of a target and their contact, locked until the end of the transaction. */
export interface LockedCalls {
  readonly contact: Contact;
  /** Oldest first; those of the target alone. */
  readonly legs: readonly [Recording, ...Recording[]];
}

/** The same where nothing may be left of the target. */
interface Locked {
  readonly contact: Contact;
  readonly legs: readonly Recording[];
}

/** What an erasure has taken. A second delivery is refused from then on. The keys of the units are still there, and nothing names them but this. */
export interface ErasedCalls {
  readonly units: readonly ErasedUnit[];
  /** Where the contact was and is; `to` is null where it went with its last recording. */
  readonly contact: { readonly id: string; readonly from: Day; readonly to: Day | null };
}

/** Takes the rows of recordings that should not be here, and of all that was made of them (ADR 0013). */
@Injectable()
export class EraseCalls {
  constructor(
    private readonly endPlayback: EndPlayback,
    private readonly tombstones: Tombstones,
    private readonly contacts: LeaveContact,
    private readonly dueDays: DueDays,
    private readonly clock: Clock,
  ) {}

  /** The recordings of a target as they are now, oldest first. */
  async find(em: EntityManager, { kind, id }: ErasureTarget): Promise<Recording[]> {
    return em.find(Recording, kind === 'recording' ? { id } : { contactId: id }, {
      orderBy: { endedAt: 'asc', id: 'asc' },
    });
  }

  /**
   * The contact first, as everybody does who moves a leg or files another. Null where nothing of the target is left: what is over is
   * left to the purge, whether it has come or not.
   */
  async lock(em: EntityManager, target: ErasureTarget): Promise<LockedCalls | null> {
    const locked = await this.#lock(em, target);
    const today = this.#today();
    const [first, ...others] = locked?.legs.filter(({ dueOn }) => dueOn >= today) ?? [];
    return locked && first ? { ...locked, legs: [first, ...others] } : null;
  }

  /**
   * Deletes the rows of `locked` and what belongs to them; blob names go into the deletion queue, tombstones refuse a second
   * delivery, and the contact follows. A training copy whose own day is over is left to the purge, as they would be. After the commit
   * comes {@link settle}.
   * @throws DomainError `day-closed` where the purge of a recording's own day has begun
   */
  async take(em: EntityManager, { contact, legs }: LockedCalls): Promise<ErasedCalls> {
    const from = parseDay(contact.dueOn);
    await this.dueDays.lockOpen(em, ...[contact, ...legs].map(({ dueOn }) => parseDay(dueOn)));
    const copies = await this.#takeLivingCopies(em, legs);
    await this.#remove(em, legs, copies);
    for (const leg of legs) await this.tombstones.put(em, leg, parseDay(leg.ordinaryDueOn));
    const to = await this.contacts.execute(em, contact);
    const units = [...unitsOf(legs, copies), ...(to ? [] : contactUnits(contact, legs))];
    return { units, contact: { id: contact.id, from, to } };
  }

  /** After the commit of {@link take}. */
  async settle({ contact: { id, from, to } }: ErasedCalls): Promise<void> {
    if (to && to !== from) await this.contacts.settle(id, [from]);
  }

  /**
   * Takes, in a restored backup, what was erased since; empty where the backup does not have it. The keys are gone already.
   * @param contactTo the day that the contact got by it; null where it went
   */
  async again(em: EntityManager, recordingId: string, contactTo: Day | null): Promise<ErasedUnit[]> {
    const locked = await this.#lock(em, { kind: 'recording', id: recordingId });
    if (!locked?.legs.length) return this.#itemAgain(em, recordingId);
    const { contact, legs } = locked;
    const copies = await takeCopies(em, await lockCopies(em, legs));
    await this.#remove(em, legs, copies);
    await this.contacts.again(em, contact.id, contactTo);
    const goes = (await em.count(Contact, { id: contact.id })) === 0;
    return [...unitsOf(legs, copies), ...(goes ? contactUnits(contact, legs) : [])];
  }

  async #lock(em: EntityManager, target: ErasureTarget): Promise<Locked | null> {
    const [known] = await this.find(em, target);
    if (!known) return null;
    const lockMode = LockMode.PESSIMISTIC_WRITE;
    const contact = await em.findOne(Contact, { id: known.contactId }, { lockMode, refresh: true });
    const where = target.kind === 'recording' ? { id: target.id } : { contactId: target.id };
    const legs = await em.find(Recording, where, { lockMode, refresh: true, orderBy: { endedAt: 'asc', id: 'asc' } });
    return contact ? { contact, legs } : null;
  }

  /** A recording that the backup has as an item that waits still: it was filed and erased since. */
  async #itemAgain(em: EntityManager, id: string): Promise<ErasedUnit[]> {
    const item = await em.findOne(QuarantinedItem, { id }, { refresh: true });
    if (!item) return [];
    await em.nativeDelete(Arrival, { unitId: id });
    await removeRow(em, id);
    await queueDeletions(em, [id], this.clock.now());
    return [unitOfItem(item)];
  }

  /** Ends and deletes what somebody began to hear in the moment in which the rows went. */
  async removePlaybacks(em: EntityManager, recordingIds: readonly string[]): Promise<void> {
    await this.endPlayback.ofRecordings(em, recordingIds);
    await em.nativeDelete(Playback, { recordingId: { $in: [...recordingIds] } });
  }

  /** None of their days is closed under them; one that is closed already does not hold up the rest. */
  async #takeLivingCopies(em: EntityManager, legs: readonly Recording[]): Promise<readonly CopyRow[]> {
    const copies = await lockCopies(em, legs);
    const open = await this.dueDays.lockThoseOpen(em, ...copies.map(({ due_on }) => parseDay(due_on)));
    const today = this.#today();
    return takeCopies(
      em,
      copies.filter(({ due_on }) => due_on >= today && open.has(parseDay(due_on))),
    );
  }

  async #remove(em: EntityManager, legs: readonly Recording[], copies: readonly CopyRow[]): Promise<void> {
    const ids = legs.map(({ id }) => id);
    await this.removePlaybacks(em, ids);
    await em.nativeDelete(Arrival, { unitId: { $in: ids } });
    await em.nativeDelete(RecordingWaveform, { recordingId: { $in: ids } });
    await em.nativeDelete(Recording, { id: { $in: ids } });
    await queueDeletions(em, [...ids, ...copies.map(({ id }) => id)], this.clock.now());
  }

  #today(): Day {
    return helsinkiDay(this.clock.now());
  }
}

function unitsOf(legs: readonly Recording[], copies: readonly CopyRow[]): ErasedUnit[] {
  return legs.flatMap(leg => [
    unitOfRecording(leg),
    ...copies.filter(({ recording_id }) => recording_id === leg.id).map(copy => unitOfCopy(copy, leg)),
  ]);
}

function contactUnits(contact: Contact, legs: readonly Recording[]): ErasedUnit[] {
  return legs.slice(-1).map(leg => unitOfContact(contact, leg));
}

function idsOf(rows: readonly { readonly id: string }[]): string {
  return `{${rows.map(({ id }) => id).join(',')}}`;
}

function lockCopies(em: EntityManager, legs: readonly Recording[]): Promise<CopyRow[]> {
  return em.execute<CopyRow[]>(LOCK_COPIES, [idsOf(legs)]);
}

async function takeCopies(em: EntityManager, copies: readonly CopyRow[]): Promise<readonly CopyRow[]> {
  await em.execute('delete from training_copy where id = any(?::uuid[])', [idsOf(copies)]);
  return copies;
}

const LOCK_COPIES = `
  select id, recording_id, due_on::text as due_on, size_bytes from training_copy
  where recording_id = any(?::uuid[]) order by id for update`;
