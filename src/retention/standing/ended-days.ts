import { Injectable } from '@nestjs/common';
import type { Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import { dayThatIsPurged } from './day-that-is-purged.js';

/** The days of the key ring, by whether they are over. */
export interface KeyDays {
  readonly living: number;
  /** Over, and their key is still there; in order. */
  readonly ended: readonly Day[];
}

/** Asks the key ring itself which days it can open. */
@Injectable()
export class EndedDays {
  constructor(
    private readonly keyRing: KeyRing,
    private readonly clock: Clock,
  ) {}

  async withKeys(): Promise<KeyDays> {
    const over = dayThatIsPurged(this.clock.now());
    const days = await this.keyRing.days();
    const ended = days.filter(day => day <= over);
    return { living: days.length - ended.length, ended };
  }
}
