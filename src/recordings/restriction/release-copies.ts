import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { helsinkiDay, parseDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Database, type EntityManager, type Statement } from '../../platform/database/index.js';
import { UnitKeys } from '../custody/unit-keys.js';
import { copyEvent } from '../training-copies/copy-events.js';
import { TrainingCopy, TrainingCopyRequest } from '../training-copies/training-copy.entity.js';

/** Training copies of recordings that may not be used for training any more: they go tonight, whatever their day was. */
@Injectable()
export class ReleaseCopies {
  constructor(
    private readonly database: Database,
    private readonly keys: UnitKeys,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Every copy that is kept past today of a recording that is blocked for training. A crash leaves copies that the next call, at the
   * latest that of the night, takes up. Returns how many it has released.
   */
  async execute(actor: Actor): Promise<number> {
    const today = helsinkiDay(this.clock.now());
    const found = await this.database.query<{ readonly id: string }>(BLOCKED, [today]);
    let released = 0;
    for (const { id } of found) released += Number(await this.#release(id, today, actor));
    return released;
  }

  async #release(copyId: string, today: Day, actor: Actor): Promise<boolean> {
    const from = await this.database.transaction(em => this.#move(em, copyId, today, actor));
    // A crash here leaves a second wrapping on the day that was left: the purge or the nightly reconciliation drops it.
    if (from) await this.keys.settle('training_copy', copyId, [from]);
    return from !== null;
  }

  /** What was asked for first, then its copy, as whoever releases one by hand. */
  async #move(em: EntityManager, copyId: string, to: Day, actor: Actor): Promise<Day | null> {
    const lockMode = LockMode.PESSIMISTIC_WRITE;
    const request = await em.findOne(TrainingCopyRequest, { copyId }, { lockMode, refresh: true });
    const copy = await em.findOne(TrainingCopy, { id: copyId }, { lockMode, refresh: true });
    if (!request || !copy || copy.dueOn <= to) return null;
    const from = parseDay(copy.dueOn);
    await this.keys.copy(em, copyId, from, to);
    em.assign(copy, { dueOn: to });
    em.assign(request, { state: 'released', releasedBy: actor.id, releasedAt: this.clock.now() });
    await em.flush();
    const draft = copyEvent('training-copy.released', request, actor);
    const facts = { ...draft.facts, copyId, from, to, because: 'purpose-blocked' };
    await this.trail.record(em, { ...draft, facts });
    return from;
  }
}

const BLOCKED: Statement = {
  name: 'training-copies-blocked',
  text: `
    select c.id from training_copy c join recording r on r.id = c.recording_id
    where c.due_on > $1 and r.blocked_purposes @> '{internal-training}' order by c.id`,
};
