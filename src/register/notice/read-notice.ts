import { subject } from '@casl/ability';
import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { notFound } from '../../kernel/errors.js';
import type { Language } from '../../kernel/languages.js';
import { differencesOf } from '../papers/differences.js';
import { missingFacts } from './missing-facts.js';
import { noticePaper } from './notice-paper.js';
import type { NoticeVersion } from './notice-version.entity.js';
import { NoticeVersions, snapshotIn } from './notice-versions.js';
import type {
  DifferencesQuery,
  NoticeDifferences,
  NoticeText,
  NoticeVersionView,
  NoticeView,
  OpenNotice,
} from './notice.schemas.js';
import { saysTheSame, written, type NoticeSnapshot } from './snapshot.js';
import { wordsOf } from './words/words-of.js';

const TITLE = { fi: wordsOf('fi').title, sv: wordsOf('sv').title, en: wordsOf('en').title };

/** Shows the notice: what is published, what waits, what it would say now, and what differs. */
@Injectable()
export class ReadNotice {
  constructor(
    private readonly versions: NoticeVersions,
    private readonly staff: StaffDirectory,
  ) {}

  async state(permissions: Permissions): Promise<NoticeView> {
    const [rows, now] = [await this.versions.all(), await this.versions.now()];
    const published = rows.find(({ state }) => state === 'published') ?? null;
    const proposed = rows.find(({ state }) => state === 'proposed') ?? null;
    return {
      versions: await this.#views(rows, published, permissions),
      published: published?.version ?? null,
      proposed: proposed?.version ?? null,
      upToDate: published && saysTheSame(snapshotIn(published), now),
      proposedUpToDate: proposed && saysTheSame(snapshotIn(proposed), now),
      missing: [...missingFacts(now.facts)],
    };
  }

  /** What a version made now would say. */
  async now(): Promise<NoticeText> {
    const snapshot = await this.versions.now();
    return textOf(snapshot, { version: null, sha256: written(snapshot).sha256 });
  }

  /** @throws DomainError `not-found` */
  async one(version: number): Promise<NoticeText> {
    const row = await this.#found(version);
    return textOf(snapshotIn(row), row);
  }

  /** @throws DomainError `not-found` */
  async paper(version: number, language: Language): Promise<Buffer> {
    return noticePaper(await this.#found(version), language);
  }

  /** By block, from one version to another, or to what it would say now. @throws DomainError `not-found` */
  async differences({ from, to, language }: DifferencesQuery): Promise<NoticeDifferences> {
    const [before, after] = [await this.#side(from), await this.#side(to)];
    const items = differencesOf(before.texts[language], after.texts[language]);
    return {
      items: items.map(one => ({ ...one, before: one.before && [...one.before], after: one.after && [...one.after] })),
      nextCursor: null,
    };
  }

  /** What anybody may read. @throws DomainError `not-found` before a version was published */
  async open(): Promise<OpenNotice> {
    const row = await this.#published();
    const { version, sha256, decidedAt } = row;
    const { texts } = textOf(snapshotIn(row), row);
    return { version, sha256, publishedAt: (decidedAt ?? row.proposedAt).toISOString(), title: TITLE, texts };
  }

  /** @throws DomainError `not-found` before a version was published */
  async openPaper(language: Language): Promise<Buffer> {
    return noticePaper(await this.#published(), language);
  }

  async #side(side: DifferencesQuery['from']): Promise<NoticeSnapshot> {
    return side === 'now' ? this.versions.now() : snapshotIn(await this.#found(side));
  }

  async #found(version: number): Promise<NoticeVersion> {
    const row = await this.versions.one(version);
    if (!row) throw notFound();
    return row;
  }

  async #published(): Promise<NoticeVersion> {
    const row = await this.versions.published();
    if (!row) throw notFound();
    return row;
  }

  async #views(
    rows: readonly NoticeVersion[],
    published: NoticeVersion | null,
    { ability }: Permissions,
  ): Promise<NoticeVersionView[]> {
    const names = await this.staff.names(
      rows.flatMap(({ proposedBy, decidedBy }) => [proposedBy, decidedBy ?? proposedBy]),
    );
    return rows.map(row => {
      const { version, state, sha256, proposedBy, proposedAt, decidedBy = null, decidedAt } = row;
      return {
        ...{ version, state, sha256, proposedBy, decidedBy, inForce: row === published },
        mayDecide: state === 'proposed' && ability.can('decide', subject('Notice', { proposedBy })),
        proposerName: names.get(proposedBy) ?? null,
        proposedAt: proposedAt.toISOString(),
        deciderName: names.get(decidedBy ?? '') ?? null,
        decidedAt: decidedAt?.toISOString() ?? null,
      };
    });
  }
}

/** As an answer has it: schemas know no readonly. */
function textOf(
  { facts, texts }: NoticeSnapshot,
  { version, sha256 }: { readonly version: number | null; readonly sha256: string },
): NoticeText {
  const plain = JSON.parse(JSON.stringify({ facts, texts })) as Pick<NoticeText, 'facts' | 'texts'>; // the same value
  return { version, sha256, title: TITLE, missing: [...missingFacts(facts)], ...plain };
}
