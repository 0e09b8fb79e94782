import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { helsinkiDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { ErasedCalls, LockedCalls } from '../../recordings/index.js';
import { erasureEvent } from './erasure-events.js';
import { Erasure } from './erasure.entity.js';
import { FinishErasure } from './finish-erasure.js';
import { heldByOthers } from './held-by-others.js';
import { TakeCalls } from './take-calls.js';

/** A recording that a person in it wants erased (GDPR art. 17), as two people have decided in its case. */
export interface ErasureOnRequest {
  readonly recordingId: string;
  /** Number of the case. */
  readonly reference: string;
  /** What the holds are named by that the case has placed itself: they do not keep it from erasing. */
  readonly ownHolds: readonly string[];
  /** Who decided, and the other one who confirmed. */
  readonly decidedBy: string;
  readonly confirmedBy: string;
  /** Throws where it is not to be done any more: asked before anything is changed, with the call locked. */
  readonly check: (em: EntityManager) => Promise<void>;
}

/**
 * What has become of it. `held`: somebody keeps it for another reason, and nothing has been changed; `gone`: its day was over before, and
 * the purge takes it. `finalOn` is the day on which the last backup of its key has lapsed; null while the erasure is not finished.
 */
export interface ErasureOutcome {
  readonly recordingId: string;
  readonly outcome: 'erased' | 'held' | 'gone';
  readonly erasureId: string | null;
  readonly finalOn: Day | null;
}

/** Erases recordings for the right to erasure, by the machinery of every erasure (ADR 0013). Each is a transaction of its own. */
@Injectable()
export class EraseOnRequest {
  constructor(
    private readonly database: Database,
    private readonly takeCalls: TakeCalls,
    private readonly finish: FinishErasure,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** May be repeated: what the case has erased already is told of again, and taken up where it was interrupted. @throws what `check` throws */
  async execute(wanted: ErasureOnRequest, actor: Actor): Promise<ErasureOutcome> {
    const { recordingId, reference } = wanted;
    const taken = await this.#take(wanted, actor);
    if (taken === 'held') {
      const refused = { action: 'erasure.intended', outcome: 'refused', reason: 'held', actor } as const;
      const object = { kind: 'recording', id: recordingId };
      await this.trail.recordAlone({ ...refused, object, recordingId, reference, facts: { ground: GROUND } });
      return { recordingId, outcome: 'held', erasureId: null, finalOn: null };
    }
    // A crash here leaves keys and blobs that no row names; whoever looks next goes on, and repeating tells of it.
    if (taken !== 'gone') await this.takeCalls.settle(taken);
    const erasure = await this.#known(this.database.entities(), wanted);
    if (!erasure) return { recordingId, outcome: 'gone', erasureId: null, finalOn: null };
    const finalOn = await this.finish.execute(erasure);
    return { recordingId, outcome: 'erased', erasureId: erasure.id, finalOn };
  }

  /** Whether a case has erased any of the recordings. */
  async hasErased(em: EntityManager, recordingIds: readonly string[], reference: string): Promise<boolean> {
    return (await em.count(Erasure, { targetId: { $in: [...recordingIds] }, reference, ground: GROUND })) > 0;
  }

  /** Whether a recording could be erased for a case now. */
  async prospect(
    em: EntityManager,
    recordingId: string,
    ownHolds: readonly string[],
  ): Promise<'free' | 'held' | 'gone'> {
    const [recording] = await this.finish.recordings(em, recordingId);
    if (!recording) return 'gone';
    return (await heldByOthers(em, recording, ownHolds, this.clock.now())) ? 'held' : 'free';
  }

  async #take(wanted: ErasureOnRequest, actor: Actor): Promise<ErasedCalls | 'held' | 'gone'> {
    try {
      return await this.database.transaction(async em => {
        const locked = await this.takeCalls.lock(em, { target: 'recording', targetId: wanted.recordingId });
        if (!locked) return 'gone'; // also where it is over, and waits for the purge
        await wanted.check(em);
        if (await heldByOthers(em, locked.legs[0], wanted.ownHolds, this.clock.now())) return 'held';
        const erasure = await this.#begin(em, locked, wanted, actor);
        return this.takeCalls.take(em, erasure, locked, actor);
      });
    } catch (error) {
      if (error instanceof DomainError && error.code === 'day-closed') return 'gone';
      throw error;
    }
  }

  /** It waits for nobody: the two people are those of the case. */
  async #begin(em: EntityManager, { legs }: LockedCalls, wanted: ErasureOnRequest, actor: Actor): Promise<Erasure> {
    const [leg] = legs;
    const at = this.clock.now();
    const { contactId, queue, unit, agentId, endedAt } = leg;
    const call = { contactId, callOn: helsinkiDay(endedAt), queue, unit, agentId };
    const what = { id: newId(at), target: 'recording' as const, targetId: leg.id, ...call, ground: GROUND };
    const by = { requestedBy: wanted.decidedBy, requestedAt: at, decidedBy: wanted.confirmedBy, decidedAt: at };
    const row = { ...what, ...by, reference: wanted.reference, state: 'under-way' as const };
    const requestedIn = await this.trail.record(em, erasureEvent('erasure.requested', row, actor));
    const erasure = em.create(Erasure, { ...row, requestedIn });
    await em.persist(erasure).flush();
    return erasure;
  }

  #known(em: EntityManager, { recordingId, reference }: ErasureOnRequest): Promise<Erasure | null> {
    return em.findOne(Erasure, { targetId: recordingId, reference, ground: GROUND });
  }
}

const GROUND = 'right-to-erasure' as const;
