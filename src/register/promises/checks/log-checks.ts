import { Injectable } from '@nestjs/common';
import { needsReference, PURPOSES } from '../../../access/index.js';
import { LastVerification, UseStanding } from '../../../audit/index.js';
import { Clock } from '../../../kernel/clock.js';
import { byFaults, isOld, notKnown, type CheckResult } from '../check-result.js';

/** With what a copy of a recording may leave: the answer to a request or to an authority, and all of it with a controller who leaves. */
const WAYS_OUT = ['rights-case', 'departure'] as const;

/** What the log itself tells: whether it is whole, and what was done with recordings (§§5, 10 and 14). */
@Injectable()
export class LogChecks {
  constructor(
    private readonly verification: LastVerification,
    private readonly uses: UseStanding,
    private readonly clock: Clock,
  ) {}

  readonly checks = {
    'log-verified': () => this.#verified(),
    'playbacks-have-purposes': () => this.#purposes(),
    'copies-leave-by-known-ways': () => this.#copies(),
  };

  async #verified(): Promise<CheckResult> {
    const [last, alarms] = [await this.verification.find(), await this.verification.latchedAlarms()];
    const verifiedAt = last?.finishedAt.toISOString() ?? null;
    const figures = { verifiedAt, leaves: last?.size ?? null, alarms };
    const found = last?.outcome === 'finding' ? 1 : 0;
    if (found + alarms > 0) return byFaults([found, alarms], figures);
    if (!last || last.outcome === 'failed' || isOld(last.finishedAt, this.clock.now())) return notKnown(figures);
    return byFaults([], figures);
  }

  async #purposes(): Promise<CheckResult> {
    const figures = await this.uses.playbacks(PURPOSES, PURPOSES.filter(needsReference));
    return byFaults([figures.withoutPurpose, figures.withoutReference], figures);
  }

  async #copies(): Promise<CheckResult> {
    const { copies, otherwise } = await this.uses.copies(WAYS_OUT);
    return byFaults([otherwise], { copies, copiesOtherwise: otherwise });
  }
}
