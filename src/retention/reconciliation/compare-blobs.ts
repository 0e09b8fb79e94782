import { Injectable } from '@nestjs/common';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { isId } from '../../kernel/ids.js';
import { BlobStore, type StoredBlob } from '../../platform/blobs/blob-store.js';
import { encryptedSizeBytes } from '../../platform/crypto/cobblestone.js';
import { CustodyUnits, type CustodyUnit } from './custody-units.js';
import { RecordFindings } from './record-findings.js';
import { RemoveOrphanBlobs } from './remove-orphan-blobs.js';
import type { RunLedger } from './run-ledger.js';
import { SeenIds } from './seen-ids.js';

const BATCH = 500;

/** Compares the blobs in the store with the rows: each has its row and its size, each row with audio has its blob. */
@Injectable()
export class CompareBlobs {
  constructor(
    private readonly blobs: BlobStore,
    private readonly units: CustodyUnits,
    private readonly orphans: RemoveOrphanBlobs,
    private readonly findings: RecordFindings,
    private readonly clock: Clock,
  ) {}

  async execute(ledger: RunLedger): Promise<void> {
    const seen = new SeenIds();
    const batch: StoredBlob[] = [];
    for await (const blob of this.blobs.list()) {
      if (!isId(blob.name)) await this.#foreign(ledger);
      else batch.push(blob);
      if (batch.length === BATCH) await this.#batch(batch.splice(0), seen, ledger);
    }
    await this.#batch(batch, seen, ledger);
    await this.#rowsWithout(seen, ledger);
    await this.orphans.sweepStaged(ledger);
  }

  async #batch(batch: readonly StoredBlob[], seen: SeenIds, ledger: RunLedger): Promise<void> {
    const known = await this.units.byIds(batch.map(({ name }) => name));
    const without = batch.filter(({ name }) => !known.get(name)?.audioSha256);
    for (const blob of batch) {
      seen.add(blob.name);
      await this.#size(blob, known.get(blob.name), ledger);
    }
    await this.orphans.execute(without, ledger);
    await ledger.looked('blobs', batch.length);
  }

  async #size(blob: StoredBlob, unit: CustodyUnit | undefined, ledger: RunLedger): Promise<void> {
    const wanted = unit?.sizeBytes ?? null;
    if (!unit || wanted === null || encryptedSizeBytes(wanted) === blob.sizeBytes) return;
    await this.findings.record(ledger, { kind: 'size-wrong', unitKind: unit.kind, unitId: unit.id, day: unit.dueOn });
  }

  /** What came after the store was listed has its blob, and what has gone since has no row. */
  async #rowsWithout(seen: SeenIds, ledger: RunLedger): Promise<void> {
    for await (const units of this.units.withAudioSince(helsinkiDay(this.clock.now()))) {
      for (const { id, kind, dueOn } of units.filter(unit => !seen.has(unit.id))) {
        if ((await this.blobs.exists(id)) || !(await this.units.byIds([id])).has(id)) continue;
        await this.findings.record(ledger, { kind: 'blob-missing', unitKind: kind, unitId: id, day: dueOn });
      }
      await ledger.looked('blobs', 0);
    }
  }

  /** Nothing of Tallenne's bears such a name, so it is not Tallenne's to remove; nor is the name put into a log. */
  async #foreign(ledger: RunLedger): Promise<void> {
    await this.findings.record(ledger, { kind: 'blob-foreign', unitKind: 'unknown', unitId: null, day: null });
  }
}
