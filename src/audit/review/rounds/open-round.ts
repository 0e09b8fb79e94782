import { Injectable } from '@nestjs/common';
import { helsinkiDay } from '../../../kernel/calendar.js';
import { Clock } from '../../../kernel/clock.js';
import { DomainError } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import { Database, type EntityManager } from '../../../platform/database/index.js';
import type { Requester } from '../../../platform/http/index.js';
import { IntegrateEvents } from '../../integration/integrate-events.js';
import { LogHead } from '../../integration/log-head.js';
import { AuditTrail } from '../../trail/audit-trail.js';
import { periodOf } from '../period.js';
import { collectItems } from './collect-items.js';
import { seedOf } from './draw-sample.js';
import type { CollectedItem } from './each-once.js';
import { openedRound } from './opened-round.js';
import { ReviewItem, ReviewRound } from './review-round.entity.js';
import type { NewRound } from './rounds.schemas.js';

const ROWS_AT_ONCE = 500;

/** Opens a review: the log is frozen by its checkpoint, and what is looked at follows from it by a recipe that is known. */
@Injectable()
export class OpenRound {
  constructor(
    private readonly database: Database,
    private readonly integrate: IntegrateEvents,
    private readonly head: LogHead,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `period-not-begun`, `too-many-flagged` */
  async execute(wanted: NewRound, requester: Requester): Promise<ReviewRound> {
    if (wanted.toOn > helsinkiDay(this.clock.now())) throw notBegun();
    await this.integrate.execute();
    const frozen = await this.#freeze(wanted);
    const items = await this.database.statements(run => collectItems(run, periodOf(wanted), frozen));
    // A crash here leaves nothing: the round is not there yet.
    return this.database.transaction(async em => {
      const round = em.create(ReviewRound, { ...frozen, openedBy: requester.id });
      em.persist(round);
      await em.flush();
      await insertItems(em, round.id, items);
      await this.trail.record(em, openedRound(round, items, requester));
      return round;
    });
  }

  async #freeze({ fromOn, toOn, sampleSize }: NewRound) {
    const { size: treeSize, root, checkpoint } = await this.head.read();
    const openedAt = this.clock.now();
    const id = newId(openedAt);
    const seed = seedOf(checkpoint, id);
    return { id, fromOn, toOn, sampleSize, treeSize, root, checkpoint, seed, openedAt };
  }
}

async function insertItems(em: EntityManager, roundId: string, items: readonly CollectedItem[]): Promise<void> {
  for (let first = 0; first < items.length; first += ROWS_AT_ONCE) {
    const rows = items.slice(first, first + ROWS_AT_ONCE).map(item => ({ roundId, ...item }));
    await em.insertMany(ReviewItem, rows);
  }
}

function notBegun(): DomainError {
  return new DomainError('unprocessable', 'period-not-begun', 'A review looks back: its last day may not lie ahead.');
}
