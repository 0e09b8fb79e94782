import { Injectable } from '@nestjs/common';
import { CheckAudio } from './check-audio.js';
import { CompareBlobs } from './compare-blobs.js';
import { CompareKeys } from './compare-keys.js';
import { FindOverdue } from './find-overdue.js';
import type { RunLedger } from './run-ledger.js';

/** Everything that a reconciliation looks at, one after the other. */
@Injectable()
export class Comparisons {
  constructor(
    private readonly keys: CompareKeys,
    private readonly blobs: CompareBlobs,
    private readonly audio: CheckAudio,
    private readonly overdue: FindOverdue,
  ) {}

  async execute(ledger: RunLedger): Promise<void> {
    await this.overdue.execute(ledger);
    await this.keys.execute(ledger);
    await this.blobs.execute(ledger);
    await this.audio.execute(ledger);
  }
}
