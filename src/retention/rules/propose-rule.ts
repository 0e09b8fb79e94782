import { Injectable } from '@nestjs/common';
import { actorOf, AuditTrail, type Actor } from '../../audit/index.js';
import { assertAnnounceable } from '../../kernel/announced-day.js';
import { helsinkiDay, parseDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import type { RetentionRule } from '../../kernel/retention-rule.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { RetentionRules } from '../../recordings/index.js';
import { earliestInForce } from './earliest-in-force.js';
import { ruleDayOver, ruleEvent, type RuleRow } from './rule-events.js';
import type { NewRule } from './rules.schemas.js';

/** An administrator proposes another rule; until somebody else adopts it, it changes nothing. */
@Injectable()
export class ProposeRule {
  constructor(
    private readonly database: Database,
    private readonly rules: RetentionRules,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `rule-day-over`, `day-too-far-ahead`, `rule-waiting`; the attempt is on record */
  async execute(wanted: NewRule, requester: Requester): Promise<RuleRow> {
    const actor = actorOf(requester);
    try {
      return await this.database.transaction(em => this.#propose(em, wanted, requester));
    } catch (error) {
      if (error instanceof DomainError) await this.#recordRefusal(actor, error.code);
      throw error;
    }
  }

  async #propose(em: EntityManager, wanted: NewRule, requester: Requester): Promise<RuleRow> {
    const { clause, appliesToEarlier, reason } = wanted;
    const proposedAt = this.clock.now();
    const inForceFrom = parseDay(wanted.inForceFrom);
    const today = helsinkiDay(proposedAt);
    if (inForceFrom < earliestInForce(wanted, today)) throw ruleDayOver();
    assertAnnounceable(inForceFrom, today);
    const terms = { clause, inForceFrom, appliesToEarlier };
    const by = { proposedBy: requester.id, proposedAt };
    const row = await this.rules.propose(em, { rule: lengthOf(wanted), ...terms, ...by });
    const draft = ruleEvent('retention-rule.proposed', row, actorOf(requester));
    await this.trail.record(em, { ...draft, texts: { reason } });
    return row;
  }

  async #recordRefusal(actor: Actor, reason: string): Promise<void> {
    await this.trail.recordAlone({ action: 'retention-rule.proposed', outcome: 'refused', reason, actor });
  }
}

function lengthOf(wanted: NewRule): RetentionRule {
  if (wanted.kind === 'days') return { kind: 'days', days: wanted.days };
  return { kind: 'earlier-of', days: wanted.days, months: wanted.months };
}
