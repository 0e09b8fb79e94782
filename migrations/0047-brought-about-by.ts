import { Migration } from '@mikro-orm/migrations';

/**
 * Without whom a directory's proposal would not be there, so that none of them decides it (ADR 0033). Of what waits already that is
 * worked out as it stands; roles that one administrator may give need no second.
 */
export class BroughtAboutBy extends Migration {
  override up(): void {
    this.addSql(`alter table "staff" add column "directory_id_by" uuid null`);
    this.addSql(`alter table "grant_proposal" add column "brought_about_by" uuid[] not null default '{}'`);
    this.addSql(`
      update grant_proposal p set brought_about_by = array(
        select distinct tie from directory_group_member m
        join directory_group g on g.id = m.group_id
        left join grant_template t on t.id = g.template_id
        left join service_token s on s.account_id = g.client_id and coalesce(s.revoked_at, s.expires_at) > m.added_at
        cross join lateral (values (g.mapped_by), (t.changed_by), (s.created_by)) ties (tie)
        where m.proposal_id = p.id and tie is not null)
      where p.origin = 'directory-group' and p.kind = 'grant' and p.outcome = 'pending' and p.wanted ->> 'role' <> 'agent'`);
    this.addSql(`alter table "grant_proposal" add constraint "grant_proposal_brought_about_by_two"
      check ("outcome" not in ('approved', 'refused') or "decided_by" <> all ("brought_about_by"))`);
  }
}
