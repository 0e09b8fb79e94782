import { Injectable } from '@nestjs/common';
import { actorOf, type Actor } from '../../audit/index.js';
import { DirectoryStaff, type KeptPerson } from '../../identity/index.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { DirectoryEvents } from './directory-events.js';
import { DirectoryUser } from './directory-user.entity.js';
import { FollowSaid } from './follow-said.js';
import { KeepUser } from './keep-user.js';
import { readUser } from './read-said.js';
import type { Json } from './resource-shape.js';
import { changesOf } from './said-changes.js';
import type { SaidOfUser } from './said-of-user.js';
import { notUnique } from './scim-faults.js';
import { freeUsername } from './user-rows.js';

/**
 * A directory names a person, or takes one on: whom an administrator has tied to exactly the external id, or whom it has
 * kept before under that id. It gives neither a password nor a right (RFC 7644 §3.3).
 */
@Injectable()
export class CreateUser {
  constructor(
    private readonly database: Database,
    private readonly staff: DirectoryStaff,
    private readonly followSaid: FollowSaid,
    private readonly keepUser: KeepUser,
    private readonly events: DirectoryEvents,
  ) {}

  /** @throws DomainError `scim-invalid-value`, `scim-not-unique`, `staff-exists`, `deactivated-elsewhere`, `last-administrator` */
  async execute(body: Json, requester: Requester): Promise<DirectoryUser> {
    const said = readUser(body);
    return this.events.tellingRefusals(requester, null, () =>
      this.database.transaction(em => this.#create(em, said, requester.id, actorOf(requester))),
    );
  }

  async #create(em: EntityManager, said: SaidOfUser, clientId: string, actor: Actor): Promise<DirectoryUser> {
    const externalId = said.externalId ?? null;
    if (externalId === null) return this.#name(em, said, clientId, actor);
    const before = await em.findOne(DirectoryUser, { clientId, externalId });
    if (before) return this.#takeBack(em, before, said, actor);
    const linked = await this.staff.byDirectoryId(em, externalId);
    return linked ? this.#link(em, linked, said, clientId, actor) : this.#name(em, said, clientId, actor);
  }

  /** A new person. */
  async #name(em: EntityManager, said: SaidOfUser, clientId: string, actor: Actor): Promise<DirectoryUser> {
    const username = await freeUsername(em, said, null);
    const id = await this.followSaid.name(em, said, username, actor);
    const user = await this.keepUser.row(em, id, clientId, username);
    await this.keepUser.begin(em, user, said, 'created', actor);
    return user;
  }

  /** Of a person who is tied to this external id already, another client's or an earlier id's row stays what it is. */
  async #link(
    em: EntityManager,
    person: KeptPerson,
    said: SaidOfUser,
    clientId: string,
    actor: Actor,
  ): Promise<DirectoryUser> {
    if (await em.findOne(DirectoryUser, { staffId: person.id })) throw notUnique();
    const user = await this.keepUser.row(em, person.id, clientId, person.username);
    await this.keepUser.follow(em, user, said, changesOf(null, said), 'linked', actor);
    return user;
  }

  async #takeBack(em: EntityManager, before: DirectoryUser, said: SaidOfUser, actor: Actor): Promise<DirectoryUser> {
    if (!before.removedAt) throw notUnique();
    before.removedAt = null;
    const changes = changesOf({ ...before.attributes, active: false }, said);
    await this.keepUser.follow(em, before, said, changes, 'taken-back', actor);
    return before;
  }
}
