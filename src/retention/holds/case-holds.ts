import { Injectable } from '@nestjs/common';
import type { Actor } from '../../audit/index.js';
import { helsinkiDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Database } from '../../platform/database/index.js';
import { EndCaseHolds } from './end-case-holds.js';
import { PlaceCaseHold } from './place-case-hold.js';
import {
  runningFor,
  type ContinuedCaseHold,
  type StandingHold,
  type WantedCaseHold,
  type WhichHolds,
} from './standing-hold.js';

/**
 * Keeps recordings for the requests of data subjects: one hold a case and recording, which needs no second person. Each act is
 * a transaction of its own that locks contact and recording, so none of them runs inside another one.
 */
@Injectable()
export class CaseHolds {
  constructor(
    private readonly database: Database,
    private readonly placeHold: PlaceCaseHold,
    private readonly endHolds: EndCaseHolds,
    private readonly clock: Clock,
  ) {}

  /**
   * May be repeated: what the case holds already is returned as it stands.
   * @throws DomainError `not-found`, `day-closed` for what is over, `hold-too-short` where the limits leave no day after today
   */
  place(recordingId: string, wanted: WantedCaseHold, actor: Actor): Promise<StandingHold> {
    return this.placeHold.execute(recordingId, wanted, actor);
  }

  /**
   * Goes on until `wanted.until` by a hold that continues the earlier one; where the limits leave nothing longer, what
   * stands is returned as it is. @throws DomainError as {@link place}
   */
  extend(recordingId: string, wanted: WantedCaseHold, actor: Actor): Promise<StandingHold> {
    return this.placeHold.extend(recordingId, wanted, actor);
  }

  /** The same where something needs it still; else what stands is left as it is. @throws DomainError as {@link place} */
  extendIfNeeded(recordingId: string, wanted: ContinuedCaseHold, actor: Actor): Promise<void> {
    return this.placeHold.extendIfNeeded(recordingId, wanted, actor);
  }

  /**
   * Lets `untilOn` be the last day of holds that would last longer; today or earlier ends them at once. One transaction a recording: a
   * crash leaves those before it done, and repeating does the rest. What is over is left to the purge.
   */
  endFor(which: WhichHolds, reason: string, untilOn: Day, actor: Actor): Promise<void> {
    return this.endHolds.execute(which, { reason, untilOn }, actor);
  }

  /** What holds recordings for a case today, a hold for each: the one that lasts longest. */
  async standing(reference: string): Promise<readonly StandingHold[]> {
    const today = helsinkiDay(this.clock.now());
    const holds = await runningFor(this.database.entities(), { reference }, today);
    // The longest comes last, and takes the place of those before it.
    return [...new Map(holds.map(hold => [hold.recordingId, hold])).values()];
  }
}
