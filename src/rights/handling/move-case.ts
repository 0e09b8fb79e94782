import { Injectable } from '@nestjs/common';
import type { CaseItem } from '../board/board.schemas.js';
import { HandleCase, type By } from './handle-case.js';
import { checkMoveByHand, type MovedTo } from './moves-by-hand.js';

/** Takes a case to where its work goes on. */
@Injectable()
export class MoveCase {
  constructor(private readonly handle: HandleCase) {}

  /** @throws DomainError `wrong-state` */
  execute(caseId: string, to: MovedTo, by: By): Promise<CaseItem> {
    return this.handle.execute(
      caseId,
      'rights-request.moved',
      (em, rightsCase) => {
        const from = rightsCase.state;
        checkMoveByHand(from, to);
        em.assign(rightsCase, { state: to });
        return Promise.resolve({ facts: { from, to } });
      },
      by,
    );
  }
}
