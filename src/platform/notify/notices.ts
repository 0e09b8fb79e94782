import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { Config } from '../config/index.js';
import type { EntityManager } from '../database/index.js';
import { checkedFacts, type NoticeFacts } from './notice-facts.js';
import { Notice, type NoticeWay } from './notice.entity.js';

/** Something to tell people of; when it came about is now. */
export type News = Omit<NoticeFacts, 'at'>;

/** Tells people outside of alarms, by every way that the settings name. */
@Injectable()
export class Notices {
  readonly #ways: readonly NoticeWay[];

  constructor(
    { notify }: Config,
    private readonly clock: Clock,
  ) {
    this.#ways = [...(notify.mail ? (['mail'] as const) : []), ...(notify.webhook ? (['webhook'] as const) : [])];
  }

  /**
   * Leaves messages to be sent, in the transaction that makes the news true: no news without a message, no message without news.
   * @param aboutId of what it is about, an alarm for instance
   */
  async tell(em: EntityManager, news: News, aboutId: string): Promise<void> {
    const now = this.clock.now();
    const facts = checkedFacts({ ...news, at: now.toISOString() });
    const rows = this.#ways.map(way => ({ id: newId(now), way, facts, aboutId, createdAt: now, nextAt: now }));
    if (rows.length > 0) await em.insertMany(Notice, rows);
  }
}
