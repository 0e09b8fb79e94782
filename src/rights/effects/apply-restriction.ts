import { Injectable } from '@nestjs/common';
import type { Actor } from '../../audit/index.js';
import { addDays, helsinkiDay, parseDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { Config } from '../../platform/config/index.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { RestrictRecordings, type RestrictionGround } from '../../recordings/index.js';
import { CaseHolds } from '../../retention/index.js';
import type { EffectDetails, EffectResult } from './effect-detail.js';
import type { EffectInHand } from './effect-in-hand.js';
import { keepsRecording, restrictionReference } from './restriction-hold.js';

/** Restricts the use of recordings, lets exceptions, and lifts it (GDPR art. 18). */
@Injectable()
export class ApplyRestriction {
  constructor(
    private readonly database: Database,
    private readonly recordings: RestrictRecordings,
    private readonly holds: CaseHolds,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** What is to be kept is held after it is restricted; a crash between leaves a restriction whose hold the night places. */
  async restrict(
    { effect, number, actor, begunAt }: EffectInHand,
    { ground }: EffectDetails['restriction'],
  ): Promise<EffectResult> {
    const of = { reference: number, ground, begunAt };
    const ids = [...effect.recordingIds];
    const recordingIds = await this.database.transaction(em => this.recordings.restrict(em, ids, of, actor));
    const gone = ids.filter(id => !recordingIds.includes(id)).map(id => ({ recordingId: id, reason: 'not-found' }));
    if (!keepsRecording(ground)) return { recordingIds };
    const notHeld = [...gone, ...(await this.hold(recordingIds, number, ground, actor))];
    return { recordingIds, ...(notHeld.length > 0 ? { notHeld } : {}) };
  }

  async except(
    { effect, number, actor }: EffectInHand,
    { ground, until }: EffectDetails['restriction-exception'],
  ): Promise<EffectResult> {
    const of = { reference: number, ground, throughOn: parseDay(until) };
    const ids = [...effect.recordingIds];
    return { recordingIds: await this.database.transaction(em => this.recordings.except(em, ids, of, actor)) };
  }

  async lift({ effect, number, actor, begunAt }: EffectInHand): Promise<EffectResult> {
    const ids = [...effect.recordingIds];
    const of = { reference: number, begunAt };
    const recordingIds = await this.database.transaction(em => this.recordings.lift(em, ids, of, actor));
    const today = helsinkiDay(this.clock.now());
    for (const recordingId of recordingIds) {
      const which = { reference: restrictionReference(number), recordingId };
      await this.holds.endFor(which, LIFTED, today, actor);
    }
    return { recordingIds };
  }

  /** Keeps what is restricted still for as long as holds may last; repeated, it goes on. Returns what could not be held. */
  async hold(
    recordingIds: readonly string[],
    number: string,
    ground: RestrictionGround,
    actor: Actor,
  ): Promise<NonNullable<EffectResult['notHeld']>> {
    const until = addDays(helsinkiDay(this.clock.now()), this.config.holdDays.most);
    const wanted = { reference: restrictionReference(number), until, necessity: necessityOf(ground) };
    const notHeld: { recordingId: string; reason: string }[] = [];
    for (const recordingId of recordingIds) {
      const isNeeded = (em: EntityManager) =>
        this.recordings.isRestricted(em, recordingId, { reference: number, ground });
      try {
        await this.holds.extendIfNeeded(recordingId, { ...wanted, isNeeded }, actor);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        notHeld.push({ recordingId, reason: error.code });
      }
    }
    return notHeld;
  }
}

const LIFTED = 'The restriction was lifted (GDPR art. 18).';

function necessityOf(ground: RestrictionGround): string {
  const letter = ground.slice(-1);
  return `Restricted at the request of a person in it (GDPR art. 18(1)(${letter})).`;
}
