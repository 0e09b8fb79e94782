import { Injectable } from '@nestjs/common';
import type { Actor } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import type { EntityManager } from '../../platform/database/index.js';
import { DirectoryEvents, type Provisioned } from './directory-events.js';
import { DirectoryUser } from './directory-user.entity.js';
import { FollowSaid } from './follow-said.js';
import { GroupProposals } from './group-proposals.js';
import { Presence } from './presence.js';
import { changesOf, saidDuties, type SaidChanges } from './said-changes.js';
import type { SaidOfUser } from './said-of-user.js';
import { flushUnique, freeUsername, keepSaid } from './user-rows.js';

type Operation = Provisioned['operation'];

/** Keeps what a directory says of a person, and lets the house follow it, in one transaction of the caller. */
@Injectable()
export class KeepUser {
  constructor(
    private readonly followSaid: FollowSaid,
    private readonly presence: Presence,
    private readonly proposals: GroupProposals,
    private readonly events: DirectoryEvents,
    private readonly clock: Clock,
  ) {}

  /** A person whom `clientId` keeps from now on, with nothing said yet. @throws DomainError `scim-not-unique` */
  async row(em: EntityManager, staffId: string, clientId: string, userName: string): Promise<DirectoryUser> {
    const createdAt = this.clock.now();
    const said = { attributes: { userName }, userName, active: true, saidFields: [], formerUsernames: [] };
    const dated = { version: 0, createdAt, lastModifiedAt: createdAt };
    const user = em.create(DirectoryUser, { staffId, clientId, ...said, ...dated });
    em.persist(user);
    await flushUnique(em);
    return user;
  }

  /** What is said of a person who has just been named with it. */
  async begin(
    em: EntityManager,
    user: DirectoryUser,
    said: SaidOfUser,
    operation: Operation,
    actor: Actor,
  ): Promise<void> {
    await this.followSaid.begin(em, user, said, saidDuties(said));
    if (said.active === false) await this.presence.leaves(em, user, actor);
    await this.#keep(em, user, said, changesOf(null, said), operation, actor);
  }

  /**
   * What is new in what is said. Duties come first: they may open a review, whose locks come before a person's.
   * @throws DomainError `scim-not-unique`, `staff-exists`, `deactivated-elsewhere`, `last-administrator`
   */
  async follow(
    em: EntityManager,
    user: DirectoryUser,
    said: SaidOfUser,
    changes: SaidChanges,
    operation: Operation,
    actor: Actor,
  ): Promise<void> {
    if (changes.presence === 'returns') await this.#return(em, user, said, changes, actor);
    else if (changes.presence === 'leaves') await this.presence.leaves(em, user, actor);
    else if (said.active !== false) await this.followSaid.change(em, user, said, changes.duties, actor);
    await this.#keep(em, user, said, changes, operation, actor);
    await this.followSaid.correct(em, user.staffId, said, actor);
    await freeUsername(em, said, user.staffId); // the name may have waited for whoever gives it up just now
  }

  /**
   * Of who comes back by this nothing that they could do is there any more, so that no review is needed. Whom people have let in before
   * may have rights again: their duties change as anybody's. What the directory said meanwhile was not followed, so all of it is new.
   */
  async #return(
    em: EntityManager,
    user: DirectoryUser,
    said: SaidOfUser,
    { duties }: SaidChanges,
    actor: Actor,
  ): Promise<void> {
    const fields = [...new Set([...saidDuties(said), ...duties])];
    if (await this.presence.returns(em, user, actor)) await this.followSaid.begin(em, user, said, saidDuties(said));
    else await this.followSaid.change(em, user, said, fields, actor);
    await this.proposals.ofPerson(em, user.staffId, actor);
  }

  async #keep(
    em: EntityManager,
    user: DirectoryUser,
    said: SaidOfUser,
    { attributes }: SaidChanges,
    operation: Operation,
    actor: Actor,
  ): Promise<void> {
    const username = await freeUsername(em, said, user.staffId);
    user.version += 1;
    await keepSaid(em, user, said, username, this.clock.now());
    await this.events.provisioned(em, { staffId: user.staffId, operation, attributes }, actor);
  }
}
