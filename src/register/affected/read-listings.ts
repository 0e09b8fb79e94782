import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { AuditTrail } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { notFound } from '../../kernel/errors.js';
import { Database, type Statement } from '../../platform/database/index.js';
import type { Page, Requester } from '../../platform/http/index.js';
import { countAffected } from './count-affected.js';
import { IncidentListing, IncidentPerson, type Scope } from './incident-listing.entity.js';
import type { AffectedPerson, ListingView, PeopleQuery } from './incidents.schemas.js';
import { foundIncident, incidentEvent } from './lock-incident.js';

/** Shows the lists of an incident: how many people were affected, and each of them without a name. */
@Injectable()
export class ReadListings {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
    private readonly trail: AuditTrail,
  ) {}

  /** Every list of an incident, newest first. */
  async of(incidentId: string): Promise<ListingView[]> {
    const em = this.database.entities();
    const rows = await em.find(IncidentListing, { incidentId }, { orderBy: { number: 'desc' } });
    const names = await this.staff.names(rows.flatMap(({ madeBy, scope }) => [madeBy, ...scope.staffIds]));
    return Promise.all(
      rows.map(async ({ number, scope, recordings, gone, madeBy, madeAt }) => ({
        ...{ number, scope: namedScope(scope, names) },
        counts: { ...(await this.#counts(incidentId, number)), recordings, gone },
        makerName: names.get(madeBy) ?? null,
        madeAt: madeAt.toISOString(),
      })),
    );
  }

  /** A page of the people of a list, by their place in it; that it was read is an event. @throws DomainError `not-found` */
  async people(
    id: string,
    listing: number,
    { cursor, limit }: PeopleQuery,
    requester: Requester,
    permissions: Permissions,
  ): Promise<Page<AffectedPerson>> {
    const em = this.database.entities();
    await foundIncident(em, id, 'read', permissions);
    if (!(await em.findOne(IncidentListing, { incidentId: id, number: listing }))) throw notFound();
    const after = Number(cursor ?? 0);
    const facts = { listing, after, limit };
    await this.trail.recordAlone(incidentEvent('incident.affected-viewed', id, requester, { facts }));
    const rows = await this.rows(id, listing, after, limit + 1);
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? String(last.place) : null };
  }

  /** Those of a list from after a place on; whoever asks has recorded it. */
  async rows(incidentId: string, listing: number, after: number, limit: number): Promise<AffectedPerson[]> {
    const where = { incidentId, listing, place: { $gt: after } };
    const rows = await this.database.entities().find(IncidentPerson, where, { orderBy: { place: 'asc' }, limit });
    const names = await this.staff.names(rows.flatMap(({ staffId }) => staffId ?? []));
    return rows.map(row => viewOf(row, names));
  }

  async #counts(incidentId: string, listing: number) {
    const groups = await this.database.query<Pick<IncidentPerson, 'kind' | 'category' | 'risks'> & { count: number }>(
      GROUPS,
      [incidentId, listing],
    );
    return countAffected(groups.flatMap(({ count, ...group }) => Array.from({ length: count }, () => group)));
  }
}

/** A scope with the names of its staff. */
export function namedScope(
  { staffIds, recordingIds, ...bounds }: Scope,
  names: ReadonlyMap<string, string>,
): ListingView['scope'] {
  const staff = staffIds.map(id => ({ id, name: names.get(id) ?? null }));
  return { ...bounds, staff, recordingIds: [...recordingIds] };
}

function viewOf(row: IncidentPerson, names: ReadonlyMap<string, string>): AffectedPerson {
  const { id, place, kind, category, staffId, risks, recordingIds, playbacks, reveals, exports } = row;
  return {
    ...{ id, place, kind, category, playbacks, reveals, exports, risks: [...risks], recordingIds: [...recordingIds] },
    staffName: (staffId ? names.get(staffId) : null) ?? null,
  };
}

const GROUPS: Statement = {
  name: 'incident-groups',
  text: `
    select kind, category, risks, count(*)::int as count from incident_person
    where incident_id = $1 and listing = $2 group by kind, category, risks`,
};
