import { Migration } from '@mikro-orm/migrations';
import { grantToApplication } from './grants.js';

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Breaches of personal data, whom they affected, and who was told (GDPR arts. 33 and 34). Ids, times and codes; nothing of a caller. */
export class Incidents extends Migration {
  override up(): void {
    this.addSql(`create table "incident" (
      "id" uuid not null,
      "number" int not null,
      "finding_id" uuid null,
      "staff_ids" uuid[] not null default '{}',
      "aware_at" timestamptz(3) not null,
      "aware_by" uuid not null,
      "registered_by" uuid not null,
      "registered_at" timestamptz(3) not null,
      "described_in" uuid not null,
      "notification" text not null default 'open',
      "prepared_by" uuid not null default '${NOBODY}',
      "prepared_at" timestamptz(3) null,
      "notified_at" timestamptz(3) null,
      "authority_reference" text not null default '',
      "notification_in" uuid null,
      "confirmed_by" uuid null,
      "confirmed_at" timestamptz(3) null,
      "confirmed_in" uuid null,
      "communication" text not null default 'open',
      "communication_ground" text null,
      "told_at" timestamptz(3) null,
      "communication_by" uuid null,
      "communication_at" timestamptz(3) null,
      "communication_in" uuid null,
      primary key ("id"),
      constraint "incident_number" unique ("number"),
      constraint "incident_notification_check" check ("notification" in ('open', 'proposed', 'not-notified', 'notified')),
      constraint "incident_communication_check" check ("communication" in ('open', 'told', 'not-told')),
      constraint "incident_communication_ground_check" check ("communication_ground" in ('no-high-risk', 'unintelligible', 'risk-averted', 'public-communication')),
      constraint "incident_not_notified_by_two" check (("notification" = 'not-notified') <= ("confirmed_by" is not null and "confirmed_by" <> "prepared_by")),
      constraint "incident_notified_when" check (("notification" = 'notified') = ("notified_at" is not null)),
      constraint "incident_not_told_why" check (("communication" = 'not-told') = ("communication_ground" is not null))
    )`);
    this.addSql(grantToApplication('select, insert, update', 'incident'));
    this.#listings();
  }

  /** A list is never changed: another one is made. */
  #listings(): void {
    this.addSql(`create table "incident_listing" (
      "incident_id" uuid not null,
      "number" int not null,
      "scope" jsonb not null,
      "recordings" int not null,
      "gone" int not null,
      "made_by" uuid not null,
      "made_at" timestamptz(3) not null,
      primary key ("incident_id", "number")
    )`);
    this.addSql(`create table "incident_person" (
      "id" uuid not null,
      "incident_id" uuid not null,
      "listing" int not null,
      "place" int not null,
      "kind" text not null,
      "category" text not null,
      "staff_id" uuid null,
      "risks" text[] not null,
      "party_ids" uuid[] not null,
      "recording_ids" uuid[] not null,
      "playbacks" int not null,
      "reveals" int not null,
      "exports" int not null,
      primary key ("id"),
      constraint "incident_person_place" unique ("incident_id", "listing", "place"),
      constraint "incident_person_kind_check" check ("kind" in ('caller', 'patient', 'agent')),
      constraint "incident_person_risks_check" check ("risks" <@ array['identity-code'::text, 'health-data'::text, 'third-person'::text]),
      constraint "incident_person_category_check" check ("category" in ('own-staff', 'customer-staff', 'partner', 'unknown'))
    )`);
    this.addSql(
      `comment on table "incident_listing" is 'insert-only: another look at who was affected is another list'`,
    );
    this.addSql(
      `comment on table "incident_person" is 'insert-only: ids and codes; names are opened only when somebody says why'`,
    );
    for (const table of ['incident_listing', 'incident_person'])
      this.addSql(grantToApplication('select, insert', table));
  }
}
