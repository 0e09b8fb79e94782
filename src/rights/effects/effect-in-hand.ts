import type { Actor } from '../../audit/index.js';
import type { SealedEffect } from './effect-detail.js';
import type { Effect } from './effect.entity.js';

/** An effect with what is needed to bring it about. */
export interface EffectInHand {
  readonly effect: Pick<Effect, 'id' | 'recordingIds'>;
  /** Of the case. */
  readonly number: string;
  readonly opened: Omit<SealedEffect, 'result'>;
  readonly actor: Actor;
  /** When it was asked for, or its second person let it. */
  readonly begunAt: Date;
}
