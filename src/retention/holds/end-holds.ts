import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { AuditTrail, THE_SYSTEM } from '../../audit/index.js';
import { helsinkiDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Database, type EntityManager, type Statement } from '../../platform/database/index.js';
import { MoveDueDay } from '../../recordings/index.js';
import type { HeldRecording } from './held-recording.js';
import { aboutHold } from './hold-events.js';
import { stateOn } from './hold-state.js';
import { Hold } from './hold.entity.js';
import { HoldsOf } from './holds-of.js';
import { isGone } from './refusals.js';

/**
 * Says of holds whose last day is over that they are, and counts the remaining ones anew: until then nobody reaches the
 * recording by any of them (ADR 0013). Any number of instances may look; a recording that is over is left to the purge.
 */
@Injectable()
export class EndHolds {
  constructor(
    private readonly database: Database,
    private readonly moveDueDay: MoveDueDay,
    private readonly holdsOf: HoldsOf,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * One transaction a recording: a crash leaves those before it done, and the rest for the next look.
   * @throws AggregateError of the recordings that could not be counted anew; one of them does not hold up the others
   */
  async execute(): Promise<void> {
    const today = helsinkiDay(this.clock.now());
    const failures: unknown[] = [];
    for (const { id } of await this.database.query<{ id: string }>(WITH_ENDED, [today])) {
      await this.#end(id, today).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, "couldn't end the holds of every recording");
  }

  async #end(recordingId: string, today: Day): Promise<void> {
    try {
      await this.moveDueDay.execute(
        recordingId,
        async (em, recording) => {
          const claimed = await claim(em, recordingId, today);
          if (claimed.length === 0) throw new EndedAlready();
          for (const hold of claimed) await this.#endOne(em, hold, recording, today);
          return this.holdsOf.destination(em, recordingId, recording.ordinaryDueOn);
        },
        THE_SYSTEM,
      );
    } catch (error) {
      if (!(error instanceof EndedAlready) && !isGone(error)) throw error;
    }
  }

  async #endOne(em: EntityManager, hold: Hold, recording: HeldRecording, today: Day): Promise<void> {
    const action = hold.state === 'requested' ? 'hold.lapsed' : 'hold.ended';
    em.assign(hold, { state: stateOn(hold, today), endedAt: this.clock.now() });
    await em.flush();
    await this.trail.record(em, aboutHold(action, THE_SYSTEM, hold, recording));
  }
}

/** Another instance was faster; nothing is written. */
class EndedAlready extends Error {}

function claim(em: EntityManager, recordingId: string, today: Day): Promise<Hold[]> {
  const over = { recordingId, state: { $in: ['requested', 'active'] }, untilOn: { $lt: today } } as const;
  const options = { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE } as const;
  return em.find(Hold, over, options);
}

const WITH_ENDED: Statement = {
  name: 'recordings-with-ended-holds',
  text: `
    select distinct r.id from hold h join recording r on r.id = h.recording_id
    where h.state in ('requested', 'active') and h.until_on < $1 and r.due_on >= $1 order by r.id`,
};
