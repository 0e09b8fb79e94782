import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { ActOnCase } from '../case/act-on-case.js';
import { CaseDocument, Delivery } from '../case/case-output.entity.js';
import { Claim } from '../case/case-rows.entity.js';
import { checkMayGo } from '../case/case-state.js';
import type { RightsCase } from '../case/rights-case.entity.js';
import type { Answered, NewAnswering } from './delivery.schemas.js';
import { checkMayRelease, isGranted } from './may-answer.js';
import { readPlan } from './read-plan.js';

/** The answer has gone out: from then on the clock is met (GDPR art. 12(3)). */
@Injectable()
export class MarkAnswered {
  constructor(private readonly acts: ActOnCase) {}

  /**
   * A case is answered when its answer was sent; where a copy of the sound was granted, with it: a letter that tells of one is
   * no copy (art. 15(3)).
   * @throws DomainError `wrong-state`, `not-an-answer`, `package-not-delivered`
   */
  async execute(
    caseId: string,
    { deliveryId }: NewAnswering,
    requester: Requester,
    permissions: Permissions,
  ): Promise<Answered> {
    const act = async (em: EntityManager, rightsCase: RightsCase) => {
      checkMayGo(rightsCase.state, 'answered');
      const delivery = await em.findOne(Delivery, { id: deliveryId, caseId });
      if (!delivery) throw notFound();
      await checkIsAnswer(em, rightsCase, delivery);
      await checkCopiesWent(em, rightsCase);
      em.assign(rightsCase, { state: 'answered', answeredAt: delivery.deliveredAt });
      const answeredAt = delivery.deliveredAt.toISOString();
      const facts = { to: 'answered', deliveryId, answeredAt };
      return { value: { state: rightsCase.state, answeredAt }, facts, detail: facts };
    };
    const wanted = { verb: 'handle', action: 'rights-request.moved' } as const;
    return this.acts.execute<Answered>(caseId, wanted, act, requester, permissions);
  }
}

async function checkIsAnswer(em: EntityManager, { kind }: RightsCase, { documentId, caseId }: Delivery): Promise<void> {
  const document = await em.findOne(CaseDocument, { id: documentId, caseId });
  // The answer is in the package as well; an authority is answered with the package alone.
  if (document?.kind === 'package') return;
  if (kind === 'data-subject' && document?.letterKind === 'answer') return;
  throw new DomainError('conflict', 'not-an-answer', 'What was sent is no answer to the request.');
}

async function checkCopiesWent(em: EntityManager, rightsCase: RightsCase): Promise<void> {
  const claims = await em.find(Claim, { caseId: rightsCase.id });
  const gives = rightsCase.kind === 'authority' || isGranted(claims, 'access') || isGranted(claims, 'portability');
  if (!gives) return;
  checkMayRelease(rightsCase, claims);
  if ((await readPlan(em, rightsCase.id)).length === 0) return;
  const packages = await em.find(CaseDocument, { caseId: rightsCase.id, kind: 'package' });
  const documentId = { $in: packages.map(({ id }) => id) };
  if ((await em.count(Delivery, { caseId: rightsCase.id, documentId })) > 0) return;
  const sentence = 'A copy of the recordings was granted and has not been sent.';
  throw new DomainError('conflict', 'package-not-delivered', sentence);
}
