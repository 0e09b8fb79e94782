import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import type { Actor } from '../../audit/index.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/errors.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { ActOnCase } from '../case/act-on-case.js';
import { Claim } from '../case/case-rows.entity.js';
import type { RightsCase } from '../case/rights-case.entity.js';
import { checkSecondPerson } from '../case/second-person.js';
import { CarryOutEffect } from './carry-out-effect.js';
import { checkCaseOpen, checkEffect } from './check-effect.js';
import { effectSettled } from './effect-refusals.js';
import { Effect } from './effect.entity.js';
import { namedRecordings } from './recordings-in-facts.js';
import { SealedEffects } from './sealed-effects.js';

/** A second person lets a waiting effect come about, or sends it back with the reason. */
@Injectable()
export class ConfirmEffect {
  constructor(
    private readonly actOnCase: ActOnCase,
    private readonly carryOut: CarryOutEffect,
    private readonly sealed: SealedEffects,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found`, `not-second-person`, `wrong-state`, `effect-settled`, and what the effect refuses with; the attempt is on record */
  async confirm(caseId: string, effectId: string, requester: Requester, permissions: Permissions): Promise<void> {
    const wanted = { verb: 'handle', action: 'rights-request.effect-prepared' } as const;
    const act = async (em: EntityManager, rightsCase: RightsCase, actor: Actor) => {
      const effect = await lockWaiting(em, rightsCase, effectId, permissions);
      checkCaseOpen(effect.kind, rightsCase.state);
      const claims = await em.find(Claim, { caseId });
      checkEffect(await this.sealed.open(em, effect), claims, helsinkiDay(this.clock.now()));
      em.assign(effect, { state: 'begun', confirmedBy: actor.id, confirmedAt: this.clock.now() });
      return { value: undefined, ...noteOf(effect) };
    };
    await this.actOnCase.execute(caseId, wanted, act, requester, permissions);
    // A crash here leaves it begun: it goes on by itself.
    await this.carryOut.execute(effectId);
  }

  /** Of a closed case too: nothing waits there for ever. @throws DomainError `not-found`, `not-second-person`, `effect-settled`; the attempt is on record */
  async sendBack(
    caseId: string,
    effectId: string,
    reason: string,
    requester: Requester,
    permissions: Permissions,
  ): Promise<void> {
    const wanted = { verb: 'handle', action: 'rights-request.decision-sent-back' } as const;
    const act = async (em: EntityManager, rightsCase: RightsCase, actor: Actor) => {
      const effect = await lockWaiting(em, rightsCase, effectId, permissions);
      em.assign(effect, { state: 'sent-back', confirmedBy: actor.id, confirmedAt: this.clock.now() });
      const { facts, detail } = noteOf(effect);
      return { value: undefined, facts, detail: { ...detail, reason } };
    };
    await this.actOnCase.execute(caseId, wanted, act, requester, permissions);
  }
}

/** The case may wait for its second person with several things: of each, whoever prepared it does not confirm it. */
async function lockWaiting(
  em: EntityManager,
  rightsCase: RightsCase,
  id: string,
  permissions: Permissions,
): Promise<Effect> {
  const how = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  const effect = await em.findOne(Effect, { id, caseId: rightsCase.id }, how);
  if (!effect) throw notFound();
  if (effect.state !== 'waiting') throw effectSettled();
  checkSecondPerson(rightsCase, effect.preparedBy ?? '', permissions);
  return effect;
}

function noteOf({ id, kind, state, recordingIds }: Effect) {
  const facts = { effectId: id, effect: kind, state, ...namedRecordings(recordingIds) };
  return { facts, detail: { effectId: id, effect: kind, state } };
}
