import { Migration } from '@mikro-orm/migrations';

const WAYS = `'password', 'second-factor', 'openid', 'bearer'`;
const ENDINGS =
  `'signed-out', 'signed-out-elsewhere', 'idle', 'too-old', 'password-changed', 'second-factor-changed', 'deactivated', ` +
  `'refresh-reused', 'access-changed', 'unlinked', 'ended-by-administrator'`;

/** How each session began, and that an administrator may end one. Of sessions before this, how is not known. */
export class SessionWays extends Migration {
  override up(): void {
    this.addSql(`alter table "session" add column "way" text null`);
    this.addSql(`alter table "session" add constraint "session_way_check" check ("way" in (${WAYS}))`);
    this.addSql(`alter table "session" drop constraint "session_ended_because_check"`);
    this.addSql(
      `alter table "session" add constraint "session_ended_because_check" check ("ended_because" in (${ENDINGS}))`,
    );
  }
}
