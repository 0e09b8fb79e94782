import { Injectable } from '@nestjs/common';
import { grantCovering, type Permissions } from '../access/index.js';
import { actorOf, AuditTrail, isLogUnavailable, type EventDraft } from '../audit/index.js';
import { parseDay } from '../kernel/calendar.js';
import { DomainError, notFound } from '../kernel/errors.js';
import { openField } from '../platform/crypto/field-cipher.js';
import { KeyRing } from '../platform/crypto/key-ring.js';
import { Database } from '../platform/database/index.js';
import type { Requester } from '../platform/http/index.js';
import { callFactsOf } from './call-facts.js';
import { Contact } from './contact.entity.js';
import { ReadCorrections } from './corrections/read-corrections.js';
import { Party } from './party.entity.js';
import { noteContext, openPartyField } from './party-fields.js';
import { asSubject, RecordingReader } from './recording-reader.js';
import type { Recording } from './recording.entity.js';
import type { Reveal, Revealed } from './recordings.schemas.js';
import { checkPurpose } from './stated-purpose.js';

/** Shows one personal field in clear, for a stated purpose; the event is committed before it is decrypted. */
@Injectable()
export class RevealField {
  constructor(
    private readonly database: Database,
    private readonly reader: RecordingReader,
    private readonly keyRing: KeyRing,
    private readonly readCorrections: ReadCorrections,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws DomainError `not-found`, `field-not-permitted`, and what {@link checkPurpose} throws */
  async execute(id: string, wanted: Reveal, requester: Requester, permissions: Permissions): Promise<Revealed> {
    const recording = await this.reader.visible(id, requester, permissions, 'field.revealed');
    const draft = { ...this.#draft(recording, wanted, requester) };
    try {
      const purpose = checkPurpose(wanted, recording, permissions);
      const grantId = checkField(wanted, recording, permissions);
      await this.trail.recordAlone({ ...draft, ...purpose, grantId });
    } catch (error) {
      if (error instanceof DomainError && !isLogUnavailable(error))
        await this.trail.recordAlone({ ...draft, outcome: 'refused', reason: error.code });
      throw error;
    }
    return this.#open(recording, wanted);
  }

  #draft(recording: Recording, { field, partyId, purpose }: Reveal, requester: Requester): EventDraft {
    const facts = { field, ...(partyId === undefined ? {} : { partyId }), ...callFactsOf(recording) };
    const object = { kind: 'recording', id: recording.id };
    return { action: 'field.revealed', actor: actorOf(requester), object, recordingId: recording.id, purpose, facts };
  }

  async #open({ contactId }: Recording, { field, partyId }: Reveal): Promise<Revealed> {
    const em = this.database.entities();
    const contact = await em.findOneOrFail(Contact, { id: contactId });
    const key = await this.keyRing.open(contactId, parseDay(contact.dueOn));
    if (field === 'note') {
      const { sealedNote } = contact;
      return {
        field,
        partyId: null,
        value: sealedNote ? openField(key, noteContext(contactId), Buffer.from(sealedNote)) : null,
        corrections: [],
      };
    }
    const party = await em.findOne(
      Party,
      partyId === undefined ? { contactId, kind: 'caller' } : { contactId, id: partyId },
    );
    if (!party) throw notFound();
    const corrections = await this.readCorrections.ofField(key, contactId, party.id, field);
    return { field, partyId: party.id, value: openPartyField(key, party, field), corrections };
  }
}

/** A field is shown by the grant that has the purpose: what one may see and another may be used for is no right. Returns the grant's id. */
function checkField({ field, purpose }: Reveal, recording: Recording, permissions: Permissions): string {
  const both = [
    { verb: 'play', field: purpose },
    { verb: 'reveal', field },
  ] as const;
  const grant = grantCovering(permissions, recording, ...both);
  if (grant && permissions.ability.can('reveal', asSubject(recording), field)) return grant.id;
  throw new DomainError('forbidden', 'field-not-permitted', 'Your access rights do not cover this field.');
}
