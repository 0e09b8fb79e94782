import { Migration } from '@mikro-orm/migrations';
import { grantToApplication } from './grants.js';

/** Proposed grants, templates, versions of the confidentiality undertaking. */
export class GrantsByTwo extends Migration {
  override up(): void {
    this.#proposals();
    this.#templates();
    this.#undertakings();
    this.#rights();
  }

  #proposals(): void {
    this.addSql(`create table "grant_proposal" (
      "id" uuid not null,
      "kind" text not null,
      "staff_id" uuid not null,
      "wanted" jsonb null,
      "grant_id" uuid null,
      "origin" text not null,
      "proposed_by" uuid not null,
      "reason" text not null,
      "proposed_at" timestamptz(3) not null,
      "lapses_at" timestamptz(3) not null,
      "outcome" text not null default 'pending',
      "decided_by" uuid null,
      "decided_at" timestamptz(3) null,
      "decision_reason" text null,
      primary key ("id")
    )`);
    this.addSql(`create index "grant_proposal_newest" on "grant_proposal" ("proposed_at", "id")`);
    this.addSql(`create index "grant_proposal_staff" on "grant_proposal" ("staff_id")`);
    this.#oneOf('grant_proposal', 'kind', ['grant', 'revocation']);
    this.#oneOf('grant_proposal', 'origin', ['administrator', 'directory-group', 'unused-access']);
    this.#oneOf('grant_proposal', 'outcome', ['pending', 'approved', 'refused', 'withdrawn']);
  }

  #templates(): void {
    this.addSql(`create table "grant_template" (
      "id" uuid not null,
      "name" text not null,
      "role" text not null,
      "all_queues" boolean not null default false,
      "queues" text[] not null default '{}',
      "all_units" boolean not null default false,
      "units" text[] not null default '{}',
      "own_calls_only" boolean not null default false,
      "purposes" text[] not null default '{}',
      "valid_months" int not null,
      "changed_at" timestamptz(3) not null,
      "changed_by" uuid not null,
      primary key ("id")
    )`);
    this.addSql(`alter table "grant_template" add constraint "grant_template_name" unique ("name")`);
    this.#oneOf('grant_template', 'role', [
      ...['agent', 'team-lead', 'complaint-handler', 'trainer', 'rights-officer', 'data-protection-officer'],
      ...['auditor', 'administrator'],
    ]);
    this.addSql(
      `alter table "grant_template" add constraint "grant_template_purposes_check" check ("purposes" <@ array['service-development'::text, 'internal-training'::text, 'complaint'::text, 'service-level-study'::text, 'rights-request'::text])`,
    );
  }

  #undertakings(): void {
    this.addSql(`create table "undertaking_version" (
      "version" text not null,
      "text_fi" text not null,
      "text_sv" text not null,
      "text_en" text not null,
      "hash_fi" text not null,
      "hash_sv" text not null,
      "hash_en" text not null,
      "in_force_on" date not null,
      "grace_days" int not null,
      "published_by" uuid not null,
      "published_at" timestamptz(3) not null,
      primary key ("version")
    )`);
    this.addSql(
      `comment on table "undertaking_version" is 'insert-only: the texts of the confidentiality undertaking, as people acknowledged them'`,
    );
    this.addSql(
      `alter table "undertaking_version" add constraint "undertaking_version_in_force_on" unique ("in_force_on")`,
    );
    this.addSql(FIRST_UNDERTAKING);
    for (const column of ['"signed_on" date null', '"evidence" text null', '"imported_by" uuid null']) {
      this.addSql(`alter table "undertaking_acknowledgement" add column ${column}`);
    }
  }

  #oneOf(table: string, column: string, values: readonly string[]): void {
    const list = values.map(value => `'${value}'`).join(', ');
    this.addSql(`alter table "${table}" add constraint "${table}_${column}_check" check ("${column}" in (${list}))`);
  }

  /** What was said and signed stays as it was; of a grant only what ends it is changed. */
  #rights(): void {
    const decided = 'outcome, decided_by, decided_at, decision_reason, grant_id';
    this.addSql(grantToApplication(`select, insert, update (${decided})`, 'grant_proposal'));
    this.addSql(grantToApplication('select, insert, update, delete', 'grant_template'));
    this.addSql(grantToApplication('select, insert', 'undertaking_version'));
    this.addSql(revokeFromApplication('update, delete', 'undertaking_acknowledgement'));
    this.addSql(revokeFromApplication('update, delete', 'access_grant'));
    this.addSql(grantToApplication('update (suspended, revoked_at, revoked_by)', 'access_grant'));
  }
}

function revokeFromApplication(rights: string, table: string): string {
  return `do $$ begin
    execute format('revoke ${rights} on ${table} from %I', current_setting('tallenne.application_role'));
  end $$`;
}

/** The text that everyone has acknowledged so far. */
const FIRST_UNDERTAKING = `
  with texts (fi, sv, en) as (values (
    'Pidän salassa kaiken, minkä saan tietää puhelutallenteista ja niihin liittyvistä henkilötiedoista. Kuuntelen tallenteita ja katson tietoja vain tehtävässäni ja vain siihen käyttötarkoitukseen, jonka ilmoitan. Tiedän, että jokainen kuuntelu ja jokainen näytetty tieto kirjataan käyttölokiin. Velvollisuus jatkuu, kun tehtäväni tai palvelussuhteeni päättyy.',
    'Jag håller hemligt allt som jag får veta ur samtalsinspelningarna och ur de personuppgifter som hör till dem. Jag lyssnar på inspelningar och ser på uppgifter endast i min uppgift och endast för det ändamål som jag anger. Jag vet att varje uppspelning och varje visad uppgift antecknas i användningsloggen. Skyldigheten fortsätter när min uppgift eller min anställning upphör.',
    'I keep secret everything that I learn from the call recordings and from the personal data that belong to them. I listen to recordings and look at data only in my duties and only for the purpose that I state. I know that every playback and every field shown is written into the access log. The duty goes on when my duties or my employment end.'
  ))
  insert into undertaking_version
  select '2026-1', fi, sv, en, encode(sha256(convert_to(fi, 'UTF8')), 'hex'), encode(sha256(convert_to(sv, 'UTF8')), 'hex'),
         encode(sha256(convert_to(en, 'UTF8')), 'hex'), date '2026-01-01', 0,
         '00000000-0000-0000-0000-000000000000'::uuid, timestamptz '2026-01-01T00:00:00Z'
  from texts`;
