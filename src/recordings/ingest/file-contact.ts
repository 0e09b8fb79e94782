import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/core';
import { DomainError } from '../../kernel/errors.js';
import { isOver, latest } from '../../kernel/retention-rule.js';
import { parseDay, type Day } from '../../kernel/calendar.js';
import { newId } from '../../kernel/ids.js';
import { Clock } from '../../kernel/clock.js';
import type { DataKey } from '../../platform/crypto/data-key.js';
import { sealField } from '../../platform/crypto/field-cipher.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { Contact } from '../contact.entity.js';
import { Party } from '../party.entity.js';
import { UnitKeys } from '../custody/unit-keys.js';
import { noteContext, sealParty } from '../party-fields.js';
import { PartyIndexes } from '../party-indexes.js';
import type { AcceptedParty } from './accept-metadata.js';

/** What the legs of one call bring to their contact. */
export interface ContactDraft {
  readonly source: string;
  readonly linkedId: string;
  readonly dueOn: Day;
  readonly parties: readonly AcceptedParty[];
  readonly ticket: string;
  readonly note: string | undefined;
  /** Channel and source that the fields came by. */
  readonly provenance: string;
}

/** The contact's key and days, made ready before the transaction that files the recording. */
export interface PreparedContact {
  readonly id: string;
  readonly isNew: boolean;
  /** The key of a new contact. */
  readonly key: DataKey | null;
  /** The day that the contact has now; later than before where this leg lasts longer. */
  readonly dueOn: Day;
  readonly previousDueOn: Day | null;
}

/** Another leg has moved the contact since it was prepared: to be prepared anew. Nothing of the leg was kept. */
export class ContactMoved extends DomainError {
  constructor() {
    super('unavailable', 'contact-moved', 'Other parts of this call are being filed; deliver it again.');
  }
}

/** Files a leg's parties, ticket and note with its contact: a new one, or the one of the legs that came before. */
@Injectable()
export class FileContact {
  constructor(
    private readonly database: Database,
    private readonly keys: UnitKeys,
    private readonly clock: Clock,
    private readonly indexes: PartyIndexes,
  ) {}

  /**
   * Step 1, before the transaction: the data key of a new contact is on the ring under the day that it will have.
   * @throws ContactMoved; DomainError `contact-going` while the contact of earlier legs is over and not purged yet
   */
  async prepare({ source, linkedId, dueOn }: ContactDraft): Promise<PreparedContact> {
    const known = await this.database.entities().findOne(Contact, { source, linkedId });
    if (!known) return this.#begin(dueOn);
    if (isOver(parseDay(known.dueOn), this.clock.now())) throw going();
    const previousDueOn = parseDay(known.dueOn);
    return { id: known.id, isNew: false, key: null, dueOn: latest([previousDueOn, dueOn]), previousDueOn };
  }

  /** Whether the call has a contact by now. */
  async isBegun({ source, linkedId }: ContactDraft): Promise<boolean> {
    return (await this.database.entities().findOne(Contact, { source, linkedId })) !== null;
  }

  /**
   * Step 2, in the transaction: rows and indexes. Needs the `dueOn` of {@link PreparedContact} locked open.
   * @throws ContactMoved
   */
  async file(em: EntityManager, contact: PreparedContact, draft: ContactDraft): Promise<void> {
    const key = contact.key
      ? await this.#insert(em, contact, contact.key, draft)
      : await this.#update(em, contact, draft);
    const missing = contact.isNew ? draft.parties : await this.#newParties(em, contact.id, draft.parties);
    for (const party of missing) await this.#insertParty(em, contact, key, party, draft.provenance);
  }

  /**
   * Step 3, after the commit: the wrappings on other days go. `days` are those that this leg has found or made. A crash before this
   * leaves them for the nightly reconciliation.
   */
  async settle({ id, dueOn }: PreparedContact, days: ReadonlySet<Day>): Promise<void> {
    if (days.size > 1 || !days.has(dueOn)) await this.keys.settle('contact', id, days);
  }

  async #begin(dueOn: Day): Promise<PreparedContact> {
    const id = newId(this.clock.now());
    return { id, isNew: true, key: await this.keys.begin(id, dueOn), dueOn, previousDueOn: null };
  }

  async #insert(em: EntityManager, contact: PreparedContact, key: DataKey, draft: ContactDraft): Promise<DataKey> {
    const { id, dueOn } = contact;
    const { source, linkedId, ticket, note } = draft;
    const sealedNote = note === undefined ? null : sealField(key, noteContext(id), note);
    await em.insert(Contact, { id, source, linkedId, dueOn, ticket, sealedNote, createdAt: this.clock.now() });
    return key;
  }

  async #update(em: EntityManager, prepared: PreparedContact, draft: ContactDraft): Promise<DataKey> {
    const { id, dueOn } = prepared;
    const contact = await this.#lockUnmoved(em, prepared);
    const from = parseDay(contact.dueOn);
    const key = await this.keys.copy(em, id, from, dueOn).catch((error: unknown) => {
      throw error instanceof DomainError && error.kind === 'gone' ? new ContactMoved() : error;
    });
    const moved = from < dueOn;
    if (contact.ticket === '') contact.ticket = draft.ticket;
    if (!contact.sealedNote && draft.note !== undefined)
      contact.sealedNote = sealField(key, noteContext(id), draft.note);
    if (moved) contact.dueOn = dueOn;
    await em.flush();
    if (moved) await this.indexes.move(em, id, key, dueOn);
    return key;
  }

  /** The contact, which stays as it was prepared until the transaction ends. */
  async #lockUnmoved(em: EntityManager, { id, dueOn, previousDueOn }: PreparedContact): Promise<Contact> {
    const contact = await em.findOne(Contact, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (contact?.dueOn !== (previousDueOn ?? dueOn)) throw new ContactMoved();
    return contact;
  }

  async #newParties(em: EntityManager, contactId: string, parties: readonly AcceptedParty[]): Promise<AcceptedParty[]> {
    const kinds = new Set((await em.find(Party, { contactId })).map(party => party.kind));
    return parties.filter(party => !kinds.has(party.kind));
  }

  async #insertParty(
    em: EntityManager,
    contact: PreparedContact,
    key: DataKey,
    party: AcceptedParty,
    provenance: string,
  ): Promise<void> {
    const { kind, category, fields, codeInvalid } = party;
    const ids = { id: newId(this.clock.now()), contactId: contact.id };
    await em.insert(Party, { ...ids, kind, category, codeInvalid, provenance, ...sealParty(key, ids, fields) });
    await this.indexes.insert(em, { ...ids, kind }, fields, contact.dueOn);
  }
}

function going(): DomainError {
  const sentence = 'An earlier part of this call is over and being deleted; deliver this one again in a minute.';
  return new DomainError('unavailable', 'contact-going', sentence);
}
