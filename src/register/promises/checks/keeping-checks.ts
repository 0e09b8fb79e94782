import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { BackupReaches, EndedDays, LastReconciliation, ReachableRecordings } from '../../../retention/index.js';
import { byFaults, isOld, notKnown, type CheckResult } from '../check-result.js';

/** What the notice says of how long things are kept, and of their end (§§6 and 12). */
@Injectable()
export class KeepingChecks {
  constructor(
    private readonly reachable: ReachableRecordings,
    private readonly days: EndedDays,
    private readonly backups: BackupReaches,
    private readonly reconciliation: LastReconciliation,
    private readonly clock: Clock,
  ) {}

  readonly checks = {
    'recordings-within-rule': () => this.#withinRule(),
    'ended-days-without-keys': () => this.#endedDays(),
    'backups-within-window': () => this.#backups(),
    'rows-keys-blobs-agree': () => this.#compared(),
  };

  async #withinRule(): Promise<CheckResult> {
    const { pastRule, ...figures } = await this.reachable.standing();
    return byFaults([pastRule], { ...figures, pastRule });
  }

  async #endedDays(): Promise<CheckResult> {
    const { living, ended } = await this.days.withKeys();
    const figures = { livingDays: living, endedDays: ended.length, oldestEndedDay: ended[0] ?? null };
    return byFaults([ended.length], figures);
  }

  async #backups(): Promise<CheckResult> {
    const { windowDays, living, beyondWindow, notFinal } = await this.backups.standing();
    const figures = { livingBackups: living, backupsBeyondWindow: beyondWindow, certificatesNotFinal: notFinal };
    return byFaults([beyondWindow, notFinal], { windowDays, ...figures });
  }

  async #compared(): Promise<CheckResult> {
    const last = await this.reconciliation.find();
    if (!last) return notKnown({ comparedAt: null });
    const { finishedAt, incidents, keys, blobs } = last;
    const figures = { comparedAt: finishedAt.toISOString(), keysCompared: keys, blobsCompared: blobs, incidents };
    return incidents === 0 && isOld(finishedAt, this.clock.now()) ? notKnown(figures) : byFaults([incidents], figures);
  }
}
