import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../database/index.js';

/** Messages that are not told yet, and those that nobody has taken for so long that they were given up. */
export interface NoticeCounts {
  readonly waiting: number;
  readonly givenUp: number;
}

/** Counts messages, for measuring. */
@Injectable()
export class CountNotices {
  constructor(private readonly database: Database) {}

  async execute(): Promise<NoticeCounts> {
    const [row] = await this.database.query<NoticeCounts>(COUNT);
    return row ?? { waiting: 0, givenUp: 0 };
  }
}

const COUNT: Statement = {
  name: 'notices-count',
  text: `
    select (select count(*)::int from notice where sent_at is null and given_up_at is null) as waiting,
      (select count(*)::int from notice where given_up_at is not null) as "givenUp"`,
};
