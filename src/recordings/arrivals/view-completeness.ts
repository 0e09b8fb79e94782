import { Injectable } from '@nestjs/common';
import { actorOf, AuditTrail, type Fact } from '../../audit/index.js';
import { addDays, helsinkiDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import type { Requester } from '../../platform/http/index.js';
import type { Completeness, CompletenessOfDay } from './completeness.schemas.js';
import { ReadCompleteness, type FiguresRow } from './read-completeness.js';

/** Lets people look at what has come and what has not: each look is an event that is committed first. */
@Injectable()
export class ViewCompleteness {
  constructor(
    private readonly read: ReadCompleteness,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async report(days: number, requester: Requester): Promise<Omit<Completeness, 'mayExplain'>> {
    await this.#record(requester, { view: 'report', days });
    return this.read.report(days);
  }

  /** The figures of the last `days` days, today included. */
  async daily(
    days: number,
    requester: Requester,
  ): Promise<{ readonly from: Day; readonly through: Day; readonly rows: readonly FiguresRow[] }> {
    await this.#record(requester, { view: 'csv', days });
    const through = helsinkiDay(this.clock.now());
    const from = addDays(through, 1 - days);
    return { from, through, rows: await this.read.daily(from, through) };
  }

  /** @throws DomainError `not-found` */
  async ofDay(source: string, day: Day | undefined, requester: Requester): Promise<CompletenessOfDay> {
    const facts = { view: 'day', source, ...(day === undefined ? {} : { day }) };
    try {
      const found = await this.read.ofDay(source, day);
      await this.#record(requester, facts);
      return found;
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'not-found') await this.#record(requester, facts, error.code);
      throw error;
    }
  }

  async #record(requester: Requester, facts: Readonly<Record<string, Fact>>, reason?: string): Promise<void> {
    const refused = reason === undefined ? {} : ({ outcome: 'refused', reason } as const);
    await this.trail.recordAlone({ action: 'arrivals.viewed', actor: actorOf(requester), facts, ...refused });
  }
}
