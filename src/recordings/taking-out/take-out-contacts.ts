import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { parseDay, type Day } from '../../kernel/calendar.js';
import { openField } from '../../platform/crypto/field-cipher.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import { Database } from '../../platform/database/index.js';
import type { Container } from '../audio/audio-facts.js';
import { callFactsOf } from '../call-facts.js';
import { Contact } from '../contact.entity.js';
import { SaidOfCall } from '../corrections/said-of-call.js';
import { noteContext, openParty } from '../party-fields.js';
import { Party } from '../party.entity.js';
import { Recording } from '../recording.entity.js';
import { isLost, OpenAudio } from './open-audio.js';
import { jsonFile, type TakenFile, type UnreadableUnit } from './taken-file.js';

const BATCH = 100;

/** Takes contacts along with their recordings: the history with its personal fields in clear, and the audio. */
@Injectable()
export class TakeOutContacts {
  constructor(
    private readonly database: Database,
    private readonly keyRing: KeyRing,
    private readonly audio: OpenAudio,
    private readonly saidOfCall: SaidOfCall,
    private readonly trail: AuditTrail,
  ) {}

  /**
   * Everything that is not over when its turn comes, by `today`. Each recording is on record before its contact or its audio is opened.
   * @param departureId what the events name
   */
  async *files(today: () => Day, departureId: string, actor: Actor): AsyncGenerator<TakenFile | UnreadableUnit> {
    const find = (after: string) =>
      this.database
        .entities()
        .find(Contact, { dueOn: { $gte: today() }, id: { $gt: after } }, { orderBy: { id: 'asc' }, limit: BATCH });
    for (
      let contacts = await find(NOTHING);
      contacts.length > 0;
      contacts = await find(contacts.at(-1)?.id ?? NOTHING)
    ) {
      for (const contact of contacts) yield* this.#contact(contact, today, departureId, actor);
    }
  }

  async *#contact(contact: Contact, today: () => Day, departureId: string, actor: Actor) {
    if (contact.dueOn < today()) return;
    const where = { contactId: contact.id, dueOn: { $gte: today() } };
    const recordings = await this.database
      .entities()
      .find(Recording, where, { orderBy: { startedAt: 'asc', id: 'asc' } });
    await this.#record(recordings, departureId, actor);
    yield await this.#history(contact, recordings);
    for (const recording of recordings) if (recording.dueOn >= today()) yield await this.#audio(recording);
  }

  async #record(recordings: readonly Recording[], departureId: string, actor: Actor): Promise<void> {
    await this.database.transaction(async em => {
      for (const recording of recordings) {
        const { id, restricted } = recording;
        await this.trail.record(em, {
          action: 'recording.exported',
          actor,
          object: { kind: 'departure', id: departureId },
          recordingId: id,
          facts: { ...callFactsOf(recording), restricted },
        });
      }
    });
  }

  async #history(contact: Contact, recordings: readonly Recording[]): Promise<TakenFile | UnreadableUnit> {
    const of = { kind: 'contact-history', unitId: contact.id } as const;
    try {
      const restricted = recordings.some(recording => recording.restricted);
      const opened = await this.#opened(contact, recordings);
      const value = { ...opened, recordings: recordings.map(recordingOf) };
      return jsonFile({ ...of, restricted, name: `contacts/${contact.id}.json` }, value);
    } catch (error) {
      if (isLost(error)) return of;
      throw error;
    }
  }

  async #opened(contact: Contact, recordings: readonly Recording[]) {
    const { id, source, linkedId, ticket, dueOn, createdAt, sealedNote } = contact;
    const key = await this.keyRing.open(id, parseDay(dueOn));
    const parties = await this.database
      .entities()
      .find(Party, { contactId: id }, { orderBy: { kind: 'asc', id: 'asc' } });
    return {
      ...{ id, source, linkedId, ticket, dueOn, createdAt },
      note: sealedNote ? openField(key, noteContext(id), Buffer.from(sealedNote)) : null,
      parties: parties.map(party => {
        const { kind, category, codeInvalid, provenance } = party;
        return { id: party.id, kind, category, codeInvalid, provenance, ...openParty(key, party) };
      }),
      ...(await this.saidOfCall.taken(key, id, recordings)),
    };
  }

  async #audio({ id, dueOn, restricted, container }: Recording): Promise<TakenFile | UnreadableUnit> {
    const of = { kind: 'recording', unitId: id } as const;
    const audio = await this.audio.execute(id, parseDay(dueOn));
    return audio ? { ...of, ...audio, restricted, name: nameOf(id, container) } : of;
  }
}

const NOTHING = '00000000-0000-0000-0000-000000000000';

/** Every fact of a recording, with the name of the file that its audio is in. */
function recordingOf({ audioSha256, ...facts }: Recording) {
  return { ...facts, audioSha256: Buffer.from(audioSha256).toString('hex'), audio: nameOf(facts.id, facts.container) };
}

/** The ending says what it is: wav, mp3, ogg or gsm. */
function nameOf(id: string, container: Container): string {
  return `recordings/${id}.${container}`;
}
