import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { helsinkiDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { ActOnCase } from '../case/act-on-case.js';
import { CaseDocument, Delivery } from '../case/case-output.entity.js';
import { Claim } from '../case/case-rows.entity.js';
import { checkMayGo } from '../case/case-state.js';
import type { RightsCase } from '../case/rights-case.entity.js';
import { lackingEffects } from '../effects/lacking-effects.js';
import type { Answered, NewAnswering } from './delivery.schemas.js';
import { checkBroughtAbout, checkMayRelease, isGranted } from './may-answer.js';
import { isOfDecision } from './may-leave.js';
import { readPlan } from './read-plan.js';
import { isOut, sentPackages } from './sent-packages.js';

/** The answer has gone out: from then on the clock is met (GDPR art. 12(3)). */
@Injectable()
export class MarkAnswered {
  constructor(
    private readonly acts: ActOnCase,
    private readonly clock: Clock,
  ) {}

  /**
   * A case is answered when an answer that tells of its decision was sent; where a copy of the sound was granted, with it: a letter that tells of one is
   * no copy (art. 15(3)).
   * @throws DomainError `wrong-state`, `not-an-answer`, `effects-missing`, `package-not-delivered`
   */
  async execute(
    caseId: string,
    { deliveryId }: NewAnswering,
    requester: Requester,
    permissions: Permissions,
  ): Promise<Answered> {
    const act = async (em: EntityManager, rightsCase: RightsCase) => {
      checkMayGo(rightsCase.state, 'answered');
      const today = helsinkiDay(this.clock.now());
      const delivery = await em.findOne(Delivery, { id: deliveryId, caseId });
      if (!delivery) throw notFound();
      await checkIsAnswer(em, rightsCase, delivery, today);
      checkBroughtAbout(await lackingEffects(em, caseId));
      await checkCopiesWent(em, rightsCase, today);
      em.assign(rightsCase, { state: 'answered', answeredAt: delivery.deliveredAt });
      const answeredAt = delivery.deliveredAt.toISOString();
      const facts = { to: 'answered', deliveryId, answeredAt };
      return { value: { state: rightsCase.state, answeredAt }, facts, detail: facts };
    };
    const wanted = { verb: 'handle', action: 'rights-request.moved' } as const;
    return this.acts.execute<Answered>(caseId, wanted, act, requester, permissions);
  }
}

async function checkIsAnswer(em: EntityManager, rightsCase: RightsCase, delivery: Delivery, today: Day): Promise<void> {
  const { documentId, caseId } = delivery;
  const document = await em.findOne(CaseDocument, { id: documentId, caseId });
  // The answer is in the package as well; an authority is answered with the package alone.
  const answers =
    document?.kind === 'package' || (rightsCase.kind === 'data-subject' && document?.letterKind === 'answer');
  if (document && answers && isOfDecision(document, rightsCase) && isOut(delivery, today)) return;
  throw new DomainError('conflict', 'not-an-answer', 'What was sent is no answer to the request.');
}

/** What went before a case came back counts as long as the same is given. */
async function checkCopiesWent(em: EntityManager, rightsCase: RightsCase, today: Day): Promise<void> {
  const claims = await em.find(Claim, { caseId: rightsCase.id });
  const gives = rightsCase.kind === 'authority' || isGranted(claims, 'access') || isGranted(claims, 'portability');
  if (!gives) return;
  checkMayRelease(rightsCase, claims);
  if ((await readPlan(em, rightsCase.id)).length === 0) return;
  if ((await sentPackages(em, rightsCase.id)).some(delivery => isOut(delivery, today))) return;
  const sentence = 'A copy of the recordings was granted and has not been sent.';
  throw new DomainError('conflict', 'package-not-delivered', sentence);
}
