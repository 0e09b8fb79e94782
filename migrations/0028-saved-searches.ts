import { Migration } from '@mikro-orm/migrations';
import { grantToApplication } from './grants.js';

/** Searches that people have kept for themselves; whoever is deactivated takes theirs with them. */
export class SavedSearches extends Migration {
  override up(): void {
    this.addSql(`create table "saved_search" (
      "id" uuid not null,
      "staff_id" uuid not null,
      "name" text not null,
      "filters" jsonb not null,
      "saved_at" timestamptz(3) not null,
      primary key ("id"),
      constraint "saved_search_staff" foreign key ("staff_id") references "staff" ("id") on delete cascade
    )`);
    this.addSql(`alter table "saved_search" add constraint "saved_search_name" unique ("staff_id", "name")`);
    this.addSql(grantToApplication('select, insert, update, delete', 'saved_search'));
    this.#goWithThePerson();
  }

  /** In the transaction of the deactivation itself, whichever way it came: a page, the command line, SCIM, a restored log. */
  #goWithThePerson(): void {
    this.addSql(`create function saved_search_go() returns trigger language plpgsql as $$ begin
      delete from saved_search where staff_id = new.id;
      return null;
    end $$`);
    this.addSql(`create trigger saved_search_go after update of "status" on "staff"
      for each row when (new.status = 'deactivated') execute function saved_search_go()`);
  }
}
