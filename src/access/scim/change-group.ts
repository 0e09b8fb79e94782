import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { actorOf } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { WantedUser } from './change-user.js';
import { DirectoryEvents } from './directory-events.js';
import { DirectoryGroup } from './directory-group.entity.js';
import { GroupMembers } from './group-members.js';
import { patchGroup, readGroup, replaceGroup, type SaidOfGroup } from './read-said.js';
import type { Json } from './resource-shape.js';
import { flushUnique } from './user-rows.js';
import { checkVersion } from './versions.js';

/** A directory makes, changes and gives up groups of people (RFC 7644 §3.3 to §3.6). They open no review and give nothing. */
@Injectable()
export class ChangeGroup {
  constructor(
    private readonly database: Database,
    private readonly members: GroupMembers,
    private readonly events: DirectoryEvents,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `scim-invalid-value`, `scim-not-unique` */
  async create(body: Json, requester: Requester): Promise<DirectoryGroup> {
    const { displayName, externalId, members } = readGroup(body);
    const actor = actorOf(requester);
    return this.database.transaction(async em => {
      const createdAt = this.clock.now();
      const dated = { version: 1, createdAt, lastModifiedAt: createdAt };
      const known = { id: newId(createdAt), clientId: requester.id, displayName, externalId };
      const group = em.create(DirectoryGroup, { ...known, ...dated });
      em.persist(group);
      await flushUnique(em);
      const change = await this.members.become(em, group, members, actor);
      await this.events.groupChanged(em, { groupId: group.id, operation: 'created', ...change }, actor);
      return group;
    });
  }

  /** Says everything anew (PUT). @throws DomainError `not-found`, `scim-version-mismatch`, as of {@link create} */
  async replace(wanted: WantedUser, body: Json, requester: Requester): Promise<DirectoryGroup> {
    return this.#change(wanted, said => replaceGroup(said, body), requester);
  }

  /** Changes some of it (PATCH). @throws DomainError as of {@link replace}, and of `patchGroup` */
  async patch(wanted: WantedUser, body: Json, requester: Requester): Promise<DirectoryGroup> {
    return this.#change(wanted, said => patchGroup(said, body), requester);
  }

  /** Its members are what they were before it. @throws DomainError `not-found`, `scim-version-mismatch` */
  async remove({ id, ifMatch }: WantedUser, requester: Requester): Promise<void> {
    const actor = actorOf(requester);
    await this.database.transaction(async em => {
      const group = await lockGroup(em, requester.id, id);
      checkVersion(ifMatch, group.version);
      const change = await this.members.become(em, group, [], actor);
      em.remove(group);
      await em.flush();
      await this.events.groupChanged(em, { groupId: id, operation: 'removed', ...change }, actor);
    });
  }

  async #change(
    { id, ifMatch }: WantedUser,
    next: (said: SaidOfGroup) => SaidOfGroup,
    requester: Requester,
  ): Promise<DirectoryGroup> {
    const actor = actorOf(requester);
    return this.database.transaction(async em => {
      const group = await lockGroup(em, requester.id, id);
      checkVersion(ifMatch, group.version);
      const before = (await this.members.of(em, id)).map(({ staffId }) => staffId);
      const { displayName } = group;
      const externalId = group.externalId ?? null;
      const said = next({ displayName, externalId, members: before });
      const change = await this.members.become(em, group, said.members, actor);
      const isNamedAnew = said.displayName !== displayName || said.externalId !== externalId;
      if (!isNamedAnew && change.added + change.removed === 0) return group;
      const known = { displayName: said.displayName, externalId: said.externalId };
      em.assign(group, { ...known, version: group.version + 1, lastModifiedAt: this.clock.now() });
      await flushUnique(em);
      await this.events.groupChanged(em, { groupId: id, operation: 'changed', ...change }, actor);
      return group;
    });
  }
}

async function lockGroup(em: EntityManager, clientId: string, id: string): Promise<DirectoryGroup> {
  const group = await em.findOne(DirectoryGroup, { id, clientId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!group) throw notFound();
  return group;
}
