import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import { StaffDirectory } from '../staff/staff-directory.js';
import type { ExternalIdentityView, SeenIdentityView } from './external-identities.schemas.js';
import { ExternalIdentity } from './external-identity.entity.js';
import { MOST_SEEN } from './note-seen-identity.js';
import { SeenIdentity } from './seen-identity.entity.js';

/** What administrators see of identities of the provider. That staff have them is basic data: looking leaves no event. */
@Injectable()
export class ListExternalIdentities {
  constructor(
    private readonly database: Database,
    private readonly directory: StaffDirectory,
  ) {}

  /** The links of a person that stand, proposed or confirmed. */
  async ofStaff(staffId: string): Promise<ExternalIdentityView[]> {
    const standing = { staffId, removedAt: null };
    const links = await this.database.entities().find(ExternalIdentity, standing, { orderBy: { id: 'asc' } });
    return this.#views(links);
  }

  /** One link as it is shown. */
  async view(link: ExternalIdentity): Promise<ExternalIdentityView> {
    const [view] = await this.#views([link]);
    if (!view) throw new TypeError('A link has one view.');
    return view;
  }

  /** Whom nobody has linked, the newest first. */
  async seen(): Promise<SeenIdentityView[]> {
    const newest = { orderBy: { seenAt: 'desc', id: 'desc' }, limit: MOST_SEEN } as const;
    const rows = await this.database.entities().find(SeenIdentity, {}, newest);
    return rows.map(({ id, issuer, subject, usernameHint, nameHint, seenAt }) => ({
      ...{ id, issuer, subject, usernameHint, nameHint },
      seenAt: seenAt.toISOString(),
    }));
  }

  async #views(links: readonly ExternalIdentity[]): Promise<ExternalIdentityView[]> {
    const names = await this.directory.names(links.flatMap(peopleOf));
    return links.map(link => {
      const { id, staffId, issuer, subject, proposedBy } = link;
      const confirmedBy = link.confirmedBy ?? null;
      return {
        ...{ id, staffId, issuer, subject, proposedBy, confirmedBy },
        proposedByName: names.get(proposedBy) ?? null,
        proposedAt: link.proposedAt.toISOString(),
        confirmedByName: confirmedBy === null ? null : (names.get(confirmedBy) ?? null),
        confirmedAt: link.confirmedAt?.toISOString() ?? null,
      };
    });
  }
}

function peopleOf({ proposedBy, confirmedBy }: ExternalIdentity): string[] {
  return confirmedBy ? [proposedBy, confirmedBy] : [proposedBy];
}
