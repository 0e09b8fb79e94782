import { Injectable } from '@nestjs/common';
import type { EeaCountry } from '../../kernel/countries.js';
import { Database } from '../../platform/database/index.js';
import { settingsOf } from './source-settings.js';
import { Source } from './source.entity.js';

/** What a source says of itself, as the notice and the record of processing tell it. */
export interface SourceTerm {
  readonly name: string;
  /** Whether personal identity codes are taken into a field of their own. */
  readonly keepsIdentityCodes: boolean;
  /** Its own copies; null: it has not said. */
  readonly keepsDays: number | null;
  readonly ownCopy: { readonly place: string; readonly country: EeaCountry } | null;
  /** The last day of calls whose copies are gone at the source, and where the evidence is. */
  readonly copyDeleted: { readonly throughOn: string; readonly reference: string } | null;
}

/** What sources say of the copies that they keep themselves, which nothing here reaches. */
@Injectable()
export class SourceTerms {
  constructor(private readonly database: Database) {}

  /** How many days each of `names` keeps its own copy; what has not said so is left out. */
  async keepsDays(names: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const where = { name: { $in: [...names] }, keepsDays: { $ne: null } };
    const sources = await this.database.entities().find(Source, where);
    return new Map(sources.map(({ name, keepsDays }) => [name, Number(keepsDays)]));
  }

  /** Every source that somebody has set up, by name. */
  async all(): Promise<readonly SourceTerm[]> {
    const sources = await this.database.entities().find(Source, {}, { orderBy: { name: 'asc' } });
    return sources.map(source => {
      const { keepsIdentityCodes, keepsDays, ownCopy, copyDeleted } = settingsOf(source);
      return { name: source.name, keepsIdentityCodes, keepsDays, ownCopy, copyDeleted };
    });
  }
}
