import { Injectable } from '@nestjs/common';
import { PURPOSES } from '../../access/index.js';
import { CountUses } from '../../audit/index.js';
import { addMonths, helsinkiDay, startOfDay } from '../../kernel/calendar.js';
import { UnitsByDay } from '../../recordings/index.js';
import type { RecordFacts } from './record-facts.js';

/** Counts how much is processed (GDPR art. 35(7)(a)): numbers alone, of nobody. */
@Injectable()
export class RecordedAmounts {
  constructor(
    private readonly units: UnitsByDay,
    private readonly uses: CountUses,
  ) {}

  /** Recordings kept on the day of `now`, and the playbacks of the year before it by purpose. */
  async at(now: Date): Promise<Pick<RecordFacts, 'recordingsKept' | 'playbacks'>> {
    const today = helsinkiDay(now);
    const [days, listening] = [
      await this.units.since(today),
      await this.uses.listening(startOfDay(addMonths(today, -12)), now),
    ];
    return {
      recordingsKept: sum(days.map(({ recordings }) => recordings)),
      playbacks: PURPOSES.map(purpose => ({
        purpose,
        count: sum(listening.filter(use => use.purpose === purpose).map(({ playbacks }) => playbacks)),
      })),
    };
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
