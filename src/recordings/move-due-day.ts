import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Purpose } from '../access/index.js';
import { AuditTrail, type Actor } from '../audit/index.js';
import { parseDay, type Day } from '../kernel/calendar.js';
import { notFound } from '../kernel/errors.js';
import { latest } from '../kernel/retention-rule.js';
import { DueDays } from '../platform/crypto/due-days.js';
import { KeyRing } from '../platform/crypto/key-ring.js';
import { Database, type EntityManager } from '../platform/database/index.js';
import { callFactsOf } from './call-facts.js';
import { Contact } from './contact.entity.js';
import { PartyIndexes } from './party-indexes.js';
import { Recording } from './recording.entity.js';

/** Where a recording is to go: its last day, and the purposes that it is held for. */
export interface NewDueDay {
  readonly dueOn: Day;
  readonly holdPurposes: readonly Purpose[];
}

interface Move {
  readonly unitId: string;
  readonly from: Day;
  readonly to: Day;
}

/**
 * Moves a recording, and its contact where that has to follow, to another last day (design §3). Keys come first and leave
 * last, so that at every moment the day in the row has one.
 */
@Injectable()
export class MoveDueDay {
  constructor(
    private readonly database: Database,
    private readonly keyRing: KeyRing,
    private readonly dueDays: DueDays,
    private readonly indexes: PartyIndexes,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws DomainError `not-found`, `day-closed`; KeyGone where the unit's day is destroyed */
  async execute(recordingId: string, to: NewDueDay, actor: Actor): Promise<void> {
    const moves = await this.#movesOf(this.database.entities(), recordingId, to.dueOn);
    for (const { unitId, from, to: day } of moves) {
      await this.dueDays.ensure(day);
      if (from !== day) await this.keyRing.copyTo(unitId, from, day);
    }
    // A crash here leaves second wrappings; the rows still say the earlier days, and both die by themselves.
    await this.database.transaction(em => this.#move(em, recordingId, to, actor));
    // A crash here leaves wrappings on the earlier days until those end.
    for (const { unitId, from, to: day } of moves) if (from !== day) await this.keyRing.drop(unitId, from);
  }

  async #move(em: EntityManager, recordingId: string, to: NewDueDay, actor: Actor): Promise<void> {
    const recording = await em.findOneOrFail(Recording, { id: recordingId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const [own, contact] = await this.#movesOf(em, recordingId, to.dueOn);
    await this.dueDays.lockOpen(em, own.from, own.to, contact.from, contact.to);
    em.assign(recording, { dueOn: own.to, holdPurposes: [...to.holdPurposes] });
    await em.nativeUpdate(Contact, { id: contact.unitId }, { dueOn: contact.to });
    await em.flush();
    const key = await this.keyRing.open(contact.unitId, contact.to);
    if (contact.from !== contact.to) await this.indexes.move(em, contact.unitId, key, contact.to);
    const days = { from: own.from, to: own.to, contactFrom: contact.from, contactTo: contact.to };
    await this.trail.record(em, {
      action: 'due-day.moved',
      actor,
      object: { kind: 'recording', id: recordingId },
      recordingId,
      facts: { ...callFactsOf(recording), ...days, holdPurposes: to.holdPurposes },
    });
  }

  /** The contact lives as long as the longest of its recordings (design §1). */
  async #movesOf(em: EntityManager, recordingId: string, to: Day): Promise<readonly [own: Move, contact: Move]> {
    const recording = await em.findOne(Recording, { id: recordingId });
    if (!recording) throw notFound();
    const contact = await em.findOneOrFail(Contact, { id: recording.contactId });
    const legs = await em.find(Recording, { contactId: contact.id, id: { $ne: recordingId } });
    return [
      { unitId: recordingId, from: parseDay(recording.dueOn), to },
      {
        unitId: contact.id,
        from: parseDay(contact.dueOn),
        to: latest([to, ...legs.map(({ dueOn }) => parseDay(dueOn))]),
      },
    ];
  }
}
