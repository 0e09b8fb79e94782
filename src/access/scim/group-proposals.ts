import { Injectable } from '@nestjs/common';
import type { Actor } from '../../audit/index.js';
import { DirectoryStaff } from '../../identity/index.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { NewGrant } from '../access.schemas.js';
import { GrantByTwo } from '../grants/grant-by-two.js';
import { GrantTemplates } from '../grants/grant-templates.js';
import { Grant } from '../grants/grant.entity.js';
import { DirectoryEvents } from './directory-events.js';
import { DirectoryGroup, DirectoryGroupMember } from './directory-group.entity.js';
import { holdsAlready } from './holds-already.js';
import { lockMemberships } from './lock-memberships.js';
import { whoBroughtAbout } from './who-brought-about.js';

/** Members of a group that has a template are proposed for its grant; a group gives nothing (ADR 0011). */
@Injectable()
export class GroupProposals {
  constructor(
    private readonly templates: GrantTemplates,
    private readonly byTwo: GrantByTwo,
    private readonly staff: DirectoryStaff,
    private readonly events: DirectoryEvents,
    private readonly clock: Clock,
  ) {}

  /** In the caller's transaction, which has locked memberships: proposes for those of `members` who are active and do not hold the grant already. */
  async ofMembers(
    em: EntityManager,
    group: DirectoryGroup,
    members: readonly DirectoryGroupMember[],
    actor: Actor,
  ): Promise<void> {
    if (!group.templateId || members.length === 0) return;
    const wanted = await this.templates.wanted(em, group.templateId, `SCIM: ${group.displayName}`.slice(0, 1000));
    if (!wanted) return;
    const active = await this.staff.activeAmong(
      em,
      members.map(({ staffId }) => staffId),
    );
    for (const member of members) {
      if (active.has(member.staffId)) member.proposalId = await this.#propose(em, group, member, wanted, actor);
    }
    await em.flush();
  }

  /** The same for all groups of somebody who comes back. */
  async ofPerson(em: EntityManager, staffId: string, actor: Actor): Promise<void> {
    await lockMemberships(em);
    const members = await em.find(DirectoryGroupMember, { staffId });
    const ids = members.map(({ groupId }) => groupId);
    for (const group of await em.find(DirectoryGroup, { id: { $in: ids } }, { orderBy: { id: 'asc' } })) {
      const own = members.filter(({ groupId }) => groupId === group.id);
      await this.ofMembers(em, group, own, actor);
    }
  }

  /** What the rules of grants refuse is on record and stops nothing: the directory cannot mend it. */
  async #propose(
    em: EntityManager,
    group: DirectoryGroup,
    member: DirectoryGroupMember,
    wanted: NewGrant,
    actor: Actor,
  ): Promise<string | null> {
    const { staffId } = member;
    const grants = await em.find(Grant, { staffId, revokedAt: null });
    if (holdsAlready(grants, wanted, helsinkiDay(this.clock.now()))) return null;
    try {
      const broughtAboutBy = this.byTwo.needed(wanted.role) ? await whoBroughtAbout(em, group, member) : [];
      return await this.byTwo.propose(em, { staffId, wanted, origin: 'directory-group', broughtAboutBy }, actor);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await this.events.refusedWithin(em, staffId, error.code, actor);
      return null;
    }
  }
}
