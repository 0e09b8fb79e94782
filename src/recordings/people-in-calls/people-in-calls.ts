import { Injectable } from '@nestjs/common';
import { helsinkiDay, parseDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import { passingMarks, type MarkOf } from '../../platform/crypto/passing-marks.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { Contact } from '../contact.entity.js';
import { openParty, type PartyFields } from '../party-fields.js';
import { Party, type PartyCategory, type PartyKind } from '../party.entity.js';
import { marksOf } from './marks.js';
import { samePeople } from './same-people.js';

/** Which calls are asked for; what is null, or an empty list, bounds nothing. */
export interface CallBounds {
  readonly from: Date | null;
  readonly to: Date | null;
  /** Who took them. */
  readonly staffIds: readonly string[];
  readonly recordingIds: readonly string[];
}

export interface CallInQuestion {
  readonly recordingId: string;
  readonly contactId: string;
  readonly agentId: string;
}

/** A party of a contact that is there; whether a code of theirs is kept, not which. */
export interface PartyInCall {
  readonly id: string;
  readonly contactId: string;
  readonly kind: PartyKind;
  readonly category: PartyCategory;
  readonly hasCode: boolean;
}

const CONTACTS_AT_ONCE = 500;

/** Tells an upper floor who is in calls: how many people, and of which groups. Nothing of what they are called leaves it but by `open`. */
@Injectable()
export class PeopleInCalls {
  constructor(
    private readonly database: Database,
    private readonly keyRing: KeyRing,
    private readonly clock: Clock,
  ) {}

  /** Recordings that are kept, in the order of ids, at most `limit`. */
  async calls({ from, to, staffIds, recordingIds }: CallBounds, limit: number): Promise<CallInQuestion[]> {
    const today = helsinkiDay(this.clock.now());
    return this.database.query<CallInQuestion>(CALLS, [today, from, to, staffIds, recordingIds, limit]);
  }

  /** The parties of contacts that are kept, those that are one person together. Their fields are compared here, and shown to nobody. */
  async people(contactIds: readonly string[]): Promise<PartyInCall[][]> {
    const markOf = passingMarks();
    const [parties, marked] = [new Map<string, PartyInCall>(), [] as { id: string; marks: string[] }[]];
    for (let at = 0; at < contactIds.length; at += CONTACTS_AT_ONCE) {
      for (const [party, marks] of await this.#marked(contactIds.slice(at, at + CONTACTS_AT_ONCE), markOf)) {
        parties.set(party.id, party);
        marked.push({ id: party.id, marks });
      }
    }
    return samePeople(marked).map(ids => ids.flatMap(id => parties.get(id) ?? []));
  }

  /** What the newest of `partyIds` is called, in clear; null where none is kept any more. The event is committed before this is asked. */
  async open(partyIds: readonly string[]): Promise<PartyFields | null> {
    const em = this.database.entities();
    const [party] = await em.find(Party, { id: { $in: [...partyIds] } }, { orderBy: { id: 'desc' }, limit: 1 });
    const contact = party && (await em.findOne(Contact, { id: party.contactId, dueOn: { $gte: this.#today() } }));
    return contact ? openParty(await this.keyRing.open(contact.id, parseDay(contact.dueOn)), party) : null;
  }

  async #marked(contactIds: readonly string[], markOf: MarkOf): Promise<(readonly [PartyInCall, string[]])[]> {
    const em = this.database.entities();
    const contacts = await em.find(Contact, { id: { $in: [...contactIds] }, dueOn: { $gte: this.#today() } });
    const ids = contacts.map(({ id }) => id);
    const parties = Map.groupBy(
      await em.find(Party, { contactId: { $in: ids } }, { orderBy: { id: 'asc' } }),
      ({ contactId }) => contactId,
    );
    const found: (readonly [PartyInCall, string[]])[] = [];
    for (const { id, dueOn } of contacts) {
      const dataKey = await this.keyRing.open(id, parseDay(dueOn));
      for (const party of parties.get(id) ?? []) found.push([plain(party), marksOf(markOf, openParty(dataKey, party))]);
    }
    return found;
  }

  #today() {
    return helsinkiDay(this.clock.now());
  }
}

function plain({ id, contactId, kind, category, sealedPersonalIdentityCode }: Party): PartyInCall {
  return { id, contactId, kind, category, hasCode: (sealedPersonalIdentityCode ?? null) !== null };
}

const CALLS: Statement = {
  name: 'calls-in-question',
  text: `
    select id as "recordingId", contact_id as "contactId", agent_id as "agentId" from recording
    where due_on >= $1::date
      and ($2::timestamptz is null or ended_at >= $2) and ($3::timestamptz is null or started_at < $3)
      and ($4::uuid[] = '{}' or agent_id = any($4::uuid[]))
      and ($5::uuid[] = '{}' or id = any($5::uuid[]))
    order by id limit $6`,
};
