import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { parseDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/errors.js';
import type { DataKey } from '../../platform/crypto/data-key.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { callFactsOf } from '../call-facts.js';
import { Contact } from '../contact.entity.js';
import { Recording } from '../recording.entity.js';
import { CorrectParty } from './correct-party.js';
import { PartyCorrection, type CorrectableField } from './correction.entity.js';
import { sealChange } from './sealed-change.js';

/** A correction that is asked for; `id` is that of its row, so that it happens once however often it is carried out. */
export interface WantedCorrection {
  readonly id: string;
  readonly recordingId: string;
  /** Of a party's field; null for ticket and unit. */
  readonly partyId: string | null;
  readonly field: CorrectableField;
  /** Null takes the value away. */
  readonly value: string | null;
  readonly why: string;
  /** Number of the case. */
  readonly reference: string;
}

interface Locked {
  readonly contact: Contact;
  readonly recording: Recording;
  readonly key: DataKey;
}

/** Corrects what is known of a call (GDPR art. 16), and keeps what was there before. A transaction of its own. */
@Injectable()
export class CorrectCall {
  constructor(
    private readonly database: Database,
    private readonly keyRing: KeyRing,
    private readonly parties: CorrectParty,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found` where the recording or the party is not here, `day-closed` where its purge has begun */
  async execute(wanted: WantedCorrection, actor: Actor): Promise<void> {
    await this.database.transaction(async em => {
      const locked = await this.#lock(em, wanted.recordingId);
      if ((await em.count(PartyCorrection, { id: wanted.id })) > 0) return;
      await this.#correct(em, locked, wanted, actor);
    });
  }

  /** The contact first, as everybody does who moves a leg or files another. */
  async #lock(em: EntityManager, recordingId: string): Promise<Locked> {
    const known = await em.findOne(Recording, { id: recordingId });
    if (!known) throw notFound();
    const how = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
    const contact = await em.findOne(Contact, { id: known.contactId }, how);
    const recording = await em.findOne(Recording, { id: recordingId }, how);
    if (!contact || !recording) throw notFound();
    return { contact, recording, key: await this.keyRing.open(contact.id, parseDay(contact.dueOn)) };
  }

  async #correct(em: EntityManager, locked: Locked, wanted: WantedCorrection, actor: Actor): Promise<void> {
    const { contact, recording, key } = locked;
    const { id, recordingId, partyId, field, value: to, why, reference } = wanted;
    const from = await this.#change(em, locked, wanted);
    const of = { contactId: contact.id, partyId, field, ...(field === 'unit' ? { recordingId } : {}) };
    const version = 1 + (await em.count(PartyCorrection, of));
    const sealedChange = sealChange(key, { id, contactId: contact.id }, { from, to, why });
    const by = { correctedBy: actor.id, correctedAt: this.clock.now() };
    em.persist(em.create(PartyCorrection, { id, ...of, recordingId, version, reference, sealedChange, ...by }));
    await em.flush();
    await this.trail.record(em, {
      action: 'recording.corrected',
      actor,
      object: { kind: 'recording', id: recordingId },
      recordingId,
      reference,
      facts: { field, partyId, version, ...callFactsOf(recording) },
    });
  }

  /** Returns what was there. */
  async #change(em: EntityManager, locked: Locked, wanted: WantedCorrection): Promise<string | null> {
    const { contact, recording, key } = locked;
    const { field, value } = wanted;
    if (field === 'ticket') {
      const from = contact.ticket;
      em.assign(contact, { ticket: value ?? '' });
      return from === '' ? null : from;
    }
    if (field === 'unit') {
      const from = recording.unit;
      em.assign(recording, { unit: value ?? from });
      return from;
    }
    return this.parties.execute(em, { contact, key }, { partyId: wanted.partyId ?? '', field, value });
  }
}
