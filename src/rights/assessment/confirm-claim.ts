import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { Clock } from '../../kernel/clock.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { ActOnCase } from '../case/act-on-case.js';
import { Claim } from '../case/case-rows.entity.js';
import { CaseTexts } from '../case/case-texts.js';
import { checkSeen, claimStamp } from '../case/prepared-stamp.js';
import type { RightsCase } from '../case/rights-case.entity.js';
import { checkSecondPerson } from '../case/second-person.js';
import { checkWorkedOn } from '../case/undecided.js';
import { undecide } from '../case/undecide-claim.js';
import { StartErasures } from '../effects/start-erasures.js';
import type { Confirmation, DecidedClaim } from './assessment.schemas.js';
import { claimView, findClaim, reasonsPlace, type ClaimPlace } from './claim-in-case.js';
import { checkDecision } from './decision-rules.js';
import { ReadEvidence } from './read-evidence.js';
import { nothingWaits } from './refusals.js';

/**
 * A second person answers for the decision about a right, or sends it back; with the last one the case is decided. An erasure that is
 * granted by it begins at once.
 */
@Injectable()
export class ConfirmClaim {
  constructor(
    private readonly acts: ActOnCase,
    private readonly texts: CaseTexts,
    private readonly evidence: ReadEvidence,
    private readonly startErasures: StartErasures,
    private readonly clock: Clock,
  ) {}

  /**
   * What the decision rests on is looked at again: it may have changed since.
   * @throws DomainError `not-found`, `wrong-state`, `nothing-waits`, `not-second-person`, `changed-meanwhile`, and what {@link checkDecision} throws
   */
  async execute(
    place: ClaimPlace,
    { prepared, sendBack }: Confirmation,
    requester: Requester,
    permissions: Permissions,
  ): Promise<DecidedClaim> {
    const action = sendBack === undefined ? 'decision-confirmed' : 'decision-sent-back';
    const view = await this.acts.execute(
      place.caseId,
      { verb: 'handle', action: `rights-request.${action}` },
      async (em, rightsCase, actor) => {
        checkWorkedOn(rightsCase, 'decided');
        const claim = await findClaim(em, place);
        const { decidedBy, outcome, ground } = claim;
        if (claim.state !== 'decided' || !decidedBy) throw nothingWaits();
        checkSecondPerson(rightsCase, decidedBy, permissions);
        checkSeen(claimStamp(claim), prepared);
        const facts = { what: 'claim', right: claim.rightKind, outcome: outcome ?? null, ground: ground ?? null };
        if (sendBack === undefined) await this.#confirm(em, rightsCase, claim, actor.id ?? '');
        else undecide(claim);
        const told = { ...facts, preparedBy: decidedBy };
        return { value: claimView(claim, rightsCase), facts: told, detail: { claimId: claim.id, ...told, sendBack } };
      },
      requester,
      permissions,
    );
    // A crash here leaves an erasure that is granted and not begun: it begins within the minute.
    await this.startErasures.soon(place.caseId);
    return view;
  }

  async #confirm(em: EntityManager, rightsCase: RightsCase, claim: Claim, confirmedBy: string): Promise<void> {
    checkDecision(
      claim.rightKind,
      await this.#decisionOf(em, claim),
      await this.evidence.execute(em, rightsCase, claim),
    );
    const now = this.clock.now();
    em.assign(claim, { state: 'confirmed', confirmedBy, confirmedAt: now });
    await em.flush();
    const left = await em.count(Claim, { caseId: rightsCase.id, state: { $in: ['open', 'decided'] } });
    if (left === 0) em.assign(rightsCase, { state: 'decided', decidedAt: now });
  }

  async #decisionOf(em: EntityManager, { id, caseId, outcome, ground, reasonsLeftOut, sealedReasons }: Claim) {
    if (!outcome) throw nothingWaits();
    const key = await this.texts.keyOf(em, caseId);
    const reasons = this.texts.open<string>(key, reasonsPlace(id), sealedReasons) ?? undefined;
    return { outcome, ground: ground ?? undefined, reasons, reasonsLeftOut };
  }
}
