import { Migration } from '@mikro-orm/migrations';
import { grantToApplication } from './grants.js';

/** Service accounts with several tokens and networks; the directory that keeps the staff (SCIM). */
export class Machines extends Migration {
  override up(): void {
    this.#tokens();
    this.#accounts();
    this.#directoryUsers();
    this.#directoryGroups();
    this.#rights();
  }

  /** The one token that each account had becomes the first of its tokens, and goes on to work. */
  #tokens(): void {
    this.addSql(`create table "service_token" (
      "id" uuid not null,
      "account_id" uuid not null,
      "token_hash" text not null,
      "created_at" timestamptz(3) not null,
      "created_by" uuid not null,
      "expires_at" timestamptz(3) not null,
      "revoked_at" timestamptz(3) null,
      "last_used_at" timestamptz(3) null,
      primary key ("id")
    )`);
    this.addSql(`create index "service_token_account" on "service_token" ("account_id")`);
    this.addSql(`alter table "service_token" add constraint "service_token_hash" unique ("token_hash")`);
    this.addSql(`
      insert into service_token (id, account_id, token_hash, created_at, created_by, expires_at, revoked_at, last_used_at)
      select id, id, token_hash, created_at, created_by, expires_at, revoked_at, last_used_at from service_account`);
  }

  #accounts(): void {
    this.addSql(`alter table "service_account" drop constraint "service_account_token"`);
    this.addSql(`alter table "service_account" drop column "token_hash", drop column "expires_at"`);
    this.addSql(`alter table "service_account" add column "networks" text[] not null default '{}'`);
    this.addSql(`alter table "service_account" add column "last_used_from" text null`);
    this.addSql(`alter table "service_account" add column "last_refused_at" timestamptz(3) null`);
    this.addSql(`alter table "service_account" drop constraint "service_account_role_check"`);
    this.addSql(
      `alter table "service_account" add constraint "service_account_role_check" check ("role" in ('ingest', 'scim', 'metrics'))`,
    );
  }

  #directoryUsers(): void {
    this.addSql(`create table "directory_user" (
      "staff_id" uuid not null,
      "client_id" uuid not null,
      "external_id" text null,
      "user_name" text not null,
      "active" boolean not null default true,
      "attributes" jsonb not null,
      "said_fields" text[] not null default '{}',
      "former_usernames" text[] not null default '{}',
      "deactivated_here_at" timestamptz(3) null,
      "version" int not null default 1,
      "created_at" timestamptz(3) not null,
      "last_modified_at" timestamptz(3) not null,
      "removed_at" timestamptz(3) null,
      primary key ("staff_id")
    )`);
    this.addSql(`create index "directory_user_name" on "directory_user" ("client_id", "user_name")`);
    this.addSql(
      `alter table "directory_user" add constraint "directory_user_external_id" unique ("client_id", "external_id")`,
    );
  }

  #directoryGroups(): void {
    this.addSql(`create table "directory_group" (
      "id" uuid not null,
      "client_id" uuid not null,
      "external_id" text null,
      "display_name" text not null,
      "template_id" uuid null,
      "mapped_by" uuid null,
      "mapped_at" timestamptz(3) null,
      "version" int not null default 1,
      "created_at" timestamptz(3) not null,
      "last_modified_at" timestamptz(3) not null,
      primary key ("id")
    )`);
    this.addSql(`create index "directory_group_client" on "directory_group" ("client_id", "display_name")`);
    this.addSql(
      `alter table "directory_group" add constraint "directory_group_external_id" unique ("client_id", "external_id")`,
    );
    this.addSql(`create table "directory_group_member" (
      "group_id" uuid not null,
      "staff_id" uuid not null,
      "added_at" timestamptz(3) not null,
      "proposal_id" uuid null,
      primary key ("group_id", "staff_id")
    )`);
    this.addSql(`create index "directory_group_member_staff" on "directory_group_member" ("staff_id")`);
  }

  /** A token is what it was made as; only its end and its use are written. Who said what of a person is never deleted. */
  #rights(): void {
    this.addSql(grantToApplication('select, insert, update (expires_at, revoked_at, last_used_at)', 'service_token'));
    this.addSql(grantToApplication('select, insert, update', 'directory_user'));
    this.addSql(grantToApplication('select, insert, update, delete', 'directory_group'));
    this.addSql(grantToApplication('select, insert, update (proposal_id), delete', 'directory_group_member'));
  }
}
