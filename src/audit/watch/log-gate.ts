import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/errors.js';

/** Why nothing may be played: what a person has to settle, or (`late`) what ends by itself. */
export type ClosedBecause = 'not-continued' | 'copy-missing' | 'alarm' | 'late';

/** While nothing is integrated: until the database is known to continue the log's copy. */
const UNTIL_CONTINUED: readonly ClosedBecause[] = ['not-continued', 'copy-missing'];

const SENTENCES: Readonly<Record<ClosedBecause, string>> = {
  'not-continued':
    'The database is not a continuation of the log’s copy, so nothing is played. Run "tallenne audit accept-restore" if a backup was restored.',
  'copy-missing':
    'The copy of the access log is not where it was, so nothing is played. Mount the folder of TALLENNE_LOG_COPY_URL; if it is lost, run "tallenne audit accept-restore --copy-lost".',
  alarm: 'The access log is not as it was written, so nothing is played until an auditor has cleared the alarm.',
  late: 'The access log is behind, so nothing is played for the moment; it opens by itself.',
};

/** Playback is open only while the log is sound (ADR 0009), and what is known of callers only while the log is one log. Each instance has its own. */
@Injectable()
export class LogGate {
  readonly #closed = new Set<ClosedBecause>();

  close(because: ClosedBecause): void {
    this.#closed.add(because);
  }

  open(because: ClosedBecause): void {
    this.#closed.delete(because);
  }

  isClosed(because: ClosedBecause): boolean {
    return this.#closed.has(because);
  }

  /** Whether the log is behind by itself: where a person has to settle something first, its events wait with that. */
  isLateByItself(): boolean {
    return this.isClosed('late') && !UNTIL_CONTINUED.some(because => this.isClosed(because));
  }

  /** Empty while everything may be played. */
  reasons(): ClosedBecause[] {
    return [...this.#closed];
  }

  /** The same as sentences for operators. */
  sentences(): string[] {
    return this.reasons().map(because => SENTENCES[because]);
  }

  /** @throws DomainError `log-closed` with what is to be done about it */
  assertOpen(): void {
    this.#assertNone([...this.#closed]);
  }

  /** For what takes long, or is no listening: closed by what a person has to settle. @throws DomainError `log-closed` */
  assertSound(): void {
    this.#assertNone(this.reasons().filter(because => because !== 'late'));
  }

  /**
   * For whatever shows of recordings and callers: the database may be a backup, which lacks what was revoked, restricted and purged since.
   * @throws DomainError `log-closed` until it is known to continue the log's copy
   */
  assertContinued(): void {
    this.#assertNone(this.reasons().filter(because => UNTIL_CONTINUED.includes(because)));
  }

  #assertNone([because]: readonly ClosedBecause[]): void {
    if (because) throw new DomainError('unavailable', 'log-closed', SENTENCES[because], { because });
  }
}
