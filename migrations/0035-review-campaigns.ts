import { Migration } from '@mikro-orm/migrations';
import { grantToApplication } from './grants.js';

/** Access of everybody in a role is examined when an administrator asks for it: the people are written down first, their reviews follow. */
export class ReviewCampaigns extends Migration {
  override up(): void {
    this.addSql(`create table "review_campaign" (
      "id" uuid not null,
      "role" text null,
      "opened_at" timestamptz(3) not null,
      "opened_by" uuid not null,
      "text_event_id" uuid not null,
      primary key ("id"),
      constraint "review_campaign_role_check" check ("role" in ('agent', 'team-lead', 'complaint-handler', 'trainer', 'rights-officer', 'data-protection-officer', 'auditor', 'administrator'))
    )`);
    this.addSql(`create index "review_campaign_newest" on "review_campaign" ("opened_at", "id")`);
    this.addSql(`create table "review_campaign_member" (
      "campaign_id" uuid not null,
      "staff_id" uuid not null,
      "settled_at" timestamptz(3) null,
      "review_id" uuid null,
      primary key ("campaign_id", "staff_id"),
      constraint "review_campaign_member_review" unique ("review_id")
    )`);
    this.addSql(
      `create index "review_campaign_member_begun" on "review_campaign_member" ("campaign_id") where "settled_at" is null`,
    );
    for (const table of ['review_campaign', 'review_campaign_member'])
      this.addSql(grantToApplication('select, insert, update', table));
  }
}
