import { Injectable } from '@nestjs/common';
import { EventPlaces } from '../../audit/index.js';
import { notFound } from '../../kernel/errors.js';
import { Database } from '../../platform/database/index.js';
import { pageFrom, readCursor } from '../../platform/http/index.js';
import { PurgeRun } from '../purge/purge-run.entity.js';
import { certificateHash, statedBy } from './certificate-hash.js';
import { DeletionCertificate } from './certificate.entity.js';
import type { CertificatePage, CertificateQuery, CertificateView } from './certificates.schemas.js';

/** Shows certificates, each with the place that its event has in the log. */
@Injectable()
export class ReadCertificates {
  constructor(
    private readonly database: Database,
    private readonly places: EventPlaces,
  ) {}

  /** Newest first. */
  async page({ id, on, queue, run, cursor, limit }: CertificateQuery): Promise<CertificatePage> {
    const after = readCursor(cursor);
    const where = {
      ...(id ? { unitId: id } : {}),
      ...(on ? { callOn: on } : {}),
      ...(queue ? { queue } : {}),
      ...(run ? { purgeRunId: run } : {}),
      ...(after ? { $or: [{ issuedAt: { $lt: after.at } }, { issuedAt: after.at, unitId: { $lt: after.id } }] } : {}),
    };
    const options = { orderBy: { issuedAt: 'desc', unitId: 'desc' }, limit: limit + 1 } as const;
    const rows = await this.database.entities().find(DeletionCertificate, where, options);
    const page = pageFrom(rows, limit, row => ({ at: row.issuedAt, id: row.unitId }));
    return { items: await this.#views(page.items), nextCursor: page.nextCursor };
  }

  /** @throws DomainError `not-found` */
  async one(unitId: string): Promise<CertificateView> {
    const found = await this.find(unitId);
    if (!found) throw notFound();
    return found;
  }

  /** The certificate of a unit; null while it has none. */
  async find(unitId: string): Promise<CertificateView | null> {
    const row = await this.database.entities().findOne(DeletionCertificate, { unitId });
    const [view] = row ? await this.#views([row]) : [];
    return view ?? null;
  }

  async #views(rows: readonly DeletionCertificate[]): Promise<CertificateView[]> {
    const events = await this.#eventsOf(rows);
    const places = await this.places.of([...new Set(events.values())]);
    return rows.map(row => {
      const eventId = events.get(row.unitId);
      return {
        ...statedBy(row),
        finalOn: row.finalOn ?? null,
        sha256: certificateHash(row).toString('hex'),
        event: eventId === undefined ? null : { eventId, leafIndex: places.get(eventId) ?? null },
      };
    });
  }

  /** An erasure has its own; a purge has its outcome's, and its intent's until that is there. */
  async #eventsOf(rows: readonly DeletionCertificate[]): Promise<ReadonlyMap<string, string>> {
    const runIds = [...new Set(rows.flatMap(({ purgeRunId }) => purgeRunId ?? []))];
    const runs = runIds.length === 0 ? [] : await this.database.entities().find(PurgeRun, { id: { $in: runIds } });
    const ofRun = new Map<string | null | undefined, string | null | undefined>(
      runs.map(run => [run.id, run.completedEventId ?? run.intendedEventId]),
    );
    return new Map(
      rows.flatMap(({ unitId, eventId, purgeRunId }) => {
        const event = eventId ?? ofRun.get(purgeRunId);
        return event ? [[unitId, event] as const] : [];
      }),
    );
  }
}
