import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import { BlockPurposes, ReleaseCopies } from '../../recordings/index.js';
import type { EffectDetails, EffectResult } from './effect-detail.js';
import type { EffectInHand } from './effect-in-hand.js';

/** Takes recordings out of purposes, and puts them back (GDPR arts. 21 and 7(3)). */
@Injectable()
export class ApplyPurposes {
  constructor(
    private readonly database: Database,
    private readonly purposes: BlockPurposes,
    private readonly copies: ReleaseCopies,
  ) {}

  /** Copies for training go after what blocks them is committed; a crash between leaves them to the next minute. */
  async block(
    { effect, number, actor, begunAt }: EffectInHand,
    { purposes, because }: EffectDetails['purpose-block'],
  ): Promise<EffectResult> {
    const block = { reference: number, purposes, because, begunAt };
    const ids = [...effect.recordingIds];
    const recordingIds = await this.database.transaction(em => this.purposes.block(em, ids, block, actor));
    if (purposes.includes('internal-training')) await this.copies.execute(actor);
    return { recordingIds };
  }

  async unblock(
    { effect, number, actor, begunAt }: EffectInHand,
    { purposes }: EffectDetails['purpose-unblock'],
  ): Promise<EffectResult> {
    const of = { reference: number, purposes, begunAt };
    const ids = [...effect.recordingIds];
    return { recordingIds: await this.database.transaction(em => this.purposes.unblock(em, ids, of, actor)) };
  }
}
