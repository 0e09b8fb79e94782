import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { AuditTrail, csvRecord } from '../../audit/index.js';
import { notFound } from '../../kernel/errors.js';
import { Database } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { IncidentDetails } from './incident-details.js';
import type { AffectedPerson, ExportQuery, IncidentView, ListingView } from './incidents.schemas.js';
import { foundIncident, incidentEvent } from './lock-incident.js';
import { ReadListings } from './read-listings.js';

const ROWS_AT_ONCE = 1000;

/** A file for the supervisory authority. */
export interface IncidentFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** Writes a list down for the supervisory authority (GDPR art. 33(3)): how many, of which groups, by which risks; no names. */
@Injectable()
export class ExportIncident {
  constructor(
    private readonly database: Database,
    private readonly details: IncidentDetails,
    private readonly listings: ReadListings,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws DomainError `not-found` */
  async execute(
    id: string,
    number: number,
    { form }: ExportQuery,
    requester: Requester,
    permissions: Permissions,
  ): Promise<IncidentFile> {
    const incident = await foundIncident(this.database.entities(), id, 'export', permissions);
    const view = await this.details.of(incident, permissions);
    const listing = view.listings.find(one => one.number === number);
    if (!listing) throw notFound();
    const facts = { form, listing: number, people: listing.counts.people };
    await this.trail.recordAlone(incidentEvent('incident.exported', id, requester, { facts }));
    const people = await this.#people(id, listing);
    const name = `tietoturvaloukkaus-${view.number}-luettelo-${number}.${form}`;
    return form === 'csv'
      ? { name, type: 'text/csv; charset=utf-8', bytes: Buffer.from(csvOf(people)) }
      : { name, type: 'application/json', bytes: Buffer.from(JSON.stringify(jsonOf(view, listing, people), null, 2)) };
  }

  async #people(id: string, { number, counts }: ListingView): Promise<AffectedPerson[]> {
    const all: AffectedPerson[] = [];
    while (all.length < counts.people) {
      const rows = await this.listings.rows(id, number, all.at(-1)?.place ?? 0, ROWS_AT_ONCE);
      if (rows.length === 0) break;
      all.push(...rows);
    }
    return all;
  }
}

function csvOf(people: readonly AffectedPerson[]): string {
  const head = ['place', 'kind', 'category', 'risks', 'recordings', 'playbacks', 'reveals', 'exports'];
  const rows = people.map(({ place, kind, category, risks, recordingIds, playbacks, reveals, exports }) => [
    ...[String(place), kind, category, risks.join(' '), String(recordingIds.length)],
    ...[playbacks, reveals, exports].map(String),
  ]);
  return [head, ...rows].map(csvRecord).join('');
}

/** What art. 33(3) asks of numbers and times, with what was written; staff are not named, and recordings are counted. */
function jsonOf(view: IncidentView, { number, counts, madeAt, scope }: ListingView, people: readonly AffectedPerson[]) {
  const { awareAt, deadlineAt, described, notification, notified, communication, communicationGround, toldAt } = view;
  return {
    incident: view.number,
    ...{ awareAt, deadlineAt, description: described.words },
    notification: { state: notification, ...notified },
    communication: { state: communication, ground: communicationGround, toldAt },
    list: { number, madeAt, calls: scope.calls, from: scope.from, to: scope.to, counts },
    people: people.map(({ place, kind, category, risks, recordingIds, playbacks, reveals, exports }) => ({
      ...{ place, kind, category, risks, recordings: recordingIds.length, playbacks, reveals, exports },
    })),
  };
}
