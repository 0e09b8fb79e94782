import { Injectable } from '@nestjs/common';
import { helsinkiDay, parseDay, startOfDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { CaseItem } from '../board/board.schemas.js';
import { clockOf } from '../case/case-clock.js';
import { Stop } from '../case/case-rows.entity.js';
import { wrongState } from '../case/case-state.js';
import { refreshClock } from '../case/refresh-clock.js';
import type { RightsCase } from '../case/rights-case.entity.js';
import { checkExtension } from '../clock/extension.js';
import { HandleCase, type By, type Handled } from './handle-case.js';
import type { NewExtension } from './handling.schemas.js';
import { checkOfDataSubject } from './of-data-subject.js';

/** Takes the two further months of GDPR art. 12(3), once, when the person was told of it and why within the first month. */
@Injectable()
export class ExtendPeriod {
  constructor(
    private readonly handle: HandleCase,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `wrong-state` for what is answered, `not-of-data-subject`, and as `checkExtension` does */
  execute(caseId: string, wanted: NewExtension, by: By): Promise<CaseItem> {
    return this.handle.execute(caseId, 'rights-request.extended', (em, found) => this.#extend(em, found, wanted), by);
  }

  async #extend(em: EntityManager, rightsCase: RightsCase, wanted: NewExtension): Promise<Handled> {
    checkOfDataSubject(rightsCase);
    const { id, state, answeredAt, closedAt } = rightsCase;
    if (answeredAt || closedAt) throw wrongState(state, 'extended');
    const { reason, words } = wanted;
    const noticeSentOn = parseDay(wanted.noticeSentOn);
    const request = clockOf(rightsCase, await em.find(Stop, { caseId: id }));
    checkExtension(helsinkiDay(this.clock.now()), request, { reason, noticeSentOn });
    // The clock goes by the day of the notice alone; at which hour it was sent is not asked.
    em.assign(rightsCase, { extendedAt: startOfDay(noticeSentOn) });
    await refreshClock(em, rightsCase);
    return { facts: { reason, noticeSentOn, lastOn: rightsCase.lastOn }, detail: { reason, words, noticeSentOn } };
  }
}
