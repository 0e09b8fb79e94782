import { subject } from '@casl/ability';
import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { AuditTexts } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { Database } from '../../platform/database/index.js';
import { pageFrom, readCursor, type Page, type pageQuery } from '../../platform/http/index.js';
import type { z } from 'zod';
import { shownFigures } from './shown-figures.js';
import { PromiseIncident } from './promise-incident.entity.js';
import type { PromiseName } from './promises.js';
import type { IncidentView } from './promises.schemas.js';
import { inEachLanguage } from './words/words-of.js';

/** Shows what was found not to hold, and what came of it. */
@Injectable()
export class ReadIncidents {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
    private readonly texts: AuditTexts,
  ) {}

  /** Newest first. */
  async page({ cursor, limit }: z.output<typeof pageQuery>, permissions: Permissions): Promise<Page<IncidentView>> {
    const after = readCursor(cursor);
    const where = after
      ? { $or: [{ openedAt: { $lt: after.at } }, { openedAt: after.at, id: { $lt: after.id } }] }
      : {};
    const options = { orderBy: { openedAt: 'desc', id: 'desc' }, limit: limit + 1 } as const;
    const rows = await this.database.entities().find(PromiseIncident, where, options);
    const { items, nextCursor } = pageFrom(rows, limit, ({ openedAt: at, id }) => ({ at, id }));
    return { items: await this.#views(items, permissions), nextCursor };
  }

  /** The open ones, by promise: one each. */
  async open(permissions: Permissions): Promise<ReadonlyMap<string, IncidentView>> {
    const rows = await this.database.entities().find(PromiseIncident, { settledAt: null });
    return new Map((await this.#views(rows, permissions)).map(view => [view.promise, view]));
  }

  async #views(rows: readonly PromiseIncident[], { ability }: Permissions): Promise<IncidentView[]> {
    const names = await this.staff.names(rows.flatMap(({ ownerId, settledBy }) => [ownerId, settledBy ?? ownerId]));
    return Promise.all(
      rows.map(async row => {
        const { id, openedAt, ownerId, settledAt } = row;
        const promise = row.promise as PromiseName; // a row has one of the list
        const own = subject('PromiseIncident', { ownerId });
        const isOpen = !settledAt;
        return {
          ...{ id, promise, says: inEachLanguage(words => words.promises[promise].says), ownerId },
          openedAt: openedAt.toISOString(),
          figures: shownFigures(row.figures),
          ownerName: names.get(ownerId) ?? null,
          answer: await this.#answer(row),
          outcome: await this.#outcome(row, names),
          mayAnswer: isOpen && ability.can('answer', own),
          mayHandOver: isOpen && ability.can('hand-over', own),
          maySettle: isOpen && ability.can('settle', own),
        };
      }),
    );
  }

  async #answer({ answeredAt, answerEventId }: PromiseIncident): Promise<IncidentView['answer']> {
    return answeredAt ? { at: answeredAt.toISOString(), text: await this.#text(answerEventId) } : null;
  }

  async #outcome(
    { outcome, settledAt, settledBy, outcomeEventId }: PromiseIncident,
    names: ReadonlyMap<string, string>,
  ): Promise<IncidentView['outcome']> {
    if (!outcome || !settledAt) return null;
    const byName = names.get(settledBy ?? '') ?? null;
    return { outcome, text: await this.#text(outcomeEventId), at: settledAt.toISOString(), byName };
  }

  async #text(eventId: string | null | undefined): Promise<string | null> {
    const [kept] = eventId ? await this.texts.of(eventId) : [];
    return kept?.text ?? null;
  }
}
