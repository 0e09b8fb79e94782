import { Migration } from '@mikro-orm/migrations';
import { grantToApplication } from './grants.js';

/** Identities of an OpenID provider, linked to named people by two administrators. */
export class OpenId extends Migration {
  override up(): void {
    this.#links();
    this.#twoPeople();
    this.#seen();
    this.#transactions();
    this.#sessions();
    this.#rights();
  }

  #links(): void {
    this.addSql(`create table "external_identity" (
      "id" uuid not null,
      "staff_id" uuid not null,
      "issuer" text not null,
      "subject" text not null,
      "proposed_by" uuid not null,
      "proposed_at" timestamptz(3) not null,
      "confirmed_by" uuid null,
      "confirmed_at" timestamptz(3) null,
      "removed_by" uuid null,
      "removed_at" timestamptz(3) null,
      primary key ("id")
    )`);
    this.addSql(`create index "external_identity_staff" on "external_identity" ("staff_id")`);
    this.addSql(
      `create unique index "external_identity_one_a_person" on "external_identity" ("staff_id", "issuer") where "removed_at" is null`,
    );
    this.addSql(
      `create unique index "external_identity_one_person" on "external_identity" ("issuer", "subject") where "removed_at" is null`,
    );
  }

  /** Whatever the application is, a link that works has had two people, neither of them the one whom it lets in. */
  #twoPeople(): void {
    const nobody = '00000000-0000-0000-0000-000000000000';
    this.addSql(`
      create function need_two_for_external_identity() returns trigger language plpgsql as $$
      begin
        if new.proposed_by = new.staff_id or new.confirmed_by = new.staff_id
           or (new.confirmed_by = new.proposed_by and new.proposed_by <> '${nobody}')
           or (new.confirmed_at is null) <> (new.confirmed_by is null)
           or (new.removed_at is null) <> (new.removed_by is null) then
          raise exception 'an external identity needs two people' using errcode = 'insufficient_privilege';
        end if;
        return new;
      end $$`);
    this.addSql(`
      create trigger external_identity_by_two before insert or update on "external_identity"
      for each row execute function need_two_for_external_identity()`);
  }

  #seen(): void {
    this.addSql(`create table "external_identity_seen" (
      "id" uuid not null,
      "issuer" text not null,
      "subject" text not null,
      "username_hint" text not null,
      "name_hint" text not null,
      "seen_at" timestamptz(3) not null,
      primary key ("id")
    )`);
    this.addSql(
      `alter table "external_identity_seen" add constraint "external_identity_seen_subject" unique ("issuer", "subject")`,
    );
    this.addSql(`create index "external_identity_seen_newest" on "external_identity_seen" ("seen_at", "id")`);
  }

  #transactions(): void {
    this.addSql(`create table "openid_transaction" (
      "secret_hash" text not null,
      "network" text not null,
      "return_to" text not null,
      "expires_at" timestamptz(3) not null,
      "external_identity_id" uuid null,
      primary key ("secret_hash")
    )`);
    this.addSql(`create index "openid_transaction_network" on "openid_transaction" ("network", "expires_at")`);
    this.addSql(`create index "openid_transaction_age" on "openid_transaction" ("expires_at")`);
  }

  /** A session may be that of whoever bears a certain token of the provider. */
  #sessions(): void {
    this.addSql(`alter table "session" add column "provider_token_hash" text null`);
    this.addSql(`alter table "session" add constraint "session_provider_token" unique ("provider_token_hash")`);
    this.addSql(`alter table "session" drop constraint "session_ended_because_check"`);
    this.addSql(
      `alter table "session" add constraint "session_ended_because_check" check ("ended_because" in ('signed-out', 'signed-out-elsewhere', 'idle', 'too-old', 'password-changed', 'second-factor-changed', 'deactivated', 'refresh-reused', 'access-changed', 'unlinked'))`,
    );
  }

  /** Who linked whom is written once; a link is confirmed and removed, none is deleted. */
  #rights(): void {
    const ended = 'confirmed_by, confirmed_at, removed_by, removed_at';
    this.addSql(grantToApplication(`select, insert, update (${ended})`, 'external_identity'));
    const hints = 'username_hint, name_hint, seen_at';
    this.addSql(grantToApplication(`select, insert, delete, update (${hints})`, 'external_identity_seen'));
    this.addSql(grantToApplication('select, insert, delete', 'openid_transaction'));
  }
}
