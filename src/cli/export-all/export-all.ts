import { Readable } from 'node:stream';
import { createHash } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { readdir } from 'node:fs/promises';
import { Alarms, ContinuationGuard, ExportLog, LogGate } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { readConfig, WrongSetting, type Config } from '../../platform/config/index.js';
import { assertApart } from '../../platform/files/backup/apart.js';
import { exists } from '../../platform/files/durable.js';
import { AgeTarSink } from '../../platform/files/export/age-tar-sink.js';
import type { ExportSink } from '../../platform/files/export/export-sink.js';
import { FolderSink } from '../../platform/files/export/folder-sink.js';
import { CarryOutDeparture } from '../../retention/index.js';
import { Progress } from '../demo/progress.js';
import { orderly, type Session } from '../orderly.js';
import { withApp } from '../with-app.js';
import { addLog, addUnits, ExportManifest } from './export-steps.js';

/** What is asked of `tallenne export-all`: to a recipient, or in clear. */
export interface ExportAllOptions {
  readonly departure: string;
  readonly to?: string;
  readonly inClear?: boolean;
}

/** `tallenne export-all <folder>`: everything of a controller who leaves, when two people have said so. */
export async function exportAll(folder: string, options: ExportAllOptions): Promise<void> {
  await orderly(session => runExport(folder, options, readConfig(process.env), session));
}

async function runExport(folder: string, options: ExportAllOptions, config: Config, session: Session): Promise<void> {
  const { to, inClear = false } = options;
  if ((to === undefined) !== inClear) {
    throw new WrongSetting('--to or --in-clear: name the age recipient (age1...), or say that all of it may lie open');
  }
  const { dataDir, keysDir, blobDir, logCopyDir } = config;
  await assertApart(folder, {
    'the data folder': dataDir,
    'the keys folder': keysDir,
    'the folder of the audio': blobDir,
  });
  await assertApart(folder, { 'the folder of the log’s copy': logCopyDir });
  if ((await exists(folder)) && (await readdir(folder)).length > 0) {
    throw new WrongSetting(`${folder}: the folder is not empty, name a new one`);
  }
  await withApp(config, session, async app => {
    await assertLogSound(app);
    await app.get(CarryOutDeparture).assertApproved(options.departure);
    const sink = to === undefined ? new FolderSink(folder) : await AgeTarSink.open(folder, to);
    if (inClear)
      session.say('Everything will lie open in that folder: voices, names, numbers. Guard it, and delete it in time.');
    await fill(sink, options, app).catch(async (error: unknown) => {
      await sink.discard();
      throw error;
    });
  });
}

/** A command has no watch of its own: it looks once whether the log is sound. @throws DomainError `log-closed` */
async function assertLogSound(app: INestApplicationContext): Promise<void> {
  await app.get(ContinuationGuard).look();
  await app.get(Alarms, { strict: false }).settle();
  app.get(LogGate).assertSound();
}

/**
 * The departure is finished when the export is whole: a crash before leaves an unfinished export and the events of what was in
 * it already, and the departure can be carried out anew.
 */
async function fill(
  sink: ExportSink,
  { departure, to }: ExportAllOptions,
  app: INestApplicationContext,
): Promise<void> {
  const progress = new Progress(process.stdout, 'Taking everything out');
  const manifest = new ExportManifest(departure, app.get(Clock).now());
  await addUnits(app, sink, departure, manifest, progress);
  await addLog(app.get(ExportLog), sink, manifest);
  const bytes = manifest.bytes();
  await sink.add('manifest.json', bytes.length, Readable.from([bytes]));
  await sink.finish();
  const manifestSha256 = createHash('sha256').update(bytes).digest('hex');
  // A crash here leaves a whole export whose departure is still open: it was announced by the events of its recordings.
  await app
    .get(CarryOutDeparture)
    .finish(departure, { counts: manifest.counts, manifestSha256, encrypted: to !== undefined });
  for (const line of manifest.lines()) progress.say(line);
  progress.say(`SHA-256 of manifest.json: ${manifestSha256}; the access log has it too.`);
}
