import { Injectable } from '@nestjs/common';
import { helsinkiDay, parseDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/errors.js';
import { parsePersonalIdentityCode } from '../../kernel/personal-identity-code.js';
import type { DataKey } from '../../platform/crypto/data-key.js';
import { DueDays } from '../../platform/crypto/due-days.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { Contact } from '../contact.entity.js';
import { openParty, openPartyField, sealParty, SEALED_COLUMNS, type PartyField } from '../party-fields.js';
import { PartyIndexes } from '../party-indexes.js';
import { Party, PartyIndex } from '../party.entity.js';

/** Puts another value in a party's field; the search finds the party by the new one alone. */
@Injectable()
export class CorrectParty {
  constructor(
    private readonly indexes: PartyIndexes,
    private readonly dueDays: DueDays,
    private readonly clock: Clock,
  ) {}

  /**
   * In a transaction that has the contact locked. Returns what was there.
   * @throws DomainError `not-found` for a party that is not the contact's, `day-closed`
   */
  async execute(
    em: EntityManager,
    { contact, key }: { readonly contact: Contact; readonly key: DataKey },
    wanted: { readonly partyId: string; readonly field: PartyField; readonly value: string | null },
  ): Promise<string | null> {
    const dueOn = parseDay(contact.dueOn);
    await this.dueDays.lockOpen(em, dueOn);
    const party = await em.findOne(Party, { id: wanted.partyId, contactId: contact.id }, { refresh: true });
    if (!party) throw notFound();
    const from = openPartyField(key, party, wanted.field);
    em.assign(party, this.#sealed(key, party, wanted.field, wanted.value));
    await em.flush();
    await em.nativeDelete(PartyIndex, { partyId: party.id });
    await this.indexes.insert(em, party, openParty(key, party), dueOn);
    return from;
  }

  #sealed(key: DataKey, party: Party, field: PartyField, value: string | null): Partial<Party> {
    const isCode = field === 'personalIdentityCode';
    if (value === null) return { [SEALED_COLUMNS[field]]: null, ...(isCode ? { codeInvalid: false } : {}) };
    if (!isCode) return sealParty(key, party, { [field]: value });
    const code = parsePersonalIdentityCode(value, helsinkiDay(this.clock.now()));
    const personalIdentityCode = code.valid ? code.code : value;
    return { ...sealParty(key, party, { personalIdentityCode }), codeInvalid: !code.valid };
  }
}
