import { Injectable } from '@nestjs/common';
import type { Day } from '../../kernel/calendar.js';
import { blindIndex } from '../../platform/crypto/blind-index.js';
import { KeyGone } from '../../platform/crypto/key-gone.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import type { searchTerms } from '../party-fields.js';

/** Computes what search terms are looked up by: one blind index value a term and living day (design §3). */
@Injectable()
export class IndexValues {
  constructor(private readonly keyRing: KeyRing) {}

  /** For each of `terms` its values on the days that live on `today`. */
  async of(terms: ReturnType<typeof searchTerms>, today: Day): Promise<Buffer[][]> {
    const living = (await this.keyRing.days()).filter(day => day >= today);
    const keys = (await Promise.all(living.map(day => this.#indexKey(day)))).filter(key => key !== null);
    return terms.map(([kind, term]) => keys.map(key => blindIndex(key, kind, term)));
  }

  /** A day that is destroyed while we look has nothing left to find. */
  async #indexKey(day: Day) {
    try {
      return await this.keyRing.indexKey(day);
    } catch (error) {
      if (error instanceof KeyGone) return null;
      throw error;
    }
  }
}
