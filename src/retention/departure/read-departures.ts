import { subject } from '@casl/ability';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Permissions } from '../../access/index.js';
import { AuditTexts } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { Clock } from '../../kernel/clock.js';
import { Database } from '../../platform/database/index.js';
import { pageFrom, readCursor, type Page, type pageQuery } from '../../platform/http/index.js';
import { Departure } from './departure.entity.js';
import { departureState } from './departure-state.js';
import type { DepartureView } from './departures.schemas.js';

/** Shows departures with what who asks may do to each. */
@Injectable()
export class ReadDepartures {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
    private readonly texts: AuditTexts,
    private readonly clock: Clock,
  ) {}

  /** A page, newest first. Whoever may list them sees all. */
  async page({ cursor, limit }: z.output<typeof pageQuery>, permissions: Permissions): Promise<Page<DepartureView>> {
    const after = readCursor(cursor);
    const where = after
      ? { $or: [{ proposedAt: { $lt: after.at } }, { proposedAt: after.at, id: { $lt: after.id } }] }
      : {};
    const options = { orderBy: { proposedAt: 'desc', id: 'desc' }, limit: limit + 1 } as const;
    const rows = await this.database.entities().find(Departure, where, options);
    const page = pageFrom(rows, limit, ({ proposedAt: at, id }) => ({ at, id }));
    const items = await Promise.all(page.items.map(departure => this.view(departure, permissions)));
    return { items, nextCursor: page.nextCursor };
  }

  /** One, as answers show it. */
  async view(departure: Departure, { ability }: Permissions): Promise<DepartureView> {
    const { id, proposedBy, decidedBy } = departure;
    const state = departureState(departure, this.clock.now());
    const names = await this.staff.names(decidedBy ? [proposedBy, decidedBy] : [proposedBy]);
    const said = await this.#said(departure.proposedIn);
    const decision = departure.decidedIn ? await this.#said(departure.decidedIn) : new Map<string, string | null>();
    return {
      ...{ id, state, proposedBy, decidedBy: decidedBy ?? null },
      to: said.get('to') ?? null,
      reason: said.get('reason') ?? null,
      proposerName: names.get(proposedBy) ?? null,
      proposedAt: departure.proposedAt.toISOString(),
      deciderName: (decidedBy ? names.get(decidedBy) : null) ?? null,
      decidedAt: departure.decidedAt?.toISOString() ?? null,
      decisionReason: decision.get('reason') ?? null,
      lapsesAt: departure.lapsesAt.toISOString(),
      exportedAt: departure.exportedAt?.toISOString() ?? null,
      exportedUnits: departure.exportedUnits ?? null,
      manifestSha256: departure.manifestSha256 ?? null,
      mayDecide: state === 'pending' && ability.can('decide', subject('Departure', { proposedBy })),
    };
  }

  async #said(eventId: string): Promise<Map<string, string | null>> {
    return new Map((await this.texts.of(eventId)).map(({ name, text }) => [name, text]));
  }
}
