import type { INestApplicationContext } from '@nestjs/common';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportLog } from '../../audit/index.js';
import { bytesOfFile, type Measured } from '../../platform/files/backup/hashed-copy.js';
import type { ExportSink } from '../../platform/files/export/export-sink.js';
import { ExportEverything } from '../../retention/index.js';
import type { Progress } from '../demo/progress.js';

interface ManifestFile extends Measured {
  readonly name: string;
}

/** What is in an export: every file with its size and SHA-256, what is restricted, and what could not be opened. */
export class ExportManifest {
  readonly #files: ManifestFile[] = [];
  readonly #restricted = new Set<string>();
  readonly #unreadable: { kind: string; unitId: string }[] = [];
  readonly #counts = new Map<string, number>();

  constructor(
    private readonly departureId: string,
    private readonly exportedAt: Date,
  ) {}

  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }

  add(kind: string, file: ManifestFile, restrictedUnit: string | null): void {
    this.#files.push(file);
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
    if (restrictedUnit !== null) this.#restricted.add(restrictedUnit);
  }

  unreadable(kind: string, unitId: string): void {
    this.#unreadable.push({ kind, unitId });
    this.#counts.set('unreadable', this.#unreadable.length);
  }

  bytes(): Buffer {
    const { departureId, exportedAt, counts } = this;
    const restricted = [...this.#restricted].sort();
    const value = { departureId, exportedAt, counts, restricted, unreadable: this.#unreadable, files: this.#files };
    return Buffer.from(`${JSON.stringify(value, null, 1)}\n`);
  }

  lines(): string[] {
    return [
      ...Object.entries(this.counts).map(([kind, count]) => `${kind}: ${count} files`),
      ...(this.#restricted.size > 0
        ? [`Processing of ${this.#restricted.size} units is restricted; the manifest names them.`]
        : []),
      ...(this.#unreadable.length > 0
        ? [`${this.#unreadable.length} units could not be opened; the manifest names them. Run "tallenne reconcile".`]
        : []),
    ];
  }
}

/** Everything but the log. */
export async function addUnits(
  app: INestApplicationContext,
  sink: ExportSink,
  departure: string,
  manifest: ExportManifest,
  progress: Progress,
): Promise<void> {
  let files = 0;
  for await (const file of app.get(ExportEverything).files(departure)) {
    if (!('name' in file)) {
      manifest.unreadable(file.kind, file.unitId);
      continue;
    }
    const measured = await sink.add(file.name, file.sizeBytes, file.bytes());
    const restrictedUnit = 'restricted' in file && file.restricted ? file.unitId : null;
    manifest.add(file.kind, { name: file.name, ...measured }, restrictedUnit);
    files += 1;
    progress.show(files / (files + SOME), `${files} files`);
  }
}

/** How many files there are is known when they are written: the bar comes closer to its end with each. */
const SOME = 100;

/** The whole log as files of c2sp.org/tlog-tiles, in the folder `log`; leaves hold nothing of a caller. */
export async function addLog(exportLog: ExportLog, sink: ExportSink, manifest: ExportManifest): Promise<void> {
  await exportLog.execute(sink.scratch, () => undefined);
  const entries = await readdir(sink.scratch, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter(found => found.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const name = `log/${path.slice(sink.scratch.length + 1)}`;
    const measured = await sink.add(name, (await stat(path)).size, bytesOfFile(path));
    manifest.add('log', { name, ...measured }, null);
  }
}
