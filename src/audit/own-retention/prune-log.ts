import { setTimeout as after } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Database, firstRow, type Statement } from '../../platform/database/index.js';
import { OutsideLog } from '../copy/outside-log.js';
import { THE_SYSTEM } from '../event.js';
import { AuditTrail } from '../trail/audit-trail.js';

/**
 * The log's own retention: events leave in whole tiles from the beginning when they are older than the owner's number of
 * months, texts leave with their month. Leaves stay, so every proof of what remains stays valid (design §4).
 */
@Injectable()
export class PruneLog {
  constructor(
    private readonly database: Database,
    private readonly outside: OutsideLog,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Any number of instances may call it: the owner's functions lock what they take. */
  async execute(): Promise<void> {
    let piece = await this.#piece();
    const today = helsinkiDay(this.clock.now());
    const { forgotten } = firstRow(await this.database.query<{ forgotten: number }>(FORGET, [today], LONG));
    await this.#record(piece, forgotten);
    // The first time after some years there may be millions of events to take: a piece at a time, each with its event.
    while (piece.to > piece.from) {
      await after(INTEGRATED_MEANWHILE_MS, undefined, { ref: false });
      piece = await this.#piece();
      await this.#record(piece, 0);
    }
  }

  async #piece(): Promise<Piece> {
    const piece = firstRow(await this.database.query<Piece>(PRUNE, [], LONG));
    // A crash here leaves bundles in the copy that the database no longer has; the next call takes them away too.
    await this.outside.forgetEntries(piece.to);
    return piece;
  }

  async #record({ from, to }: Piece, texts: number): Promise<void> {
    if (to === from && texts === 0) return;
    await this.trail.recordAlone({ action: 'log.pruned', actor: THE_SYSTEM, facts: { from, to, texts } });
  }
}

/** Leaves whose events went, from the first one up to one before `to`. */
interface Piece {
  readonly from: number;
  readonly to: number;
}

/** Pruning and integrating hold the same head: what has come meanwhile gets its place between two pieces. */
const INTEGRATED_MEANWHILE_MS = 600;

/** A slow disk may take long over a piece, or over the texts of a month. */
const LONG = { timeoutMs: 3_600_000 };

/** Of a log that has not begun, nothing. */
const PRUNE: Statement = {
  name: 'log-prune',
  text: 'select coalesce(pruned_from, 0) as "from", coalesce(pruned_to, 0) as "to" from prune_audit_log()',
};

const FORGET: Statement = { name: 'log-forget-texts', text: 'select forget_audit_texts($1) as forgotten' };
