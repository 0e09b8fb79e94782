import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail, type EventDraft } from '../../audit/index.js';
import { parseDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { drawnCalls, poolHash } from './drawn-calls.js';
import { Pools } from './pools.js';
import { nothingToDraw, sampleDrawn, weekNotOver } from './sample-refusals.js';
import type { NewSample } from './samples.schemas.js';
import { lastWeekOn } from './week.js';
import { SampledCall, WeeklySample } from './weekly-sample.entity.js';

const SEED_BYTES = 16;

/** A team lead has calls of one queue and week drawn. Chance chooses them, once: nobody draws again until the calls suit them. */
@Injectable()
export class DrawWeeklySample {
  constructor(
    private readonly database: Database,
    private readonly pools: Pools,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Returns the sample's id. @throws DomainError `week-not-over`, `sample-drawn`, `nothing-to-draw`; the attempt is on record */
  async execute(wanted: NewSample, requester: Requester, permissions: Permissions): Promise<string> {
    const draft = asked(wanted, requester);
    try {
      const weekOn = parseDay(wanted.week);
      if (weekOn > lastWeekOn(this.clock.now())) throw weekNotOver();
      const found = await this.pools.ids(permissions.ability, weekOn, wanted.queue);
      return await this.database.transaction(em => this.#draw(em, { ...wanted, weekOn, found }, draft));
    } catch (error) {
      if (error instanceof DomainError)
        await this.trail.recordAlone({ ...draft, outcome: 'refused', reason: error.code });
      throw error;
    }
  }

  /** Sample, calls and event are one transaction: a crash leaves all of them or none. */
  async #draw(em: EntityManager, { queue, weekOn, found, calls: wanted }: Draw, draft: EventDraft): Promise<string> {
    await em.execute(ONE_AT_A_TIME);
    const drawnBy = draft.actor.id ?? '';
    if ((await em.count(WeeklySample, { queue, weekOn, drawnBy })) > 0) throw sampleDrawn();
    const poolIds = await withoutSampled(em, found);
    if (poolIds.length === 0) throw nothingToDraw();
    const seed = randomBytes(SEED_BYTES).toString('hex');
    const recordingIds = drawnCalls(seed, poolIds, wanted);
    const drawnAt = this.clock.now();
    const id = newId(drawnAt);
    const drawn = recordingIds.length;
    await em.insert(WeeklySample, { id, queue, weekOn, wanted, drawn, seed, poolIds, drawnBy, drawnAt });
    await em.insertMany(
      SampledCall,
      recordingIds.map((recordingId, place) => ({ recordingId, sampleId: id, place: place + 1 })),
    );
    const facts = { ...draft.facts, seed, poolSize: poolIds.length, poolSha256: poolHash(poolIds), recordingIds };
    await this.trail.record(em, { ...draft, object: { kind: 'weekly-sample', id }, facts });
    return id;
  }
}

interface Draw extends NewSample {
  readonly weekOn: Day;
  /** The pool as it was a moment ago. */
  readonly found: readonly string[];
}

/** Somebody may have drawn some of them since they were found. */
async function withoutSampled(em: EntityManager, found: readonly string[]): Promise<string[]> {
  const taken = await em.find(SampledCall, { recordingId: { $in: [...found] } });
  const ids = new Set(taken.map(({ recordingId }) => recordingId));
  return found.filter(id => !ids.has(id));
}

/** Whoever draws at the same moment sees what was drawn before: a call is in one sample. */
const ONE_AT_A_TIME = 'lock table weekly_sample in share row exclusive mode';

function asked({ queue, week, calls }: NewSample, requester: Requester): EventDraft {
  return { action: 'weekly-sample.drawn', actor: actorOf(requester), facts: { queue, week, wanted: calls } };
}
