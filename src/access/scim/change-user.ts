import { Injectable } from '@nestjs/common';
import { actorOf } from '../../audit/index.js';
import { Database } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { DirectoryEvents } from './directory-events.js';
import type { DirectoryUser } from './directory-user.entity.js';
import { KeepUser } from './keep-user.js';
import { patchUser, replaceUser } from './read-said.js';
import type { Json } from './resource-shape.js';
import { changesOf } from './said-changes.js';
import type { SaidOfUser } from './said-of-user.js';
import { lockUser } from './user-rows.js';
import { checkVersion } from './versions.js';

/** Which user a request is about, and which version of it the client has seen. */
export interface WantedUser {
  readonly id: string;
  readonly ifMatch: string | undefined;
}

/** A directory says something new of a person whom it keeps (RFC 7644 §3.5). */
@Injectable()
export class ChangeUser {
  constructor(
    private readonly database: Database,
    private readonly keepUser: KeepUser,
    private readonly events: DirectoryEvents,
  ) {}

  /** Says everything anew (PUT). @throws DomainError as {@link KeepUser.follow}, `not-found`, `scim-version-mismatch`, `scim-invalid-value` */
  async replace(wanted: WantedUser, body: Json, requester: Requester): Promise<DirectoryUser> {
    return this.#change(wanted, said => replaceUser(said, body), requester);
  }

  /** Changes some of it (PATCH). @throws DomainError as {@link replace}, `scim-invalid-path`, `scim-no-target`, `scim-invalid-syntax` */
  async patch(wanted: WantedUser, body: Json, requester: Requester): Promise<DirectoryUser> {
    return this.#change(wanted, said => patchUser(said, body), requester);
  }

  /** What is said already changes nothing, and is no new version. */
  async #change(
    { id, ifMatch }: WantedUser,
    next: (said: SaidOfUser) => SaidOfUser,
    requester: Requester,
  ): Promise<DirectoryUser> {
    return this.events.tellingRefusals(requester, id, () =>
      this.database.transaction(async em => {
        const user = await lockUser(em, requester.id, id);
        checkVersion(ifMatch, user.version);
        const said = next(user.attributes);
        const changes = changesOf(user.attributes, said);
        if (changes.attributes.length === 0) return user;
        await this.keepUser.follow(em, user, said, changes, 'changed', actorOf(requester));
        return user;
      }),
    );
  }
}
