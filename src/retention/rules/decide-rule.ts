import { subject } from '@casl/ability';
import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail, type Actor } from '../../audit/index.js';
import { assertStillEntitled, notSecondPerson } from '../../identity/index.js';
import { helsinkiDay, parseDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { RetentionRules } from '../../recordings/index.js';
import { earliestInForce } from './earliest-in-force.js';
import { ruleDayOver, ruleEvent, ruleSettled, type RuleRow } from './rule-events.js';
import type { RuleDecision } from './rules.schemas.js';

/** A second administrator adopts or discards a proposed rule. What it moves follows by itself (apply-rules.job.ts). */
@Injectable()
export class DecideRule {
  constructor(
    private readonly database: Database,
    private readonly rules: RetentionRules,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found`, `not-second-person`, `rule-settled`, `rule-day-over`, `access-changed`; the attempt is on record */
  async execute(
    version: number,
    decision: RuleDecision,
    requester: Requester,
    permissions: Permissions,
  ): Promise<void> {
    const actor = actorOf(requester);
    try {
      await this.database.transaction(em => this.#decide(em, version, decision, requester, permissions));
    } catch (error) {
      if (error instanceof DomainError) await this.#recordRefusal(version, decision, actor, error.code);
      throw error;
    }
  }

  async #decide(
    em: EntityManager,
    version: number,
    { outcome: state, reason }: RuleDecision,
    requester: Requester,
    { ability }: Permissions,
  ): Promise<void> {
    const actor = actorOf(requester);
    const row = await this.rules.lock(em, version);
    await assertStillEntitled(em, requester);
    if (!row) throw notFound();
    if (!ability.can('decide', subject('RetentionRule', { proposedBy: row.proposedBy }))) throw notSecondPerson();
    if (row.state !== 'proposed') throw ruleSettled();
    const decidedAt = this.clock.now();
    if (state === 'adopted') mayBegin(row, decidedAt);
    await this.rules.decide(em, version, { state, decidedBy: actor.id, decidedAt });
    await this.trail.record(em, { ...ruleEvent(`retention-rule.${state}`, row, actor), texts: { reason } });
  }

  async #recordRefusal(version: number, { outcome }: RuleDecision, actor: Actor, reason: string): Promise<void> {
    const object = { kind: 'retention-rule', id: String(version) };
    await this.trail.recordAlone({ action: `retention-rule.${outcome}`, outcome: 'refused', reason, actor, object });
  }
}

/** One that was to leave earlier calls alone and was decided too late would move what has come since. */
function mayBegin({ appliesToEarlier, inForceFrom }: RuleRow, now: Date): void {
  if (appliesToEarlier) return;
  if (parseDay(inForceFrom) < earliestInForce({ appliesToEarlier }, helsinkiDay(now))) throw ruleDayOver();
}
