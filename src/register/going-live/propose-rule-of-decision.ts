import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import type { RetentionRule } from '../../kernel/retention-rule.js';
import { RetentionRules } from '../../recordings/index.js';
import { ProposeRule } from '../../retention/index.js';
import type { ActingOnFinding } from './finding-events.js';
import type { NewDecision } from './going-live.schemas.js';
import { decisionUnfit, mayNotProposeRule } from './refusals.js';

/** The retention rule of each choice, by the name of the option. */
export function ruleOfOption(option: string | null): RuleOfOption | undefined {
  return RULES[option ?? ''];
}

interface RuleOfOption {
  readonly rule: RetentionRule;
  readonly clause: string;
}

/** The clause that each choice leaves standing. Two calendar months are never longer than 62 days, so that the months alone end it. */
const RULES: Readonly<Record<string, RuleOfOption>> = {
  '61-days': { rule: { kind: 'days', days: 61 }, clause: 'Tietosuojaseloste 6 §' },
  '2-months': { rule: { kind: 'earlier-of', days: 62, months: 2 }, clause: 'Tietosuojaseloste 12 §' },
};

/** Which rule a decision is about. */
export interface RuleOfDecision {
  readonly version: number;
  /** It was in force already: nothing was proposed. */
  readonly adopted: boolean;
}

/** Settling "61 vrk" against "2 kk" is a proposed retention rule like any other, with its preview and its second person. */
@Injectable()
export class ProposeRuleOfDecision {
  constructor(
    private readonly rules: RetentionRules,
    private readonly proposeRule: ProposeRule,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-permitted`, `decision-unfit`, `rule-day-over`, `rule-waiting` */
  async execute({ option, rule: from, reason }: NewDecision, acting: ActingOnFinding): Promise<RuleOfDecision> {
    const wanted = ruleOfOption(option);
    if (!wanted || !from) throw decisionUnfit('rule');
    const { version, rule } = await this.rules.inForce(this.clock.now());
    if (isSame(rule, wanted.rule)) return { version, adopted: true };
    if (!acting.ability.can('propose', 'RetentionRule')) throw mayNotProposeRule();
    const { inForceFrom, appliesToEarlier } = from;
    const terms = { ...wanted.rule, clause: wanted.clause, inForceFrom, appliesToEarlier, reason };
    return { version: (await this.proposeRule.execute(terms, acting.requester)).version, adopted: false };
  }
}

function isSame(one: RetentionRule, other: RetentionRule): boolean {
  const months = (rule: RetentionRule) => (rule.kind === 'days' ? null : rule.months);
  return one.kind === other.kind && one.days === other.days && months(one) === months(other);
}
