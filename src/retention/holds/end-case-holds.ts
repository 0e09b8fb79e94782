import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../audit/index.js';
import { helsinkiDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { MoveDueDay, type DecideDueDay } from '../../recordings/index.js';
import { EndHold } from './end-hold.js';
import type { HeldRecording } from './held-recording.js';
import { Hold } from './hold.entity.js';
import { isGone } from './refusals.js';
import { HoldsOf } from './holds-of.js';
import { runningFor, type StandingHold, type WhichHolds } from './standing-hold.js';

/** Why the holds of a case end, and on which day. */
export interface CaseHoldsEnd {
  readonly reason: string;
  readonly untilOn: Day;
}

/** Ends or shortens what keeps recordings for a request. */
@Injectable()
export class EndCaseHolds {
  constructor(
    private readonly database: Database,
    private readonly moveDueDay: MoveDueDay,
    private readonly endHold: EndHold,
    private readonly holdsOf: HoldsOf,
    private readonly clock: Clock,
  ) {}

  /** One transaction a recording; what lasts no longer than `end.untilOn` is left as it is. */
  async execute(which: WhichHolds, end: CaseHoldsEnd, actor: Actor): Promise<void> {
    const longer = (await runningFor(this.database.entities(), which, this.#today)).filter(
      lastsBeyond(end, this.#today),
    );
    for (const recordingId of new Set(longer.map(hold => hold.recordingId))) {
      await this.#ofRecording({ ...which, recordingId }, end, actor);
    }
  }

  async #ofRecording(
    which: WhichHolds & { readonly recordingId: string },
    end: CaseHoldsEnd,
    actor: Actor,
  ): Promise<void> {
    const { recordingId } = which;
    const decide: DecideDueDay = async (em, recording) => {
      for (const { id } of (await runningFor(em, which, this.#today)).filter(lastsBeyond(end, this.#today))) {
        const hold = await em.findOneOrFail(Hold, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
        await this.#end(em, hold, recording, end, actor);
      }
      return this.holdsOf.destination(em, recordingId, recording.ordinaryDueOn);
    };
    try {
      await this.moveDueDay.execute(recordingId, decide, actor);
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }

  async #end(
    em: EntityManager,
    hold: Hold,
    recording: HeldRecording,
    { reason, untilOn }: CaseHoldsEnd,
    actor: Actor,
  ): Promise<void> {
    if (untilOn > this.#today) await this.endHold.shorten(em, hold, recording, { reason, untilOn }, actor);
    else await this.endHold.execute(em, hold, recording, { state: 'released', reason }, actor);
  }

  get #today(): Day {
    return helsinkiDay(this.clock.now());
  }
}

/** Whether a hold has to do with an end: on `today` or earlier every one has. */
function lastsBeyond({ untilOn }: CaseHoldsEnd, today: Day): (hold: StandingHold) => boolean {
  return hold => untilOn <= today || hold.untilOn > untilOn;
}
