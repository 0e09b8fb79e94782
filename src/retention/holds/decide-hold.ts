import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { AuditTrail } from '../../audit/index.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import type { Requester } from '../../platform/http/index.js';
import { ChangeHold, type Change } from './change-hold.js';
import { EndHold } from './end-hold.js';
import { aboutHold } from './hold-events.js';
import { holdIs, stateOn } from './hold-state.js';
import type { Hold } from './hold.entity.js';

/** Somebody else answers for a hold, or refuses it: then it protects no longer. */
@Injectable()
export class DecideHold {
  constructor(
    private readonly changeHold: ChangeHold,
    private readonly endHold: EndHold,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError what {@link ChangeHold.execute} throws, and `hold-active`, `hold-lapsed` or the like unless it waits */
  async approve(id: string, requester: Requester, permissions: Permissions): Promise<void> {
    const approve: Change = async (em, hold, recording, actor) => {
      this.#needWaiting(hold);
      const decided = { decidedBy: actor.id, decidedAt: this.clock.now() };
      em.assign(hold, { state: 'active', untilOn: hold.wantedUntilOn, ...decided });
      await em.flush();
      await this.trail.record(em, aboutHold('hold.approved', actor, hold, recording));
    };
    const wish = { verb: 'decide', action: 'hold.approved' } as const;
    await this.changeHold.execute(id, wish, approve, requester, permissions);
  }

  /** @throws DomainError as {@link approve} does */
  async refuse(id: string, reason: string, requester: Requester, permissions: Permissions): Promise<void> {
    const refuse: Change = async (em, hold, recording, actor) => {
      this.#needWaiting(hold);
      em.assign(hold, { decidedBy: actor.id, decidedAt: this.clock.now() });
      await this.endHold.execute(em, hold, recording, { state: 'refused', reason }, actor);
    };
    const wish = { verb: 'decide', action: 'hold.refused', texts: { reason } } as const;
    await this.changeHold.execute(id, wish, refuse, requester, permissions);
  }

  #needWaiting(hold: Hold): void {
    const state = stateOn(hold, helsinkiDay(this.clock.now()));
    if (state !== 'requested') throw holdIs(state);
  }
}
