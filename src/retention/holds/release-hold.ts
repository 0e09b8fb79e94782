import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import type { Requester } from '../../platform/http/index.js';
import { ChangeHold, type Change } from './change-hold.js';
import { EndHold } from './end-hold.js';
import { holdIs, stateOn } from './hold-state.js';

/** A hold is needed no longer, or not asked for any more: its recording goes on its ordinary day, or tonight if that is over. */
@Injectable()
export class ReleaseHold {
  constructor(
    private readonly changeHold: ChangeHold,
    private readonly endHold: EndHold,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError what {@link ChangeHold.execute} throws, and `hold-released`, `hold-ended` or the like once it is over */
  async execute(id: string, reason: string, requester: Requester, permissions: Permissions): Promise<void> {
    const release: Change = async (em, hold, recording, actor) => {
      const state = stateOn(hold, helsinkiDay(this.clock.now()));
      if (state !== 'requested' && state !== 'active') throw holdIs(state);
      await this.endHold.execute(em, hold, recording, { state: 'released', reason }, actor);
    };
    const wish = { verb: 'release', action: 'hold.released', texts: { reason } } as const;
    await this.changeHold.execute(id, wish, release, requester, permissions);
  }
}
