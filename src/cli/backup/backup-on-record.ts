import { setTimeout as sleep } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { THE_COMMAND_LINE } from '../../access/index.js';
import { AuditTrail, ContinuationGuard, CopyLog, IntegrateEvents, LogHead, OutsideLog } from '../../audit/index.js';

const COPY_WITHIN_MS = 20_000;
const LOOK_EVERY_MS = 250;

/** What was backed up: up to where the database, and how many blobs, of which how many were copied now. */
export interface BackedUp {
  readonly database: string | null;
  readonly blobs: number;
  readonly copied: number;
}

/** Puts the backup on record, after the database was copied: the restored database lacks this very event. */
export async function recordBackup(app: INestApplicationContext, { database, blobs, copied }: BackedUp): Promise<void> {
  const facts = { database, blobs, copied };
  await app.get(AuditTrail).recordAlone({ action: 'backup.taken', actor: THE_COMMAND_LINE, facts });
}

/** Brings the log's copy up to what is on record now. Returns whether it is there; another instance may be at it. */
export async function caughtUpCopy(app: INestApplicationContext): Promise<boolean> {
  if (!(await app.get(ContinuationGuard).look())) return false;
  await app.get(IntegrateEvents).execute();
  const { size } = await app.get(LogHead).read();
  for (let waitedMs = 0; waitedMs < COPY_WITHIN_MS; waitedMs += LOOK_EVERY_MS) {
    await app.get(CopyLog, { strict: false }).execute();
    if ((await copiedSize(app)) >= size) return true;
    await sleep(LOOK_EVERY_MS);
  }
  return false;
}

/** The second line of a checkpoint is its size (c2sp.org/tlog-checkpoint). */
async function copiedSize(app: INestApplicationContext): Promise<number> {
  const note = await app.get(OutsideLog, { strict: false }).checkpoint();
  return Number(note?.split('\n')[1] ?? 0);
}
