import { Injectable, Logger } from '@nestjs/common';
import { Access, type Permissions } from '../../access/index.js';
import { DomainError } from '../../kernel/errors.js';
import { Database } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { EndItem } from './end-item.js';
import { FileItem } from './file-item.js';
import type { Endings, Filings, OutcomeList } from './quarantined-items.schemas.js';

type Outcome = OutcomeList['items'][number];

/**
 * Sorts many items out alike where the cause is one. Each is judged, done and logged by itself: one that is refused, or fails, stops no other.
 * Each by the rights and the day of its own moment: the last of two hundred comes late.
 */
@Injectable()
export class SortOutMany {
  readonly #logger = new Logger(SortOutMany.name);

  constructor(
    private readonly fileItem: FileItem,
    private readonly endItem: EndItem,
    private readonly access: Access,
    private readonly database: Database,
  ) {}

  file({ ids, ...filing }: Filings, requester: Requester): Promise<OutcomeList> {
    return this.#each(ids, requester, (id, permissions) => this.fileItem.execute(id, filing, requester, permissions));
  }

  destroy({ ids, reason }: Endings, requester: Requester): Promise<OutcomeList> {
    const ending = { kind: 'destroyed', reason } as const;
    return this.#each(ids, requester, (id, permissions) => this.endItem.execute(id, ending, requester, permissions));
  }

  /** One after the other, so that a long list takes no more than one connection. */
  async #each(
    ids: readonly string[],
    requester: Requester,
    act: (id: string, permissions: Permissions) => Promise<unknown>,
  ): Promise<OutcomeList> {
    const items: Outcome[] = [];
    const now = () => this.access.again(this.database.entities(), requester);
    for (const id of ids) items.push(await this.#outcomeOf(id, async () => act(id, await now())));
    return { items, nextCursor: null };
  }

  async #outcomeOf(id: string, act: () => Promise<unknown>): Promise<Outcome> {
    try {
      await act();
      return { id, outcome: 'done', code: null };
    } catch (error) {
      if (error instanceof DomainError) return { id, outcome: 'refused', code: error.code };
      this.#logger.error(`couldn't sort out an item: ${error instanceof Error ? error.name : 'unknown error'}`);
      return { id, outcome: 'failed', code: 'internal-error' };
    }
  }
}
