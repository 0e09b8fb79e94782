import { Migration } from '@mikro-orm/migrations';

/** What a decision about a right goes by, and what it has begun by itself. */
export class RightsDecided extends Migration {
  override up(): void {
    this.addSql(`alter table "rights_claim"
      add column "direct_marketing" boolean not null default false,
      add column "effect_id" uuid null`);
    this.addSql(`alter table "rights_claim" add constraint "rights_claim_direct_marketing_check"
      check (not "direct_marketing" or "right_kind" = 'objection')`);
  }
}
