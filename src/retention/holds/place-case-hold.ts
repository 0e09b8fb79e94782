import { Injectable } from '@nestjs/common';
import type { Actor } from '../../audit/index.js';
import { helsinkiDay, parseDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Database, firstRow, type EntityManager } from '../../platform/database/index.js';
import { MoveDueDay } from '../../recordings/index.js';
import { Hold } from './hold.entity.js';
import { HoldsOf } from './holds-of.js';
import { PlaceHold } from './place-hold.js';
import {
  runningFor,
  standing,
  type ContinuedCaseHold,
  type StandingHold,
  type WantedCaseHold,
} from './standing-hold.js';

/** Whether what stands is enough already. */
type IsEnough = (hold: StandingHold) => boolean;

/** Places a hold for a request, or one that goes on from it. */
@Injectable()
export class PlaceCaseHold {
  constructor(
    private readonly database: Database,
    private readonly moveDueDay: MoveDueDay,
    private readonly placeHold: PlaceHold,
    private readonly holdsOf: HoldsOf,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found`, `day-closed`, `hold-too-short` */
  async execute(recordingId: string, wanted: WantedCaseHold, actor: Actor): Promise<StandingHold> {
    return firstRow(await this.#unless(() => true, recordingId, { ...wanted, isNeeded }, actor), NONE);
  }

  /** @throws DomainError as {@link execute} */
  async extend(recordingId: string, wanted: WantedCaseHold, actor: Actor): Promise<StandingHold> {
    return firstRow(await this.#unless(lastsUntil(wanted), recordingId, { ...wanted, isNeeded }, actor), NONE);
  }

  /** @throws DomainError as {@link execute} */
  async extendIfNeeded(recordingId: string, wanted: ContinuedCaseHold, actor: Actor): Promise<void> {
    await this.#unless(lastsUntil(wanted), recordingId, wanted, actor);
  }

  /** Returns the hold that stands then; none where none stood, and it is not needed any more. */
  async #unless(
    isEnough: IsEnough,
    recordingId: string,
    { isNeeded, ...wanted }: ContinuedCaseHold,
    actor: Actor,
  ): Promise<readonly StandingHold[]> {
    const which = { reference: wanted.reference, recordingId };
    const today = helsinkiDay(this.clock.now());
    const seen = (await runningFor(this.database.entities(), which, today)).slice(-1);
    if (seen.some(isEnough)) return seen;
    let placed = seen;
    try {
      await this.moveDueDay.execute(
        recordingId,
        async (em, recording) => {
          placed = (await runningFor(em, which, today)).slice(-1);
          const last = this.placeHold.lastDayFor(parseDay(recording.ordinaryDueOn));
          if (placed.some(hold => isEnough(hold) || hold.untilOn >= last)) throw new LeftAsItIs();
          if (!(await isNeeded(em))) throw new LeftAsItIs();
          placed = [await this.#place(em, recording, { ...wanted, continues: placed[0] }, actor)];
          return this.holdsOf.destination(em, recordingId, recording.ordinaryDueOn);
        },
        actor,
      );
    } catch (error) {
      if (!(error instanceof LeftAsItIs)) throw error;
    }
    return placed;
  }

  async #place(
    em: EntityManager,
    recording: Parameters<PlaceHold['execute']>[1],
    { continues, ...wanted }: WantedCaseHold & { readonly continues: StandingHold | undefined },
    actor: Actor,
  ): Promise<StandingHold> {
    const last = this.placeHold.lastDayFor(parseDay(recording.ordinaryDueOn));
    const until = wanted.until < last ? wanted.until : last;
    const hold = { ...wanted, until, kind: 'rights-request', ...(continues ? { continues } : {}) } as const;
    const id = await this.placeHold.execute(em, recording, hold, actor);
    return standing(await em.findOneOrFail(Hold, { id }));
  }
}

/** Of what is asked for on its own account. */
const isNeeded = () => Promise.resolve(true);

function lastsUntil({ until }: WantedCaseHold): IsEnough {
  return ({ untilOn }) => untilOn >= until;
}

const NONE = 'a hold that is needed was neither placed nor standing';

/** Somebody was faster, the limits leave nothing longer, or nothing needs it any more; nothing is written. */
class LeftAsItIs extends Error {}
