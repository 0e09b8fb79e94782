import { Injectable } from '@nestjs/common';
import { actorOf } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { Database } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { WantedUser } from './change-user.js';
import { DirectoryEvents } from './directory-events.js';
import { DirectoryGroupMember } from './directory-group.entity.js';
import { Presence } from './presence.js';
import { lockUser } from './user-rows.js';
import { checkVersion } from './versions.js';

/** A directory gives a person up (RFC 7644 §3.6): the person is deactivated; the row stays, for the log names people by id. */
@Injectable()
export class RemoveUser {
  constructor(
    private readonly database: Database,
    private readonly presence: Presence,
    private readonly events: DirectoryEvents,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found`, `scim-version-mismatch`, `last-administrator` */
  async execute({ id, ifMatch }: WantedUser, requester: Requester): Promise<void> {
    const actor = actorOf(requester);
    await this.events.tellingRefusals(requester, id, () =>
      this.database.transaction(async em => {
        const user = await lockUser(em, requester.id, id);
        checkVersion(ifMatch, user.version);
        const removedAt = this.clock.now();
        // Groups come before what their members have, as where a group changes.
        await em.execute(GROUPS_CHANGE, [removedAt, id]);
        await this.presence.leaves(em, user, actor);
        em.assign(user, { removedAt, lastModifiedAt: removedAt, active: false, version: user.version + 1 });
        await em.nativeDelete(DirectoryGroupMember, { staffId: id });
        await em.flush();
        await this.events.provisioned(em, { staffId: id, operation: 'removed', attributes: [] }, actor);
      }),
    );
  }
}

const GROUPS_CHANGE = `
  update directory_group set version = version + 1, last_modified_at = ?
  where id in (select group_id from directory_group_member where staff_id = ?)`;
