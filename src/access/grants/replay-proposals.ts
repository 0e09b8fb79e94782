import { Injectable } from '@nestjs/common';
import { Replays, textFact, type LoggedEvent } from '../../audit/index.js';
import { NOBODY } from '../../kernel/ids.js';
import type { EntityManager } from '../../platform/database/index.js';
import { GrantProposal } from './grant-proposal.entity.js';

/**
 * After a restored backup: what was refused or withdrawn does not wait again. An approval is not brought about once more:
 * the backup lacks its grant, and somebody has to look.
 */
@Injectable()
export class ReplayProposals {
  constructor(replays: Replays) {
    replays.on('grant-proposal.decided', async (em, event) => {
      const outcome = textFact(event, 'outcome');
      if (outcome === 'refused' || outcome === 'withdrawn') await this.#end(em, event, outcome);
    });
  }

  async #end(em: EntityManager, { object, at, actor }: LoggedEvent, outcome: 'refused' | 'withdrawn'): Promise<void> {
    const waiting = { id: object?.id ?? NOBODY, outcome: 'pending' } as const;
    await em.nativeUpdate(GrantProposal, waiting, { outcome, decidedAt: at, decidedBy: actor.id });
  }
}
