import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { Database } from '../../platform/database/index.js';
import type { Reached } from '../../platform/work/index.js';
import { queryOn } from '../verify/copy-out.js';
import type { Verification } from '../verify/verification.js';
import { verifyDatabase } from '../verify/verify-database.js';
import { VerificationReference } from './verification-reference.js';

/** Recomputes the whole log, by code that shares nothing with its writer. */
@Injectable()
export class RecomputeLog {
  constructor(
    private readonly database: Database,
    private readonly reference: VerificationReference,
    private readonly clock: Clock,
  ) {}

  /** Null where the log could not be read to its end: that is no finding, and the night says so. */
  async execute(reached: Reached): Promise<Verification | null> {
    try {
      const reference = await this.reference.read();
      return await this.database.snapshot(client =>
        verifyDatabase(queryOn(client), { ...reference, at: this.clock.now(), onProgress: reached }),
      );
    } catch {
      return null;
    }
  }
}
