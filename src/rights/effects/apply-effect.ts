import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../../platform/database/index.js';
import { EraseOnRequest, type ErasureOutcome } from '../../retention/index.js';
import { CorrectCall, Statements } from '../../recordings/index.js';
import { ApplyRestriction } from './apply-restriction.js';
import { ApplyPurposes } from './apply-purposes.js';
import type { EffectDetails, EffectResult, SealedEffect } from './effect-detail.js';
import type { EffectInHand } from './effect-in-hand.js';
import { assertStillBegun } from './still-begun.js';
import { holdsOfCase } from './restriction-hold.js';

/** Does what an effect says, through the floors below; each may be repeated. */
@Injectable()
export class ApplyEffect {
  constructor(
    private readonly restriction: ApplyRestriction,
    private readonly purposes: ApplyPurposes,
    private readonly correctCall: CorrectCall,
    private readonly statements: Statements,
    private readonly eraseOnRequest: EraseOnRequest,
  ) {}

  /** @throws DomainError where it cannot be done at all, as of a recording that is gone; BroughtAboutMeanwhile */
  async execute(inHand: EffectInHand): Promise<EffectResult> {
    const { kind, wanted } = inHand.opened as SealedEffect; // only what came of it is left out
    switch (kind) {
      case 'restriction':
        return this.restriction.restrict(inHand, wanted);
      case 'restriction-exception':
        return this.restriction.except(inHand, wanted);
      case 'restriction-lifting':
        return this.restriction.lift(inHand);
      case 'purpose-block':
        return this.purposes.block(inHand, wanted);
      case 'purpose-unblock':
        return this.purposes.unblock(inHand, wanted);
      case 'correction':
        return this.#correct(inHand, wanted);
      case 'statement':
        return this.#state(inHand, wanted);
      case 'erasure':
        return this.#erase(inHand, wanted);
    }
  }

  /**
   * Whether what came of it is not so any more: another instance has erased since what this one found held, when the hold had ended.
   * With the effect locked, so that nobody erases for it any more.
   */
  async isOutdated(em: EntityManager, { erasures = [] }: EffectResult, number: string): Promise<boolean> {
    const held = erasures.filter(({ outcome }) => outcome === 'held').map(({ recordingId }) => recordingId);
    return held.length > 0 && this.eraseOnRequest.hasErased(em, held, number);
  }

  async #correct({ effect, number, actor }: EffectInHand, wanted: EffectDetails['correction']): Promise<EffectResult> {
    const [recordingId = ''] = effect.recordingIds;
    await this.correctCall.execute({ id: effect.id, recordingId, reference: number, ...wanted }, actor);
    return { recordingIds: [recordingId] };
  }

  async #state({ effect, number, actor }: EffectInHand, { text }: EffectDetails['statement']): Promise<EffectResult> {
    const [recordingId = ''] = effect.recordingIds;
    await this.statements.add({ id: effect.id, recordingId, text, reference: number }, actor);
    return { recordingIds: [recordingId] };
  }

  /**
   * One after the other, each a transaction of its own: those before an interruption are told of again. Who comes late erases nothing
   * on a decision that was taken back because of what another instance has found.
   */
  async #erase({ effect, number, actor }: EffectInHand, by: EffectDetails['erasure']): Promise<EffectResult> {
    const erasures: ErasureOutcome[] = [];
    const check = (em: EntityManager) => assertStillBegun(em, effect.id);
    const of = { reference: number, ownHolds: holdsOfCase(number), ...by, check };
    for (const recordingId of effect.recordingIds)
      erasures.push(await this.eraseOnRequest.execute({ recordingId, ...of }, actor));
    const erased = erasures.filter(({ outcome }) => outcome === 'erased');
    return { recordingIds: erased.map(({ recordingId }) => recordingId), erasures };
  }
}
