import { Injectable } from '@nestjs/common';
import { LogHead } from '../integration/log-head.js';
import { LogKeys } from '../integration/log-keys.js';
import { LogGate } from '../watch/log-gate.js';
import { Verifications } from '../watch/verifications.js';
import { LogCounts } from './log-counts.js';
import type { LogView } from './log.schemas.js';

/** Shows how the log stands: what an auditor looks at first. */
@Injectable()
export class ViewLog {
  constructor(
    private readonly head: LogHead,
    private readonly keys: LogKeys,
    private readonly gate: LogGate,
    private readonly counts: LogCounts,
    private readonly verifications: Verifications,
  ) {}

  async execute(): Promise<LogView> {
    const { root, signedAt, ...head } = await this.head.read();
    return {
      ...{ ...head, root: root.toString('base64'), signedAt: signedAt.toISOString() },
      ...(await this.counts.read()),
      verifierKeys: await this.keys.verifierKeys(),
      closedBecause: this.gate.reasons(),
      verification: await this.#verification(),
    };
  }

  async #verification(): Promise<LogView['verification']> {
    const last = await this.verifications.newest();
    if (!last) return null;
    const { night, size, outcome, finding } = last;
    const [startedAt, finishedAt] = [last.startedAt.toISOString(), last.finishedAt?.toISOString() ?? null];
    return { night, startedAt, finishedAt, size, outcome, finding };
  }
}
