import { Migration } from '@mikro-orm/migrations';
import { grantToApplication } from './grants.js';

/** Passkeys, recovery codes, and how fresh the second factor of a session is. */
export class SecondFactor extends Migration {
  override up(): void {
    this.#sessions();
    this.#passkeys();
    this.#recoveryCodes();
    this.#challenges();
    this.#rights();
  }

  #sessions(): void {
    this.addSql(`alter table "session" add column "second_factor_at" timestamptz(3) null`);
    this.addSql(`alter table "session" drop constraint "session_ended_because_check"`);
    this.addSql(
      `alter table "session" add constraint "session_ended_because_check" check ("ended_because" in ('signed-out', 'signed-out-elsewhere', 'idle', 'too-old', 'password-changed', 'second-factor-changed', 'deactivated', 'refresh-reused', 'access-changed'))`,
    );
  }

  #passkeys(): void {
    this.addSql(`create table "passkey" (
      "id" uuid not null,
      "staff_id" uuid not null,
      "credential_id" text not null,
      "public_key" bytea not null,
      "counter" bigint not null,
      "transports" text[] not null default '{}',
      "name" text not null,
      "device_type" text not null,
      "backed_up" boolean not null,
      "created_at" timestamptz(3) not null,
      "last_used_at" timestamptz(3) null,
      primary key ("id")
    )`);
    this.addSql(`create index "passkey_staff" on "passkey" ("staff_id")`);
    this.addSql(`alter table "passkey" add constraint "passkey_credential" unique ("credential_id")`);
    this.addSql(
      `alter table "passkey" add constraint "passkey_device_type_check" check ("device_type" in ('singleDevice', 'multiDevice'))`,
    );
  }

  #recoveryCodes(): void {
    this.addSql(`create table "recovery_code" (
      "id" uuid not null,
      "staff_id" uuid not null,
      "code_hash" text not null,
      "created_at" timestamptz(3) not null,
      "used_at" timestamptz(3) null,
      primary key ("id")
    )`);
    this.addSql(`create index "recovery_code_staff" on "recovery_code" ("staff_id")`);
  }

  #challenges(): void {
    this.addSql(`create table "second_factor_challenge" (
      "challenge_hash" text not null,
      "staff_id" uuid not null,
      "purpose" text not null,
      "session_id" uuid null,
      "expires_at" timestamptz(3) not null,
      primary key ("challenge_hash")
    )`);
    this.addSql(`create index "second_factor_challenge_staff" on "second_factor_challenge" ("staff_id")`);
    this.addSql(`create index "second_factor_challenge_age" on "second_factor_challenge" ("expires_at")`);
    this.addSql(
      `alter table "second_factor_challenge" add constraint "second_factor_challenge_purpose_check" check ("purpose" in ('sign-in', 'step-up', 'registration'))`,
    );
  }

  /** Whose a passkey or a code is, and what proves it, is written once; a challenge is made and used up. */
  #rights(): void {
    const used = 'counter, backed_up, last_used_at, name';
    this.addSql(grantToApplication(`select, insert, delete, update (${used})`, 'passkey'));
    this.addSql(grantToApplication('select, insert, delete, update (used_at)', 'recovery_code'));
    this.addSql(grantToApplication('select, insert, delete', 'second_factor_challenge'));
  }
}
