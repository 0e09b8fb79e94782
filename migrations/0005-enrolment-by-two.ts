import { Migration } from '@mikro-orm/migrations';

/** Enrolment and recovery by two people. */
export class EnrolmentByTwo extends Migration {
  override up(): void {
    this.addSql(`alter table "enrolment"
      add column "kind" text not null default 'first',
      add column "confirmed_by" uuid null,
      add column "confirmed_at" timestamptz(3) null,
      add column "code_hash" text null,
      add column "code_tries" int not null default 0`);
    this.addSql(
      `alter table "enrolment" add constraint "enrolment_kind_check" check ("kind" in ('first', 'recovery'))`,
    );
    this.#twoPeople();
    this.#rights();
  }

  /**
   * Whatever the application is, what it completes has had two people. Enrolments of before were completed by the first alone:
   * the check is not asked of them.
   */
  #twoPeople(): void {
    const nobody = '00000000-0000-0000-0000-000000000000';
    this.addSql(`
      create function need_two_for_enrolment() returns trigger language plpgsql as $$
      begin
        if new.created_by = new.staff_id or new.confirmed_by = new.staff_id
           or (new.confirmed_by = new.created_by and new.created_by <> '${nobody}')
           or (new.completed_at is not null and new.confirmed_at is null)
           or (new.confirmed_at is null) <> (new.confirmed_by is null)
           or (new.confirmed_at is null) <> (new.code_hash is null) then
          raise exception 'an enrolment needs two people' using errcode = 'insufficient_privilege';
        end if;
        return new;
      end $$`);
    this.addSql(`
      create trigger enrolment_by_two before insert or update on "enrolment"
      for each row execute function need_two_for_enrolment()`);
  }

  /** Who enrolled whom is not that person's second for 30 days: rows stay, and who made them is not written anew. */
  #rights(): void {
    this.addSql(`do $$ begin
      execute format('revoke update, delete on "enrolment" from %I', current_setting('tallenne.application_role'));
      execute format(
        'grant update (expires_at, confirmed_by, confirmed_at, code_hash, code_tries, completed_at) on "enrolment" to %I',
        current_setting('tallenne.application_role'));
    end $$`);
  }
}
