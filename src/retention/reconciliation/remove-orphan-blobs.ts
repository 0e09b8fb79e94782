import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { queueDeletions } from '../../platform/blobs/blob-deletions.js';
import { BlobStore, type StoredBlob } from '../../platform/blobs/blob-store.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { isOrphan } from './age.js';
import { CustodyUnits } from './custody-units.js';
import { RecordFindings } from './record-findings.js';
import type { RunLedger } from './run-ledger.js';

/** No upload takes a day: what has been staged for longer is what a crash has left. */
const ABANDONED_MS = 24 * 3_600_000;

/** Puts blobs that no row stands for into the deletion queue, which empties until the store confirms that they are gone. */
@Injectable()
export class RemoveOrphanBlobs {
  constructor(
    private readonly database: Database,
    private readonly blobs: BlobStore,
    private readonly units: CustodyUnits,
    private readonly findings: RecordFindings,
    private readonly clock: Clock,
  ) {}

  /** Of `blobs`, which had no row when they were looked at: those that are old and that nobody deletes already. */
  async execute(blobs: readonly StoredBlob[], ledger: RunLedger): Promise<void> {
    const queued = await this.#queued(blobs);
    for (const { name, modifiedAt } of blobs.filter(blob => !queued.has(blob.name))) {
      const isOld = isOrphan(name, this.clock.now(), modifiedAt) && (await ledger.trustsClock());
      if (isOld) await this.#remove(name, ledger);
      else ledger.count('blob-young');
    }
  }

  /** What crashes have left in the store under no name. */
  async sweepStaged(ledger: RunLedger): Promise<void> {
    if (!(await ledger.trustsClock())) return;
    const swept = await this.blobs.sweepStaged(ABANDONED_MS);
    if (swept > 0) ledger.count('staged-swept', swept);
  }

  /**
   * Looked at once more, after its keys: a delivery names its blob and wraps its key at the same time, so one that is more
   * than a day old and has no row cannot be filed without somebody who has stood still for that day.
   */
  async #remove(id: string, ledger: RunLedger): Promise<void> {
    await this.database.transaction(async em => {
      if ((await this.units.byIds([id])).has(id)) return;
      await this.findings.recordIn(em, ledger, { kind: 'blob-orphan', unitKind: 'unknown', unitId: id, day: null });
      await queueDeletions(em, [id], this.clock.now());
    });
  }

  async #queued(blobs: readonly StoredBlob[]): Promise<Set<string>> {
    if (blobs.length === 0) return new Set();
    const rows = await this.database.query<{ name: string }>(QUEUED, [blobs.map(({ name }) => name)]);
    return new Set(rows.map(({ name }) => name));
  }
}

const QUEUED: Statement = {
  name: 'reconciliation-queued-blobs',
  text: 'select name from blob_deletion where name = any($1::uuid[])',
};
