import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { reach, type Column, type Permissions } from '../../access/index.js';
import { actorOf, AuditTrail, type Actor } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { Database } from '../../platform/database/index.js';
import { pageFrom, readCursor, type Page, type pageQuery, type Requester } from '../../platform/http/index.js';
import { IncidentDetails } from './incident-details.js';
import { Incident } from './incident.entity.js';
import { itemOf } from './incident-item.js';
import type { IncidentItem, IncidentView } from './incidents.schemas.js';
import { foundIncident, incidentEvent, refused } from './lock-incident.js';

/** Where the facts of an incident live. */
export const INCIDENT_COLUMNS: Readonly<Record<string, Column>> = {
  preparedBy: { sql: 'prepared_by', type: 'uuid' },
  staffIds: { sql: 'staff_ids', type: 'uuid', array: true },
};

/** Shows incidents with what who asks may do about each; looking at them is an event. */
@Injectable()
export class ReadIncidents {
  constructor(
    private readonly database: Database,
    private readonly details: IncidentDetails,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** A page, newest first. */
  async page(
    { cursor, limit }: z.output<typeof pageQuery>,
    requester: Requester,
    permissions: Permissions,
  ): Promise<Page<IncidentItem>> {
    await this.#record(actorOf(requester), limit, cursor !== undefined);
    const ids = await this.#ids(limit, readCursor(cursor), permissions);
    const rows = await this.database
      .entities()
      .find(Incident, { id: { $in: ids } }, { orderBy: { registeredAt: 'desc', id: 'desc' } });
    const page = pageFrom(rows, limit, ({ registeredAt: at, id }) => ({ at, id }));
    const now = this.clock.now();
    return { items: page.items.map(incident => itemOf(incident, now)), nextCursor: page.nextCursor };
  }

  /** One, whole. @throws DomainError `not-found` */
  async one(id: string, requester: Requester, permissions: Permissions): Promise<IncidentView> {
    const event = incidentEvent('incident.viewed', id, requester);
    const incident = await foundIncident(this.database.entities(), id, 'read', permissions).catch(
      refused(this.trail, event),
    );
    await this.trail.recordAlone(event);
    return this.details.of(incident, permissions);
  }

  /** One, as the answer to whoever has just done something about it. */
  async view(id: string, permissions: Permissions): Promise<IncidentView> {
    const incident = await foundIncident(this.database.entities(), id, 'read', permissions);
    return this.details.of(incident, permissions);
  }

  async #record(actor: Actor, limit: number, continued: boolean): Promise<void> {
    await this.trail.recordAlone({ action: 'incidents.listed', actor, facts: { limit, continued } });
  }

  async #ids(limit: number, after: { at: Date; id: string } | null, { ability }: Permissions): Promise<string[]> {
    const within = reach(ability, { verb: 'list', kind: 'Incident' }, INCIDENT_COLUMNS, 3);
    if (!within) return [];
    const text = `
      select id from incident
      where ($2::timestamptz is null or (registered_at, id) < ($2, $3::uuid)) and ${within.sql}
      order by registered_at desc, id desc limit $1`;
    const values = [limit + 1, after?.at ?? null, after?.id ?? null, ...within.values];
    const rows = await this.database.query<{ id: string }>(
      { name: `incidents/${within.sql}`, text, onceOnly: true },
      values,
    );
    return rows.map(({ id }) => id);
  }
}
