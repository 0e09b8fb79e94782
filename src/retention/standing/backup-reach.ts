import { Injectable } from '@nestjs/common';
import { addDays, helsinkiDay, isDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { RecordedFacts, type RecordedFact } from '../../audit/index.js';
import { KeysBackupWindow } from '../../platform/crypto/key-backup/keys-backup-window.js';
import { Database, firstRow, type Statement } from '../../platform/database/index.js';

/** No backup was ever allowed to live longer than a setting can say. */
const LONGEST_WINDOW_DAYS = 400;

/** What of destroyed keys may still exist, against what certificates say. */
export interface BackupReach {
  /** For how many days certificates expect copies of a destroyed key. */
  readonly windowDays: number;
  /** Backups of the key ring that may exist today. */
  readonly living: number;
  /** Of those: backups that may exist for longer than certificates expect. */
  readonly beyondWindow: number;
  /** Certificates whose final day should have come and has not: the key ring keeps traces. */
  readonly notFinal: number;
}

/** Compares the backups of keys that the log knows, and what the key ring keeps, with the day that certificates call final. */
@Injectable()
export class BackupReaches {
  constructor(
    private readonly database: Database,
    private readonly recorded: RecordedFacts,
    private readonly window: KeysBackupWindow,
    private readonly clock: Clock,
  ) {}

  async standing(): Promise<BackupReach> {
    const now = this.clock.now();
    const today = helsinkiDay(now);
    const backups = await this.recorded.since(
      'keys.backed-up',
      new Date(now.getTime() - LONGEST_WINDOW_DAYS * 86_400_000),
    );
    const living = backups.flatMap(livingOn(today));
    const beyond = living.filter(({ at, deleteBy }) => deleteBy > this.window.finalOn(helsinkiDay(at)));
    const notFinal = await this.database.query<{ count: number }>(NOT_FINAL, [addDays(today, -this.window.days)]);
    return {
      windowDays: this.window.days,
      living: living.length,
      beyondWindow: beyond.length,
      notFinal: firstRow(notFinal).count,
    };
  }
}

/** A backup with the day by which it must be gone, unless that has passed on `today`. */
function livingOn(today: Day) {
  return ({ at, facts: { deleteBy } }: RecordedFact): { readonly at: Date; readonly deleteBy: Day }[] =>
    typeof deleteBy === 'string' && isDay(deleteBy) && deleteBy >= today ? [{ at, deleteBy }] : [];
}

/** Its last key was gone by the end of `traces_on`, or on the day before it was destroyed; a day more is left to the hourly look. */
const NOT_FINAL: Statement = {
  name: 'retention-certificates-late-to-be-final',
  text: `
    select count(*)::int as count from deletion_certificate
    where final_on is null
      and greatest(traces_on, (key_destroyed_at at time zone 'Europe/Helsinki')::date - 1) + 1 < $1::date`,
};
