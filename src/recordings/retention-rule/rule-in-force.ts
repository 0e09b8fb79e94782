import { Injectable } from '@nestjs/common';
import type { RetentionRule } from '../../kernel/retention-rule.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { adoptedRule, ADOPTED_RULES, type AdoptedRow } from './adopted-rules.js';
import type { AdoptedRule } from './rule-for-call.js';

/** Tells by which rules calls are kept. Nothing is remembered: a rule that is adopted counts everywhere from its commit on. */
@Injectable()
export class RuleInForce {
  constructor(private readonly database: Database) {}

  /** The adopted versions, oldest first; see `ruleForCall` for the one of a call. */
  async adopted(): Promise<AdoptedRule[]> {
    const [row] = await this.database.query<{ rules: AdoptedRow[] }>(ADOPTED);
    return (row?.rules ?? []).map(adoptedRule);
  }

  /** How long each adopted version keeps, by its number. */
  async byVersion(): Promise<ReadonlyMap<number, RetentionRule>> {
    return new Map((await this.adopted()).map(({ version, rule }) => [version, rule]));
  }
}

const ADOPTED: Statement = { name: 'retention-rules-adopted', text: `select ${ADOPTED_RULES} as rules` };
