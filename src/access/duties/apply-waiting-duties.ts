import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { THE_SYSTEM } from '../../audit/index.js';
import { StaffDuties } from '../../identity/index.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { OneByOne } from '../../kernel/one-by-one.js';
import { DutyChange } from './duty-change.entity.js';
import { PutIntoEffect } from './put-into-effect.js';

/** Changes whose day has come take effect, and those that a confirmed batch let go are examined. */
@Injectable()
export class ApplyWaitingDuties {
  constructor(
    private readonly database: Database,
    private readonly duties: StaffDuties,
    private readonly putIntoEffect: PutIntoEffect,
    private readonly clock: Clock,
  ) {}

  /**
   * One transaction a change, in the order of their days. Returns how many. A crash leaves the rest for the next time; one that cannot be
   * done stops only those of the same person that come after it.
   * @throws AggregateError at the end, where one could not be done
   */
  async execute(): Promise<number> {
    let done = 0;
    const each = new OneByOne();
    const stuck = new Set<string>();
    const order = { effectiveOn: 'asc', enteredAt: 'asc', id: 'asc' } as const;
    for (const due of await this.database.entities().find(DutyChange, this.#due(), { orderBy: order })) {
      if (stuck.has(due.staffId)) continue;
      const applied = await each.try(() => this.database.transaction(em => this.#apply(em, due)));
      if (applied === null) stuck.add(due.staffId);
      done += applied ? 1 : 0;
    }
    each.assertAllDone();
    return done;
  }

  /** Another instance may have been faster: asked again once the person's row is ours. */
  async #apply(em: EntityManager, { id, staffId }: DutyChange): Promise<boolean> {
    if (!(await this.duties.claim(em, staffId))) return false;
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
    const change = await em.findOne(DutyChange, { id, ...this.#due() }, lock);
    if (!change) return false;
    await this.putIntoEffect.execute(em, change, THE_SYSTEM);
    return true;
  }

  #due() {
    const today = helsinkiDay(this.clock.now());
    const due = { $or: [{ effectiveOn: { $lte: today } }, { examinedAt: null }] };
    return { appliedAt: null, withdrawnAt: null, held: false, ...due };
  }
}
