import { Injectable } from '@nestjs/common';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Config } from '../../platform/config/index.js';
import type { EntityManager } from '../../platform/database/index.js';
import { Dossiers } from '../../recordings/index.js';
import type { CaseItem } from '../board/board.schemas.js';
import { keptUntil } from '../case/case-days.js';
import { Claim } from '../case/case-rows.entity.js';
import { moveCaseDay } from '../case/move-case-day.js';
import type { RightsCase } from '../case/rights-case.entity.js';
import { FindRecipients } from '../effects/find-recipients.js';
import { leftUndone } from '../effects/left-undone.js';
import { HandleCase, type By, type Handled } from './handle-case.js';
import type { Closing } from './handling.schemas.js';
import { checkMayClose } from './may-close.js';

/** Closes a case: from then on the days run after which nothing of it is kept (ADR 0015). */
@Injectable()
export class CloseCase {
  constructor(
    private readonly handle: HandleCase,
    private readonly recipients: FindRecipients,
    private readonly dossiers: Dossiers,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError as {@link checkMayClose} does */
  execute(caseId: string, { note }: Closing, by: By): Promise<CaseItem> {
    return this.handle.execute(caseId, 'rights-request.closed', (em, found) => this.#close(em, found, note), by);
  }

  async #close(em: EntityManager, rightsCase: RightsCase, note: string | undefined): Promise<Handled> {
    const { id: caseId, state } = rightsCase;
    const untold = (await this.recipients.of(em, caseId)).some(({ notice }) => notice === null);
    checkMayClose(state, await em.find(Claim, { caseId }), { ...(await leftUndone(em, caseId)), untold });
    const closedAt = this.clock.now();
    const dueOn = keptUntil(helsinkiDay(closedAt), this.config.rights.caseKeptMonths);
    em.assign(rightsCase, { state: 'closed', closedAt });
    const moved = await moveCaseDay(em, this.dossiers, rightsCase.id, dueOn);
    return {
      ...{ facts: { dueOn }, ...(note === undefined ? {} : { detail: { note } }) },
      // A crash before this leaves a second wrapping of each key, which the nightly reconciliation drops.
      afterwards: () => this.dossiers.settle(moved),
    };
  }
}
