import { Injectable } from '@nestjs/common';
import { NO_EXCEPTION, PURPOSES } from '../../access/index.js';
import { AuditTrail, type Actor, type AuditAction, type EventDraft } from '../../audit/index.js';
import type { Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { EntityManager } from '../../platform/database/index.js';
import { callFactsOf } from '../call-facts.js';
import { EndPlayback } from '../playback/end-playback.js';
import type { Recording } from '../recording.entity.js';
import { lockRecordings } from './lock-recordings.js';
import { Restriction, type RestrictionGround } from './restriction.entity.js';

/** By which case a recording is restricted, and on which ground. */
export interface RestrictionOf {
  readonly reference: string;
  readonly ground: RestrictionGround;
}

/**
 * Since when it is being brought about. What other people have done to the same since is left to stand, so that whoever repeats it after
 * an interruption does not undo that.
 */
export interface Begun {
  readonly begunAt: Date;
}

/** An exception from a restriction (GDPR art. 18(2)) that the rights officer alone uses, through its last day. */
export interface RestrictionException {
  readonly reference: string;
  readonly ground: string;
  readonly throughOn: Day;
}

const ENDED_PURPOSES = PURPOSES.filter(purpose => purpose !== 'rights-request');

/**
 * Restricts the use of recordings to their storage (GDPR art. 18), lifts that, and lets exceptions. In the caller's transaction, which locks
 * recordings and no contact; each may be repeated. Returns the ids of those that are still here.
 */
@Injectable()
export class RestrictRecordings {
  constructor(
    private readonly endPlayback: EndPlayback,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Whoever listens for another purpose than the request is cut off when this is committed, as after a revocation (ADR 0012). */
  async restrict(
    em: EntityManager,
    ids: readonly string[],
    of: RestrictionOf & Begun,
    actor: Actor,
  ): Promise<string[]> {
    const recordings = await lockRecordings(em, ids);
    for (const recording of recordings) await this.#restrict(em, recording, of, actor);
    return recordings.map(({ id }) => id);
  }

  /** Ends the restrictions of a case; a recording that another case restricts as well stays restricted. */
  async lift(
    em: EntityManager,
    ids: readonly string[],
    of: Pick<RestrictionOf, 'reference'> & Begun,
    actor: Actor,
  ): Promise<string[]> {
    const recordings = await lockRecordings(em, ids);
    for (const recording of recordings) await this.#lift(em, recording, of, actor);
    return recordings.map(({ id }) => id);
  }

  async except(
    em: EntityManager,
    ids: readonly string[],
    { reference, ground, throughOn }: RestrictionException,
    actor: Actor,
  ): Promise<string[]> {
    const recordings = (await lockRecordings(em, ids)).filter(({ restricted }) => restricted);
    for (const recording of recordings) {
      if (recording.exceptedThroughOn < throughOn) em.assign(recording, { exceptedThroughOn: throughOn });
      await em.flush();
      const facts = { ground, throughOn: recording.exceptedThroughOn };
      await this.trail.record(
        em,
        restrictionEvent('recording.restriction-excepted', recording, reference, facts, actor),
      );
    }
    return recordings.map(({ id }) => id);
  }

  /** The recordings that are restricted by a case, with the ground. */
  async ofCase(em: EntityManager, reference: string): Promise<Restriction[]> {
    return em.find(Restriction, { reference, liftedAt: null }, { orderBy: { id: 'asc' } });
  }

  /** Whether a case restricts a recording on a ground now. */
  async isRestricted(em: EntityManager, recordingId: string, of: RestrictionOf): Promise<boolean> {
    return (await em.count(Restriction, { recordingId, ...of, liftedAt: null })) > 0;
  }

  async #restrict(
    em: EntityManager,
    recording: Recording,
    { begunAt, ...of }: RestrictionOf & Begun,
    actor: Actor,
  ): Promise<void> {
    const { id: recordingId } = recording;
    const isThere = { $or: [{ liftedAt: null }, { liftedAt: { $gt: begunAt } }] };
    if ((await em.count(Restriction, { recordingId, ...of, ...isThere })) > 0) return;
    const restrictedAt = this.clock.now();
    em.persist(
      em.create(Restriction, { id: newId(restrictedAt), recordingId, ...of, restrictedBy: actor.id, restrictedAt }),
    );
    em.assign(recording, { restricted: true });
    await em.flush();
    await this.endPlayback.ofPurposes(em, recordingId, ENDED_PURPOSES, 'restricted');
    const { reference, ground } = of;
    await this.trail.record(em, restrictionEvent('recording.restricted', recording, reference, { ground }, actor));
  }

  async #lift(
    em: EntityManager,
    recording: Recording,
    { reference, begunAt }: Pick<RestrictionOf, 'reference'> & Begun,
    actor: Actor,
  ): Promise<void> {
    const { id: recordingId } = recording;
    const lifted = { liftedBy: actor.id, liftedAt: this.clock.now() };
    const standing = { recordingId, reference, liftedAt: null, restrictedAt: { $lte: begunAt } };
    if ((await em.nativeUpdate(Restriction, standing, lifted)) === 0) return;
    const stillRestricted = (await em.count(Restriction, { recordingId, liftedAt: null })) > 0;
    if (!stillRestricted) em.assign(recording, { restricted: false, exceptedThroughOn: NO_EXCEPTION });
    await em.flush();
    const facts = { stillRestricted };
    await this.trail.record(em, restrictionEvent('recording.restriction-lifted', recording, reference, facts, actor));
  }
}

/** The event of what the right of a person does to a recording: by the number of its case alone. */
export function restrictionEvent(
  action: AuditAction,
  recording: Recording,
  reference: string,
  facts: NonNullable<EventDraft['facts']>,
  actor: Actor,
): EventDraft {
  const object = { kind: 'recording', id: recording.id };
  const about = { object, recordingId: recording.id, reference };
  return { action, actor, ...about, facts: { ...facts, ...callFactsOf(recording) } };
}
