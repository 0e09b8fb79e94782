import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { actorOf, AuditTrail, type Actor } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { GrantTemplate } from '../grants/grant-template.entity.js';
import { DirectoryGroup, DirectoryGroupMember } from './directory-group.entity.js';
import { EndMembership } from './end-membership.js';
import { GroupProposals } from './group-proposals.js';
import { lockMemberships } from './lock-memberships.js';

/** An administrator says what members of a group of the directory are proposed for. It gives nothing. */
@Injectable()
export class MapGroup {
  constructor(
    private readonly database: Database,
    private readonly proposals: GroupProposals,
    private readonly endMembership: EndMembership,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * With a template, its members of today are proposed for it, and everybody who joins; with null nobody any more. What an
   * earlier mapping has proposed and nobody has decided is withdrawn; what was granted stays.
   * @throws DomainError `not-found`, `template-unknown`
   */
  async execute(groupId: string, templateId: string | null, requester: Requester): Promise<void> {
    const actor = actorOf(requester);
    await this.database.transaction(async em => {
      const group = await em.findOne(DirectoryGroup, { id: groupId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!group) throw notFound();
      if ((group.templateId ?? null) === templateId) return;
      if (templateId !== null && !(await em.findOne(GrantTemplate, { id: templateId }))) throw templateUnknown();
      await lockMemberships(em);
      const members = await em.find(DirectoryGroupMember, { groupId }, { orderBy: { staffId: 'asc' } });
      await this.#forget(em, members, actor);
      em.assign(group, { templateId, mappedBy: requester.id, mappedAt: this.clock.now() });
      await em.flush();
      const object = { kind: 'directory-group', id: groupId };
      await this.trail.record(em, { action: 'directory-group.mapped', actor, object, facts: { templateId } });
      await this.proposals.ofMembers(em, group, members, actor);
    });
  }

  async #forget(em: EntityManager, members: readonly DirectoryGroupMember[], actor: Actor): Promise<void> {
    for (const member of members) {
      await this.endMembership.withdrawOnly(em, member, actor);
      member.proposalId = null;
    }
  }
}

function templateUnknown(): DomainError {
  return new DomainError('unprocessable', 'template-unknown', 'There is no such template of a grant.');
}
