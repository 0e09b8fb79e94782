import { Injectable } from '@nestjs/common';
import type { Reached } from '../../platform/work/index.js';
import { THE_SYSTEM } from '../event.js';
import { AuditTrail } from '../trail/audit-trail.js';
import { Alarms } from './alarms.js';
import { RecomputeLog } from './recompute-log.js';
import { verdictOf } from './verdict.js';
import { Verifications, type VerificationOfNight } from './verifications.js';

/** Has the whole log recomputed once a night, and keeps what came of it. */
@Injectable()
export class VerifyLog {
  constructor(
    private readonly verifications: Verifications,
    private readonly recompute: RecomputeLog,
    private readonly trail: AuditTrail,
    private readonly alarms: Alarms,
  ) {}

  /** Verifies unless this night has its verification already. Returns whether it did; one of several instances does. */
  async execute(reached: Reached = () => undefined): Promise<boolean> {
    const begun = await this.verifications.claim();
    if (!begun) return false;
    // A crash here leaves a night without an end; after some hours the next look takes it up.
    await this.#verify(begun, reached);
    return true;
  }

  async #verify(begun: VerificationOfNight, reached: Reached): Promise<void> {
    const result = verdictOf(await this.recompute.execute(reached));
    const { outcome, found, sentence: _sentence, ...facts } = result;
    await this.alarms.raise(...found);
    // A crash here leaves the alarms and a night without an end; after some hours the next look verifies again.
    await this.verifications.finish(begun, result);
    await this.trail.recordAlone({
      action: 'log.verified',
      actor: THE_SYSTEM,
      outcome: outcome === 'verified' ? 'done' : 'failed',
      object: { kind: 'audit-verification', id: begun.id },
      facts: { night: begun.night, ...facts },
    });
  }
}
