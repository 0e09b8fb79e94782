import { Injectable } from '@nestjs/common';
import type { Run } from '../../platform/database/index.js';
import { signersOf } from '../../platform/crypto/note-keys.js';
import { THE_SYSTEM } from '../event.js';
import { AuditTrail } from '../trail/audit-trail.js';

/**
 * Puts on record which keys sign the log from here on: they are changed in a file, by whoever may write it, also where no
 * database is near. Where instances have files of their own, each tells of its own once: while they differ, heads signed
 * with the one and the other follow each other.
 */
@Injectable()
export class KeysOnRecord {
  #told: readonly string[] | null = null;

  constructor(private readonly trail: AuditTrail) {}

  /** In the transaction in which the note of the head `before` makes room for `now`. {@link committed} comes after it. */
  async tell(run: Run, before: string, now: string): Promise<void> {
    const [old, present] = [this.#told ?? signersOf(before), signersOf(now)];
    const began = present.filter(id => !old.includes(id));
    const ended = old.filter(id => !present.includes(id));
    if (began.length + ended.length === 0) return;
    await this.trail.recordIn(run, {
      action: 'log-keys.changed',
      actor: THE_SYSTEM,
      facts: { keys: present, began, ended },
    });
  }

  /** The note of the head `now` is committed, and what was told of it. Without this, as after a crash, it is told once more. */
  committed(now: string): void {
    this.#told = signersOf(now);
  }
}
