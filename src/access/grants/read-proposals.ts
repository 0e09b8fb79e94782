import { subject } from '@casl/ability';
import { Injectable } from '@nestjs/common';
import { StaffDirectory } from '../../identity/index.js';
import { Clock } from '../../kernel/clock.js';
import { Database, firstRow } from '../../platform/database/index.js';
import { pageFrom, readCursor, type Page } from '../../platform/http/index.js';
import type { Permissions } from '../access.js';
import type { AppAbility } from '../subjects.js';
import { GrantProposal } from './grant-proposal.entity.js';
import type { ProposalQuery, ProposalView } from './grant-proposals.schemas.js';
import { Grant } from './grant.entity.js';
import type { ProposalState } from './proposal-state.js';
import { proposalViewOf } from './proposal-view.js';

/** Shows proposals with what who asks may do to each. */
@Injectable()
export class ReadProposals {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
    private readonly clock: Clock,
  ) {}

  /** A page, newest first. */
  async page(query: ProposalQuery, { ability }: Permissions): Promise<Page<ProposalView>> {
    const after = readCursor(query.cursor);
    const conditions = [
      ...(query.staff ? [{ staffId: query.staff }] : []),
      ...(query.state ? [this.#inState(query.state)] : []),
      ...(after ? [{ $or: [{ proposedAt: { $lt: after.at } }, { proposedAt: after.at, id: { $lt: after.id } }] }] : []),
    ];
    const options = { orderBy: { proposedAt: 'desc', id: 'desc' }, limit: query.limit + 1 } as const;
    const rows = await this.database.entities().find(GrantProposal, { $and: conditions }, options);
    const { items, nextCursor } = pageFrom(rows, query.limit, ({ proposedAt: at, id }) => ({ at, id }));
    return { items: await this.#views(items, ability), nextCursor };
  }

  /** One, as answers show it. */
  async view(proposal: GrantProposal, { ability }: Permissions): Promise<ProposalView> {
    return firstRow(await this.#views([proposal], ability));
  }

  /** Those that wait and that who asks may decide, oldest first. */
  async toDecide({ ability }: Permissions): Promise<ProposalView[]> {
    if (!ability.can('decide', 'GrantProposal')) return [];
    const options = { orderBy: { proposedAt: 'asc', id: 'asc' }, limit: MOST_WAITING } as const;
    const waiting = await this.database.entities().find(GrantProposal, this.#inState('pending'), options);
    const mine = waiting.filter(({ staffId, proposedBy, broughtAboutBy }) =>
      ability.can('decide', subject('GrantProposal', { staffId, proposedBy, broughtAboutBy })),
    );
    return this.#views(mine, ability);
  }

  #inState(state: ProposalState) {
    const now = this.clock.now();
    if (state === 'pending') return { outcome: 'pending' as const, lapsesAt: { $gt: now } };
    if (state === 'lapsed') return { outcome: 'pending' as const, lapsesAt: { $lte: now } };
    return { outcome: state };
  }

  async #views(proposals: readonly GrantProposal[], ability: AppAbility): Promise<ProposalView[]> {
    const people = proposals.flatMap(({ staffId, proposedBy, decidedBy }) => [
      staffId,
      proposedBy,
      decidedBy ?? staffId,
    ]);
    const names = await this.staff.names(people);
    const ids = proposals.flatMap(({ grantId }) => (grantId ? [grantId] : []));
    const grants = ids.length > 0 ? await this.database.entities().find(Grant, { id: { $in: ids } }) : [];
    const byId = new Map(grants.map(grant => [grant.id, grant]));
    const now = this.clock.now();
    return proposals.map(proposal => proposalViewOf(proposal, { names, grants: byId, ability, now }));
  }
}

/** More than that wait only where nobody decides. */
const MOST_WAITING = 500;
