import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { parseDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/errors.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import { Database } from '../../platform/database/index.js';
import { callFactsOf } from '../call-facts.js';
import { Recording } from '../recording.entity.js';
import { SupplementaryStatement } from './correction.entity.js';
import { openStatement, sealStatement } from './sealed-change.js';

/** A statement to be added; `id` is that of its row, so that it happens once. */
export interface WantedStatement {
  readonly id: string;
  readonly recordingId: string;
  readonly text: string;
  /** Number of the case. */
  readonly reference: string;
}

/** A statement as whoever plays the recording reads it. */
export interface ShownStatement {
  readonly id: string;
  readonly text: string;
  readonly addedAt: string;
}

/** What people in a recording have to say to it; it goes with the recording. */
@Injectable()
export class Statements {
  constructor(
    private readonly database: Database,
    private readonly keyRing: KeyRing,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** A transaction of its own. @throws DomainError `not-found` where the recording is not here */
  async add({ id, recordingId, text, reference }: WantedStatement, actor: Actor): Promise<void> {
    await this.database.transaction(async em => {
      const lockMode = LockMode.PESSIMISTIC_WRITE;
      const recording = await em.findOne(Recording, { id: recordingId }, { lockMode, refresh: true });
      if (!recording) throw notFound();
      if ((await em.count(SupplementaryStatement, { id })) > 0) return;
      const key = await this.keyRing.open(recordingId, parseDay(recording.dueOn));
      const sealedText = sealStatement(key, { id, recordingId }, text);
      const by = { addedBy: actor.id, addedAt: this.clock.now() };
      em.persist(em.create(SupplementaryStatement, { id, recordingId, reference, sealedText, ...by }));
      await em.flush();
      await this.trail.record(em, {
        action: 'recording.statement-added',
        actor,
        object: { kind: 'recording', id: recordingId },
        recordingId,
        reference,
        facts: callFactsOf(recording),
      });
    });
  }

  /** Those of a recording, oldest first; the event of what they are read for is committed before. @throws KeyGone */
  async of({ id, dueOn }: Pick<Recording, 'id' | 'dueOn'>): Promise<ShownStatement[]> {
    const em = this.database.entities();
    const rows = await em.find(SupplementaryStatement, { recordingId: id }, { orderBy: { id: 'asc' } });
    if (rows.length === 0) return [];
    const key = await this.keyRing.open(id, parseDay(dueOn));
    return rows.map(row => ({ id: row.id, text: openStatement(key, row), addedAt: row.addedAt.toISOString() }));
  }
}
