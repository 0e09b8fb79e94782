import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { Clock } from '../../kernel/clock.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { ActOnCase } from '../case/act-on-case.js';
import type { Claim } from '../case/case-rows.entity.js';
import { CaseTexts } from '../case/case-texts.js';
import type { CaseState } from '../case/rights-case.entity.js';
import { checkWorkedOn } from '../case/undecided.js';
import type { DecidedClaim, NewDecision } from './assessment.schemas.js';
import { claimView, findClaim, reasonsPlace, type ClaimPlace } from './claim-in-case.js';
import { checkDecision } from './decision-rules.js';
import { ReadEvidence } from './read-evidence.js';
import { erasureBegun } from './refusals.js';

/** Where a case goes when something in it waits for the decision of a second person; a stopped clock keeps it where it is. */
const GOES_INTO_REVIEW: readonly CaseState[] = ['triaged', 'searching', 'assessing', 'redacting'];

/** Says what becomes of one of the rights that a request is about; somebody else confirms it. */
@Injectable()
export class DecideClaim {
  constructor(
    private readonly acts: ActOnCase,
    private readonly texts: CaseTexts,
    private readonly evidence: ReadEvidence,
    private readonly clock: Clock,
  ) {}

  /**
   * What was decided before is replaced, and has to be confirmed anew.
   * @throws DomainError `not-found`, `wrong-state`, `erasure-begun`, and what {@link checkDecision} throws
   */
  execute(
    place: ClaimPlace,
    wanted: NewDecision,
    requester: Requester,
    permissions: Permissions,
  ): Promise<DecidedClaim> {
    return this.acts.execute(
      place.caseId,
      { verb: 'handle', action: 'rights-request.claim-decided' },
      async (em, rightsCase, actor) => {
        checkWorkedOn(rightsCase, 'decided');
        const claim = await findClaim(em, place);
        if (claim.effectId) throw erasureBegun();
        checkDecision(claim.rightKind, wanted, await this.evidence.execute(em, rightsCase, claim));
        await this.#decide(em, claim, wanted, actor.id ?? '');
        if (GOES_INTO_REVIEW.includes(rightsCase.state)) rightsCase.state = 'in-review';
        const { outcome, ground = null, reasonsLeftOut } = wanted;
        const facts = { right: claim.rightKind, outcome, ground, reasonsLeftOut };
        const detail = { claimId: claim.id, ...facts, reasons: wanted.reasons };
        return { value: claimView(claim, rightsCase), facts, detail };
      },
      requester,
      permissions,
    );
  }

  async #decide(em: EntityManager, claim: Claim, wanted: NewDecision, decidedBy: string): Promise<void> {
    const { outcome, ground = null, reasons, reasonsLeftOut } = wanted;
    const key = await this.texts.keyOf(em, claim.caseId);
    const sealedReasons = reasons === undefined ? null : this.texts.seal(key, reasonsPlace(claim.id), reasons);
    em.assign(claim, {
      ...{ state: 'decided' as const, outcome, ground, reasonsLeftOut, sealedReasons },
      ...{ decidedBy, decidedAt: this.clock.now(), confirmedBy: null, confirmedAt: null },
    });
  }
}
