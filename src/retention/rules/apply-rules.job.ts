import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { ContinuationGuard } from '../../audit/index.js';
import { NOBODY } from '../../kernel/ids.js';
import { failureNames } from '../../kernel/failure-names.js';
import type { AdoptedRule } from '../../recordings/index.js';
import { ApplyRule } from './apply-rule.js';
import { FinishRule } from './finish-rule.js';
import { RulesToApply } from './rules-to-apply.js';

const BATCH = 200;

/** Brings what is there to the last day of the newest rule that is for it. Any number of instances may run it. */
@Injectable()
export class ApplyRules {
  readonly #logger = new Logger(ApplyRules.name);

  constructor(
    private readonly toApply: RulesToApply,
    private readonly applyRule: ApplyRule,
    private readonly finish: FinishRule,
    private readonly continuation: ContinuationGuard,
  ) {}

  /** A restored database is left alone until somebody has accepted it: its log may tell of a newer rule. */
  @Cron(CronExpression.EVERY_MINUTE, { waitForCompletion: true })
  async look(): Promise<void> {
    const begun = await this.toApply.begun();
    if (begun.length === 0 || !(await this.continuation.look())) return;
    for (const rule of begun) await this.#apply(rule);
  }

  async #apply(rule: AdoptedRule): Promise<void> {
    let after = NOBODY;
    const failures: unknown[] = [];
    for (;;) {
      const recordings = await this.toApply.recordings(rule, after, BATCH);
      failures.push(...(await this.applyRule.execute(rule, recordings)));
      after = recordings.at(-1)?.id ?? after;
      if (recordings.length < BATCH) break;
    }
    if (failures.length === 0) return this.#finish(rule, after !== NOBODY);
    const names = failureNames(new AggregateError(failures));
    this.#logger.error(`couldn't move ${failures.length} recordings (${names}); it is tried again`);
  }

  /** What another instance has moved by an older version meanwhile is left to the next look. */
  async #finish(rule: AdoptedRule, anythingWasThere: boolean): Promise<void> {
    const left = anythingWasThere ? await this.toApply.recordings(rule, NOBODY, 1) : [];
    if (left.length === 0) await this.finish.execute(rule.version);
  }
}
