import { Injectable } from '@nestjs/common';
import { addDays, type Day } from '../../kernel/calendar.js';
import { normalisePhone } from '../../kernel/contact-details.js';
import { blindIndex } from '../../platform/crypto/blind-index.js';
import { KeyGone } from '../../platform/crypto/key-gone.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import type { EntityManager } from '../../platform/database/index.js';
import { CallerMark } from './caller-mark.entity.js';

/**
 * Calls that end on seven days in a row have last days that lie no further apart than this, by either rule of retention (domain.md §2):
 * two months shift by up to three days where a month is short.
 */
const DAYS_BEFORE = 11;

/** Writes by what a number is known again when it calls again, under keys that live no longer than the call (ADR 0021). */
@Injectable()
export class CallerMarks {
  constructor(private readonly keyRing: KeyRing) {}

  /** Marks a contact by its caller's number; one without a number, or with none that can be read, has no mark. */
  async mark(em: EntityManager, contactId: string, phone: string | undefined, dueOn: Day): Promise<void> {
    await em.nativeDelete(CallerMark, { contactId });
    const number = phone === undefined ? null : normalisePhone(phone);
    if (number === null) return;
    const days = Array.from({ length: DAYS_BEFORE + 1 }, (_, n) => addDays(dueOn, -n));
    const [value, ...earlier] = await Promise.all(days.map(day => this.#valueOn(day, number)));
    if (!value) return;
    const before = [value, ...earlier.filter(one => one !== null)];
    await em.execute(INSERT, [contactId, dueOn, value, bytesLiteral(before)]);
  }

  /** A contact that goes before the day of its mark takes it along: none outlives the key that it stands under. */
  async leaveAfter(em: EntityManager, contactId: string, dueOn: Day): Promise<void> {
    await em.nativeDelete(CallerMark, { contactId, dueOn: { $gt: dueOn } });
  }

  /** A day without units has no key, and no call to be known again. */
  async #valueOn(day: Day, number: string): Promise<Buffer | null> {
    try {
      return blindIndex(await this.keyRing.indexKey(day), 'caller-mark', number);
    } catch (error) {
      if (error instanceof KeyGone) return null;
      throw error;
    }
  }
}

const INSERT = 'insert into caller_mark (contact_id, due_on, value, before) values (?, ?, ?, ?::bytea[])';

/** An array literal of PostgreSQL. */
function bytesLiteral(values: readonly Buffer[]): string {
  return `{${values.map(value => `"\\\\x${value.toString('hex')}"`).join(',')}}`;
}
