import { Injectable } from '@nestjs/common';
import { LatchedAlarms } from '../watch/latched-alarms.js';
import { Verifications } from '../watch/verifications.js';

/** What the newest verification of the whole log came to. */
export interface VerifiedLast {
  readonly finishedAt: Date;
  /** `failed`: it could not be read to its end. */
  readonly outcome: 'verified' | 'finding' | 'failed';
  /** Leaves that were recomputed; null where it failed. */
  readonly size: number | null;
}

@Injectable()
export class LastVerification {
  constructor(
    private readonly verifications: Verifications,
    private readonly alarms: LatchedAlarms,
  ) {}

  /** Null where none has ever come to its end. */
  async find(): Promise<VerifiedLast | null> {
    const { finishedAt, outcome, size = null } = (await this.verifications.lastEnded()) ?? {};
    return finishedAt && outcome ? { finishedAt, outcome, size } : null;
  }

  /** Alarms about the log that nobody has cleared. */
  async latchedAlarms(): Promise<number> {
    return (await this.alarms.read()).latched.length;
  }
}
