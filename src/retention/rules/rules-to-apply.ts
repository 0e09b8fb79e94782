import { Injectable } from '@nestjs/common';
import { helsinkiDay, parseDay, startOfDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { RuleInForce, type AdoptedRule } from '../../recordings/index.js';
import type { RecordingOfRule } from './apply-rule.js';

/** Finds what is still kept by an older version of the rule than it is to be. */
@Injectable()
export class RulesToApply {
  constructor(
    private readonly database: Database,
    private readonly rules: RuleInForce,
    private readonly clock: Clock,
  ) {}

  /** The adopted versions that have begun, newest first: what one of them is for, no older one is for any more. */
  async begun(): Promise<AdoptedRule[]> {
    const today = helsinkiDay(this.clock.now());
    const adopted = await this.rules.adopted();
    return adopted.filter(({ version, inForceFrom }) => version > 1 && inForceFrom <= today).toReversed();
  }

  /** At most `limit` living recordings, after the id `after`, that are to be kept by `rule` and are not yet. */
  async recordings(rule: AdoptedRule, after: string, limit: number): Promise<RecordingOfRule[]> {
    const today = helsinkiDay(this.clock.now());
    const older = Array.from({ length: rule.version - 1 }, (_, n) => n + 1);
    const from = rule.appliesToEarlier ? new Date(0) : startOfDay(rule.inForceFrom);
    const rows = await this.database.query<OlderRow>(OLDER, [older, from, today, after, limit]);
    return rows.map(row => ({ id: row.id, endedAt: row.ended_at, ordinaryDueOn: parseDay(row.ordinary_due_on) }));
  }
}

interface OlderRow {
  readonly id: string;
  readonly ended_at: Date;
  readonly ordinary_due_on: Day;
}

const OLDER: Statement = {
  name: 'retention-rule-older',
  text: `
    select id, ended_at, ordinary_due_on from recording
    where rule_version = any($1::int[]) and ended_at >= $2 and due_on >= $3 and id > $4
    order by id limit $5`,
};
