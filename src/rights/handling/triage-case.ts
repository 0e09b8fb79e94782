import { Injectable } from '@nestjs/common';
import { StaffDirectory } from '../../identity/index.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { CaseItem } from '../board/board.schemas.js';
import { wrongState } from '../case/case-state.js';
import { CaseTexts, requestPlace } from '../case/case-texts.js';
import { refreshClock } from '../case/refresh-clock.js';
import type { RequestTexts, RightsCase } from '../case/rights-case.entity.js';
import { StartRestrictions } from '../effects/start-restrictions.js';
import { checkReceipt } from '../intake/check-receipt.js';
import { HandleCase, type By, type Handled } from './handle-case.js';
import type { Triage } from './handling.schemas.js';
import { checkOfDataSubject } from './of-data-subject.js';
import { settleClaims } from './settle-claims.js';
import { triaged } from './triaged-request.js';

/** Says what a request is about, who handles it and who asks; as often as more becomes known before the decision. */
@Injectable()
export class TriageCase {
  constructor(
    private readonly handle: HandleCase,
    private readonly texts: CaseTexts,
    private readonly staff: StaffDirectory,
    private readonly startRestrictions: StartRestrictions,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `wrong-state` after the decision, `claim-decided`, `contested-without-rectification`,
   *   `direct-marketing-without-objection`, `unknown-officer`, `officer-is-subject`, `unknown-subject`,
   *   `mandate-without-representative`, `received-in-future`, `received-long-ago`, `not-of-data-subject`
   */
  execute(caseId: string, wanted: Triage, by: By): Promise<CaseItem> {
    return this.handle.execute(caseId, 'rights-request.triaged', (em, found) => this.#triage(em, found, wanted), by);
  }

  async #triage(em: EntityManager, rightsCase: RightsCase, wanted: Triage): Promise<Handled> {
    checkOfDataSubject(rightsCase);
    checkUndecided(rightsCase);
    await this.#checkStaff(rightsCase, wanted);
    await settleClaims(em, rightsCase.id, wanted, this.clock.now());
    const key = await this.texts.keyOf(em, rightsCase.id);
    const before = this.texts.request(key, rightsCase);
    const after = triaged(before, wanted);
    em.assign(rightsCase, {
      ...columnsOf(rightsCase, wanted),
      sealedRequest: this.texts.seal(key, requestPlace(rightsCase.id), after),
    });
    await refreshClock(em, rightsCase);
    // A crash after the commit leaves what is contested unrestricted for a minute at most.
    const afterwards = () => this.startRestrictions.soon(rightsCase.id);
    return { facts: factsOf(rightsCase, wanted, after), detail: { before, after }, afterwards };
  }

  async #checkStaff({ subjectStaffId }: RightsCase, wanted: Triage): Promise<void> {
    const subject = wanted.subjectStaffId === undefined ? subjectStaffId : (wanted.subjectStaffId ?? '');
    if (wanted.officerId === subject) throw officerIsSubject();
    if (!(await this.staff.find(wanted.officerId))) throw unknownOfficer();
    // Somebody who has left the house may still be who a call is about.
    if (subject !== '' && (await this.staff.names([subject])).size === 0) throw unknownSubject();
  }
}

function checkUndecided({ state, decidedAt, closedAt }: RightsCase): void {
  if (decidedAt || closedAt) throw wrongState(state, 'triaged');
}

/** What of a triage stands in the row itself. @throws DomainError `received-in-future`, `received-long-ago` */
function columnsOf(rightsCase: RightsCase, wanted: Triage) {
  const { receivedAt = rightsCase.receivedAt, language = rightsCase.language, officerId, subjectStaffId } = wanted;
  checkReceipt(receivedAt, rightsCase.registeredAt);
  return {
    ...{ receivedAt, receivedOn: helsinkiDay(receivedAt), language, officerId },
    ...(subjectStaffId === undefined ? {} : { subjectStaffId: subjectStaffId ?? '' }),
    // Whoever is named otherwise now is searched for by itself once more, within the minute.
    ...(wanted.person === undefined ? {} : { searchedAt: null }),
    ...(rightsCase.state === 'received' ? { state: 'triaged' as const } : {}),
  };
}

function factsOf(rightsCase: RightsCase, { rights, officerId }: Triage, request: RequestTexts) {
  const { receivedOn, language, lastOn, subjectStaffId } = rightsCase;
  return {
    ...{ rights: [...new Set(rights)], officerId, receivedOn, language, lastOn },
    identityMethod: request.identity?.method ?? null,
    doubted: request.identity?.doubt !== undefined,
    represented: request.representative !== undefined,
    aboutStaff: subjectStaffId !== '',
  };
}

function officerIsSubject(): DomainError {
  return new DomainError('unprocessable', 'officer-is-subject', 'Nobody handles a request about themselves.');
}

function unknownOfficer(): DomainError {
  return new DomainError('unprocessable', 'unknown-officer', 'A case is handled by somebody who works here.');
}

function unknownSubject(): DomainError {
  return new DomainError('unprocessable', 'unknown-subject', 'There is no such member of staff.');
}
