import { Injectable } from '@nestjs/common';
import type { HoldKind } from '../../access/index.js';
import { helsinkiDay, parseDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { NewDueDay } from '../../recordings/index.js';
import { HoldReview } from './hold-review.entity.js';
import { isInForce } from './hold-state.js';
import { Hold, type HoldState } from './hold.entity.js';
import { keptBy } from './kept-by.js';

/** What a certificate says of a hold when its recording is gone: nothing of what people wrote. */
export interface HoldSummary {
  readonly kind: HoldKind;
  /** The Helsinki day of the request, and the last day that the hold had. */
  readonly from: Day;
  readonly until: Day;
  /** What became of it; `lapsed` or `ended` where the recording went with the hold's own last day. */
  readonly outcome: Exclude<HoldState, 'requested' | 'active'>;
  /** SHA-256 over salt and text, base64url: the commitment of the hold's `hold.requested` in the log to the necessity. */
  readonly reasonSha256: string;
}

/** A recording as far as it says itself that it is held. */
export interface KeptRecording {
  readonly id: string;
  readonly holdPurposes: readonly string[];
  readonly heldThroughOn: string;
}

/** The holds of recordings, for whoever moves a recording to another day or takes it away. */
@Injectable()
export class HoldsOf {
  constructor(private readonly clock: Clock) {}

  /** Where a recording goes by its ordinary last day and its holds, in a transaction that has locked it. */
  async destination(em: EntityManager, recordingId: string, ordinaryDueOn: string): Promise<NewDueDay> {
    const keeping = await this.#inForce(em, recordingId);
    return keptBy(
      parseDay(ordinaryDueOn),
      helsinkiDay(this.clock.now()),
      keeping.map(({ kind, untilOn, state }) => ({ kind, untilOn: parseDay(untilOn), isApproved: state === 'active' })),
    );
  }

  /** Whether any hold keeps a recording today, approved or not; also one of which only the recording itself still knows. */
  async keep(em: EntityManager, { id, holdPurposes, heldThroughOn }: KeptRecording): Promise<boolean> {
    const isOpen = holdPurposes.length > 0 && heldThroughOn >= helsinkiDay(this.clock.now());
    return isOpen || (await this.#inForce(em, id)).length > 0;
  }

  async #inForce(em: EntityManager, recordingId: string): Promise<Hold[]> {
    const today = helsinkiDay(this.clock.now());
    const holds = await em.find(Hold, { recordingId, state: { $in: ['requested', 'active'] } });
    return holds.filter(hold => isInForce(hold, today));
  }

  /** Deletes the holds of recordings that go, in the transaction that takes them; what may still be said of each, oldest first. */
  async takeWith(em: EntityManager, recordingIds: readonly string[]): Promise<Map<string, HoldSummary[]>> {
    const taken = new Map<string, HoldSummary[]>();
    if (recordingIds.length === 0) return taken;
    const where = { recordingId: { $in: [...recordingIds] } };
    const holds = await em.find(Hold, where, { orderBy: { requestedAt: 'asc', id: 'asc' } });
    for (const hold of holds) taken.set(hold.recordingId, [...(taken.get(hold.recordingId) ?? []), summaryOf(hold)]);
    await em.nativeDelete(HoldReview, { holdId: { $in: holds.map(({ id }) => id) } });
    await em.nativeDelete(Hold, where);
    return taken;
  }
}

function summaryOf({ kind, requestedAt, untilOn, state, necessitySha256 }: Hold): HoldSummary {
  return {
    kind,
    from: helsinkiDay(requestedAt),
    until: parseDay(untilOn),
    outcome: OUTCOMES[state],
    reasonSha256: necessitySha256,
  };
}

const OUTCOMES: Readonly<Record<HoldState, HoldSummary['outcome']>> = {
  requested: 'lapsed',
  active: 'ended',
  refused: 'refused',
  lapsed: 'lapsed',
  ended: 'ended',
  released: 'released',
};
