import { Injectable } from '@nestjs/common';
import { PURPOSES, type BlockablePurpose, type Purpose } from '../../access/index.js';
import { AuditTrail, type Actor, type AuditAction } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { EntityManager } from '../../platform/database/index.js';
import { EndPlayback } from '../playback/end-playback.js';
import type { Recording } from '../recording.entity.js';
import { lockRecordings } from './lock-recordings.js';
import { restrictionEvent, type Begun } from './restrict-recordings.js';
import { PurposeBlock, type BlockCause } from './restriction.entity.js';

/** What is blocked by a case, and why. */
export interface Block {
  readonly reference: string;
  readonly purposes: readonly BlockablePurpose[];
  readonly because: BlockCause;
}

/**
 * Takes recordings out of purposes that a person in them has objected to, or withdrawn consent for (GDPR arts. 21 and 7(3)), and ends
 * that. In the caller's transaction, which locks recordings and no contact; each may be repeated. What was copied for training goes after
 * the commit, by {@link ReleaseCopies}.
 */
@Injectable()
export class BlockPurposes {
  constructor(
    private readonly endPlayback: EndPlayback,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Whoever listens for one of the purposes is cut off when this is committed. Returns the ids of those that are still here. */
  async block(em: EntityManager, ids: readonly string[], block: Block & Begun, actor: Actor): Promise<string[]> {
    const recordings = await lockRecordings(em, ids);
    for (const recording of recordings) await this.#block(em, recording, block, actor);
    return recordings.map(({ id }) => id);
  }

  /** Ends what a case blocked; what another one blocks as well stays blocked. */
  async unblock(
    em: EntityManager,
    ids: readonly string[],
    { reference, purposes, begunAt }: Pick<Block, 'reference' | 'purposes'> & Begun,
    actor: Actor,
  ): Promise<string[]> {
    const recordings = await lockRecordings(em, ids);
    for (const recording of recordings) {
      const ended = { endedBy: actor.id, endedAt: this.clock.now() };
      const standing = { purpose: { $in: [...purposes] }, endedAt: null, blockedAt: { $lte: begunAt } };
      const where = { recordingId: recording.id, reference, ...standing };
      if ((await em.nativeUpdate(PurposeBlock, where, ended)) === 0) continue;
      await this.#settle(em, recording, 'recording.purpose-unblocked', { reference, purposes }, actor);
    }
    return recordings.map(({ id }) => id);
  }

  async #block(em: EntityManager, recording: Recording, block: Block & Begun, actor: Actor): Promise<void> {
    const { reference, purposes, because, begunAt } = block;
    const { id: recordingId } = recording;
    const isThere = { $or: [{ endedAt: null }, { endedAt: { $gt: begunAt } }] };
    const known = await em.find(PurposeBlock, { recordingId, reference, ...isThere });
    const added = purposes.filter(purpose => !known.some(one => one.purpose === purpose));
    if (added.length === 0) return;
    const blocked = { blockedBy: actor.id, blockedAt: this.clock.now() };
    for (const purpose of added) {
      const id = newId(blocked.blockedAt);
      em.persist(em.create(PurposeBlock, { id, recordingId, purpose, because, reference, ...blocked }));
    }
    await em.flush();
    await this.#settle(em, recording, 'recording.purpose-blocked', { reference, purposes: added, because }, actor);
    await this.endPlayback.ofPurposes(em, recordingId, added, 'purpose-blocked');
  }

  /** The recording says what its blocks in force say. */
  async #settle(
    em: EntityManager,
    recording: Recording,
    action: AuditAction,
    {
      reference,
      ...facts
    }: { readonly reference: string; readonly purposes: readonly Purpose[]; readonly because?: BlockCause },
    actor: Actor,
  ): Promise<void> {
    const blocks = await em.find(PurposeBlock, { recordingId: recording.id, endedAt: null });
    const blockedPurposes = PURPOSES.filter(purpose => blocks.some(block => block.purpose === purpose));
    em.assign(recording, { blockedPurposes });
    await em.flush();
    await this.trail.record(em, restrictionEvent(action, recording, reference, { ...facts, blockedPurposes }, actor));
  }
}
