import { Injectable } from '@nestjs/common';
import { helsinkiDay, parseDay, type Day } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import { DataKey } from '../platform/crypto/data-key.js';
import { DueDays } from '../platform/crypto/due-days.js';
import { KeyGone } from '../platform/crypto/key-gone.js';
import { openField, sealField } from '../platform/crypto/field-cipher.js';
import { KeyRing } from '../platform/crypto/key-ring.js';
import { Config } from '../platform/config/index.js';
import { Database, type EntityManager } from '../platform/database/index.js';
import { AuditMonth, AuditText } from './audit-text.entity.js';
import type { CommittedText } from './event.js';
import { lastDayOfTexts, monthOfTexts } from './months-of-texts.js';

const A_DAY_MS = 86_400_000;

interface Month {
  readonly unitId: string;
  readonly dueOn: Day;
}

/** A text as it was kept: base64url salt, and the text unless it was a search term. */
export interface KeptText {
  readonly name: string;
  readonly salt: string;
  readonly text: string | null;
}

/** Keeps what the leaves only commit to, encrypted in one custody unit a month, so that it leaves with its month. */
@Injectable()
export class AuditTexts {
  readonly #months = new Map<string, Promise<Month>>();

  constructor(
    private readonly database: Database,
    private readonly keyRing: KeyRing,
    private readonly dueDays: DueDays,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** Seals the texts of one event in the caller's transaction. */
  async keep(em: EntityManager, eventId: string, at: Date, committed: readonly CommittedText[]): Promise<void> {
    if (committed.length === 0) return;
    const { unitId, dueOn } = await this.#month(at);
    const key = await this.keyRing.open(unitId, dueOn);
    const rows = committed.map(({ name, salt, text }) => ({
      eventId,
      name,
      unitId,
      sealed: sealField(key, contextOf(eventId, name), JSON.stringify({ salt: salt.toString('base64url'), text })),
    }));
    await em.insertMany(AuditText, rows);
  }

  /** The texts of an event; empty once the last day of their month is over, whether its purge is late or was quick. */
  async of(eventId: string): Promise<KeptText[]> {
    const em = this.database.entities();
    const rows = await em.find(AuditText, { eventId });
    const month = rows[0] && (await em.findOne(AuditMonth, { unitId: rows[0].unitId }));
    const key = month && (await this.#keyOf(monthOf(month)));
    if (!key) return [];
    return rows.map(({ name, sealed }) => ({
      name,
      ...keptText(openField(key, contextOf(eventId, name), Buffer.from(sealed))),
    }));
  }

  async #keyOf({ unitId, dueOn }: Month): Promise<DataKey | null> {
    if (dueOn < helsinkiDay(this.clock.now())) return null;
    return this.keyRing.open(unitId, dueOn).catch((error: unknown) => {
      if (error instanceof KeyGone) return null;
      throw error;
    });
  }

  /** Makes the months of now and of tomorrow known, so that no transaction has to wait for a second connection. */
  async prepare(now: Date): Promise<void> {
    await this.#month(now);
    await this.#month(new Date(now.getTime() + A_DAY_MS));
  }

  /** Asked for once at a time, however many wait for it; what failed is asked for anew. */
  #month(at: Date): Promise<Month> {
    const month = monthOfTexts(at);
    const known = this.#months.get(month) ?? this.#found(month, at);
    this.#months.set(month, known);
    known.catch(() => this.#months.delete(month));
    return known;
  }

  async #found(month: string, at: Date): Promise<Month> {
    return (await this.#find(month)) ?? (await this.#begin(month, at));
  }

  async #find(month: string): Promise<Month | undefined> {
    const row = await this.database.entities().findOne(AuditMonth, { month });
    return row ? monthOf(row) : undefined;
  }

  /** Two instances may begin a month at once: one row wins, the key of the other is an orphan that reconciliation removes. */
  async #begin(month: string, at: Date): Promise<Month> {
    const unit = { unitId: newId(at), dueOn: lastDayOfTexts(month, this.config.logKeptMonths) };
    await this.dueDays.ensure(unit.dueOn);
    await this.keyRing.create(unit.unitId, unit.dueOn, DataKey.generate());
    // A crash here leaves a wrapped key that belongs to nothing.
    await this.database.transaction(async em => {
      await this.dueDays.lockOpen(em, unit.dueOn);
      await em.execute('insert into audit_month (month, unit_id, due_on) values (?, ?, ?) on conflict do nothing', [
        month,
        unit.unitId,
        unit.dueOn,
      ]);
    });
    return monthOf(await this.database.entities().findOneOrFail(AuditMonth, { month }));
  }
}

function monthOf({ unitId, dueOn }: AuditMonth): Month {
  return { unitId, dueOn: parseDay(dueOn) };
}

function contextOf(eventId: string, name: string): string {
  return `audit-text/${eventId}/${name}`;
}

function keptText(json: string): { salt: string; text: string | null } {
  return JSON.parse(json) as { salt: string; text: string | null }; // written by keep() alone, authenticated by the cipher
}
