import { Injectable } from '@nestjs/common';
import type { Actor } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import type { EntityManager } from '../../platform/database/index.js';
import { DirectoryGroup, DirectoryGroupMember } from './directory-group.entity.js';
import { DirectoryUser } from './directory-user.entity.js';
import { EndMembership } from './end-membership.js';
import { GroupProposals } from './group-proposals.js';
import { lockMemberships } from './lock-memberships.js';
import { invalidValue } from './scim-faults.js';

/** How many came and went. */
export interface MembersChange {
  readonly added: number;
  readonly removed: number;
}

/** Who is in a group, and what that leads to. */
@Injectable()
export class GroupMembers {
  constructor(
    private readonly proposals: GroupProposals,
    private readonly endMembership: EndMembership,
    private readonly clock: Clock,
  ) {}

  /** The members as they stand, in the order of their ids. */
  of(em: EntityManager, groupId: string): Promise<DirectoryGroupMember[]> {
    return em.find(DirectoryGroupMember, { groupId }, { orderBy: { staffId: 'asc' } });
  }

  /**
   * Makes the members those of `wanted`, in the caller's transaction, which holds the group's row.
   * @throws DomainError `scim-invalid-value` for somebody whom the group's client does not keep
   */
  async become(
    em: EntityManager,
    group: DirectoryGroup,
    wanted: readonly string[],
    actor: Actor,
  ): Promise<MembersChange> {
    const present = await this.of(em, group.id);
    const gone = present.filter(({ staffId }) => !wanted.includes(staffId));
    const known = new Set(present.map(({ staffId }) => staffId));
    const added = wanted.filter(id => !known.has(id));
    if (gone.length + added.length > 0) await lockMemberships(em);
    await this.#end(em, gone, actor);
    await this.#add(em, group, added, actor);
    return { added: added.length, removed: gone.length };
  }

  async #end(em: EntityManager, members: readonly DirectoryGroupMember[], actor: Actor): Promise<void> {
    for (const member of members) {
      await this.endMembership.execute(em, member, actor);
      em.remove(member);
    }
    await em.flush();
  }

  async #add(em: EntityManager, group: DirectoryGroup, ids: readonly string[], actor: Actor): Promise<void> {
    if (ids.length === 0) return;
    const kept = { staffId: { $in: [...ids] }, clientId: group.clientId, removedAt: null };
    if ((await em.count(DirectoryUser, kept)) !== ids.length) throw invalidValue(['members']);
    const addedAt = this.clock.now();
    const members = ids.map(staffId => em.create(DirectoryGroupMember, { groupId: group.id, staffId, addedAt }));
    em.persist(members);
    await em.flush();
    await this.proposals.ofMembers(em, group, members, actor);
  }
}
