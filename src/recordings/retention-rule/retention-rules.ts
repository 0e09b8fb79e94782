import { LockMode, UniqueConstraintViolationException } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { parseDay, type Day } from '../../kernel/calendar.js';
import { DomainError } from '../../kernel/errors.js';
import type { RetentionRule } from '../../kernel/retention-rule.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { lengthOf } from './adopted-rules.js';
import { RetentionRuleVersion } from './retention-rule.entity.js';
import { ruleForCall, type AdoptedRule } from './rule-for-call.js';

/** A version of the rule as somebody proposes it. */
export interface ProposedRule {
  readonly rule: RetentionRule;
  readonly clause: string;
  readonly inForceFrom: Day;
  readonly appliesToEarlier: boolean;
  readonly proposedBy: string;
  readonly proposedAt: Date;
}

/** The rule that counts now, and where it comes from. */
export interface RuleInForceNow {
  readonly version: number;
  readonly rule: RetentionRule;
  readonly inForceFrom: Day;
  /** The clause of the privacy notice. */
  readonly clause: string;
}

/** A recording, and the ordinary day that it has. */
export interface OrdinaryDayOf {
  readonly id: string;
  readonly ordinaryDueOn: Day;
}

/** What becomes of a proposed version. */
export interface RuleDecision {
  readonly state: 'adopted' | 'discarded';
  readonly decidedBy: string | null;
  readonly decidedAt: Date;
}

/** The versions of the retention rule, for whoever decides about them. */
@Injectable()
export class RetentionRules {
  constructor(private readonly database: Database) {}

  /** Every version, newest first: there are few. */
  async all(): Promise<RetentionRuleVersion[]> {
    return this.database.entities().find(RetentionRuleVersion, {}, { orderBy: { version: 'desc' } });
  }

  /** The version that a call which ends at `now` is kept by. */
  async inForce(now: Date): Promise<RuleInForceNow> {
    const adopted = (await this.all()).filter(({ state }) => state === 'adopted');
    const current = ruleForCall(adopted.map(ruleOf), now, now);
    const clause = adopted.find(({ version }) => version === current.version)?.clause ?? '';
    return { version: current.version, rule: current.rule, inForceFrom: current.inForceFrom, clause };
  }

  async one(version: number): Promise<RetentionRuleVersion | null> {
    return this.database.entities().findOne(RetentionRuleVersion, { version });
  }

  /** One, locked until the end of the transaction. */
  async lock(em: EntityManager, version: number): Promise<RetentionRuleVersion | null> {
    return em.findOne(RetentionRuleVersion, { version }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  }

  /** The next version, which waits to be decided. @throws DomainError `rule-waiting` while another one does */
  async propose(em: EntityManager, proposed: ProposedRule): Promise<RetentionRuleVersion> {
    const [newest] = await em.find(RetentionRuleVersion, {}, { orderBy: { version: 'desc' }, limit: 1 });
    const row = em.create(RetentionRuleVersion, rowOf((newest?.version ?? 0) + 1, proposed));
    try {
      await em.persist(row).flush();
    } catch (error) {
      throw error instanceof UniqueConstraintViolationException ? waits(error) : error;
    }
    return row;
  }

  /** After a restored backup: a version that the backup does not know. */
  async restore(em: EntityManager, version: number, proposed: ProposedRule): Promise<void> {
    if ((await em.count(RetentionRuleVersion, { version })) > 0) return;
    await em.insert(RetentionRuleVersion, rowOf(version, proposed));
  }

  /** Decides a version that waits; one that does not is left as it is. */
  async decide(em: EntityManager, version: number, decision: RuleDecision): Promise<void> {
    await em.nativeUpdate(RetentionRuleVersion, { version, state: 'proposed' }, { ...decision });
  }

  /** Counts a recording that a version has moved, in the transaction of the move. */
  async countMoved(em: EntityManager, version: number, to: 'earlier' | 'later'): Promise<void> {
    const column = to === 'earlier' ? 'moved_earlier' : 'moved_later';
    await em.execute(`update retention_rule set ${column} = ${column} + 1 where version = ?`, [version]);
  }

  /** Marks that everything is moved, once. Returns the row the first time, and null from then on. */
  async markApplied(em: EntityManager, version: number, at: Date): Promise<RetentionRuleVersion | null> {
    const row = await this.lock(em, version);
    if (!row || row.appliedAt) return null;
    row.appliedAt = at;
    await em.flush();
    return row;
  }

  /** The adopted versions after `version`. One that waits is not decided before the transaction ends. */
  async adoptedAfter(em: EntityManager, version: number): Promise<AdoptedRule[]> {
    const undiscarded = { version: { $gt: version }, state: { $ne: 'discarded' as const } };
    const rows = await em.find(RetentionRuleVersion, undiscarded, { lockMode: LockMode.PESSIMISTIC_READ });
    return rows.filter(({ state }) => state === 'adopted').map(ruleOf);
  }

  /**
   * Recordings whose ordinary day is the same by `version` as by the rule that they have; one that has got another day meanwhile
   * is left to be moved.
   */
  async keepDay(em: EntityManager, version: number, recordings: readonly OrdinaryDayOf[]): Promise<void> {
    const [ids, days] = [recordings.map(({ id }) => id), recordings.map(({ ordinaryDueOn }) => ordinaryDueOn)];
    await em.execute(KEEP_DAY, [version, `{${ids.join(',')}}`, `{${days.join(',')}}`, version]);
  }
}

const KEEP_DAY = `
  update recording set rule_version = ? from unnest(?::uuid[], ?::date[]) same (id, day)
  where recording.id = same.id and ordinary_due_on = day and rule_version < ?`;

function ruleOf({ version, inForceFrom, appliesToEarlier, ...length }: RetentionRuleVersion): AdoptedRule {
  return { version, rule: lengthOf(length), inForceFrom: parseDay(inForceFrom), appliesToEarlier };
}

function rowOf(version: number, { rule, ...proposed }: ProposedRule) {
  const months = rule.kind === 'earlier-of' ? rule.months : null;
  return { version, kind: rule.kind, days: rule.days, months, ...proposed, state: 'proposed' as const };
}

function waits(cause: unknown): DomainError {
  const sentence = 'Another proposed rule waits for its decision already.';
  return new DomainError('conflict', 'rule-waiting', sentence, {}, { cause });
}
