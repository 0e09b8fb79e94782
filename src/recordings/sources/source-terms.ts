import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import { Source } from './source.entity.js';

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
}
