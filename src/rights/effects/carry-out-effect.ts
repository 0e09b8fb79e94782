import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { THE_SYSTEM, type Actor } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { reached } from '../../kernel/crash-points.js';
import { DomainError } from '../../kernel/errors.js';
import { Database } from '../../platform/database/index.js';
import { ActOnCase } from '../case/act-on-case.js';
import { RightsCase } from '../case/rights-case.entity.js';
import { ApplyEffect } from './apply-effect.js';
import type { EffectResult, SealedEffect } from './effect-detail.js';
import { Effect } from './effect.entity.js';
import { followErasure } from './follow-erasure.js';
import { resultInFacts } from './recordings-in-facts.js';
import { SealedEffects } from './sealed-effects.js';
import { BroughtAboutMeanwhile } from './still-begun.js';

/** Brings about what was begun. Each step may be repeated, on any instance, by several at once: one of them settles it. */
@Injectable()
export class CarryOutEffect {
  constructor(
    private readonly database: Database,
    private readonly apply: ApplyEffect,
    private readonly actOnCase: ActOnCase,
    private readonly sealed: SealedEffects,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError what the effect refuses with: then it is settled as refused, and on record */
  async execute(effectId: string): Promise<void> {
    const em = this.database.entities();
    const effect = await em.findOne(Effect, { id: effectId });
    if (effect?.state !== 'begun') return;
    const { number } = await em.findOneOrFail(RightsCase, { id: effect.caseId });
    const { result: _, ...opened } = await this.sealed.open(em, effect);
    const actor = actorOf(effect);
    const begunAt = effect.confirmedAt ?? effect.preparedAt;
    // A crash from here on leaves it begun: what it has done names the case, and is not done twice.
    await reached('effect.begun');
    try {
      const result = await this.apply.execute({ effect, number, opened, actor, begunAt });
      await reached('effect.applied');
      await this.#settle(effect, opened, { state: 'done', result }, actor);
    } catch (error) {
      if (error instanceof BroughtAboutMeanwhile) return;
      if (!(error instanceof DomainError)) throw error;
      const result = { recordingIds: [], refusal: error.code };
      await this.#settle(effect, opened, { state: 'refused', result }, actor);
      throw error;
    }
  }

  /** Once: who comes second writes nothing. What is outdated is left begun: who has erased it settles it, or the next look. */
  async #settle(
    { id, caseId }: Effect,
    opened: Omit<SealedEffect, 'result'>,
    { state, result }: { readonly state: 'done' | 'refused'; readonly result: EffectResult },
    actor: Actor,
  ): Promise<void> {
    await this.actOnCase.ifStillDue(
      caseId,
      'rights-request.effect-brought-about',
      async (em, rightsCase) => {
        const effect = await em.findOne(Effect, { id, state: 'begun' }, { lockMode: LockMode.PESSIMISTIC_WRITE });
        if (!effect || (await this.apply.isOutdated(em, result, rightsCase.number))) return null;
        const sealedDetail = await this.sealed.seal(em, { id, caseId }, { ...opened, result } as SealedEffect); // of one kind, as it was opened
        em.assign(effect, { state, sealedDetail, doneAt: this.clock.now() });
        if (opened.kind === 'erasure' && state === 'done') await followErasure(em, rightsCase, result);
        const facts = { effectId: id, effect: opened.kind, outcome: state, ...resultInFacts(result) };
        return { facts, detail: { effect: opened.kind, result } };
      },
      actor,
    );
  }
}

/** Who had it done: the second person where there is one, and nobody where it began by itself. */
function actorOf({ preparedBy, confirmedBy }: Effect): Actor {
  const id = confirmedBy ?? preparedBy;
  return id ? { kind: 'staff', id, sessionId: null, address: null } : THE_SYSTEM;
}
