import { Injectable } from '@nestjs/common';
import { AuditTrail, THE_SYSTEM } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { Database } from '../../platform/database/index.js';
import { RetentionRules } from '../../recordings/index.js';
import { ruleEvent } from './rule-events.js';

/** Says once that everything a version was for has been brought to its day. */
@Injectable()
export class FinishRule {
  constructor(
    private readonly database: Database,
    private readonly rules: RetentionRules,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async execute(version: number): Promise<void> {
    const known = await this.rules.one(version);
    if (!known || known.appliedAt) return;
    await this.database.transaction(async em => {
      const row = await this.rules.markApplied(em, version, this.clock.now());
      if (!row) return;
      const { movedEarlier, movedLater } = row;
      const draft = ruleEvent('retention-rule.applied', row, THE_SYSTEM);
      await this.trail.record(em, { ...draft, facts: { ...draft.facts, movedEarlier, movedLater } });
    });
  }
}
