import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { AuditTrail } from '../../audit/index.js';
import { notFound } from '../../kernel/errors.js';
import { Database, type Statement } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { CallsById, type CallById } from '../../recordings/index.js';
import { IncidentListing } from './incident-listing.entity.js';
import type { AffectedRecordings } from './incidents.schemas.js';
import { foundIncident, incidentEvent } from './lock-incident.js';

/** So many can be looked through; those that go later can wait. */
const MOST_SHOWN = 100;

/** Shows which recordings of a list go first: what is needed longer has to be asked for before. */
@Injectable()
export class ReadRecordingsOfListing {
  constructor(
    private readonly database: Database,
    private readonly calls: CallsById,
    private readonly trail: AuditTrail,
  ) {}

  /** That it was read is an event. @throws DomainError `not-found` */
  async execute(
    id: string,
    listing: number,
    requester: Requester,
    permissions: Permissions,
  ): Promise<AffectedRecordings> {
    const em = this.database.entities();
    await foundIncident(em, id, 'read', permissions);
    if (!(await em.findOne(IncidentListing, { incidentId: id, number: listing }))) throw notFound();
    const rows = await this.database.query<{ id: string }>(NAMED, [id, listing]);
    const facts = { listing, recordings: rows.length };
    await this.trail.recordAlone(incidentEvent('incident.affected-viewed', id, requester, { facts }));
    const kept = await this.calls.of(
      rows.map(row => row.id),
      permissions,
    );
    const byDay = [...kept.values()].toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
    return { items: byDay.slice(0, MOST_SHOWN).map(viewOf), nextCursor: null, kept: kept.size };
  }
}

function sortKey({ dueOn, startedAt, id }: CallById): string {
  return `${dueOn} ${startedAt.toISOString()} ${id}`;
}

function viewOf({ id, startedAt, queue, unit, agentName, dueOn, readable }: CallById) {
  return { id, startedAt: startedAt.toISOString(), queue, unit, agentName, dueOn, readable };
}

const NAMED: Statement = {
  name: 'incident-recordings',
  text: `
    select distinct unnest(recording_ids)::text as id from incident_person where incident_id = $1 and listing = $2`,
};
